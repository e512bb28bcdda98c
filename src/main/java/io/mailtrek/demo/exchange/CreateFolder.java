package io.mailtrek.demo.exchange;

import java.util.List;

/** Makes folders. */
final class CreateFolder implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Xml parentId = Requests.required(request, "ParentFolderId");
    Answer answer = new Answer("CreateFolder", "Folders");
    for (Xml folder : Requests.required(request, "Folders").children()) {
      answer.add(
          () -> {
            ExchangeFolder made = make(caller.folderIn(parentId), folder);
            return List.of(Xml.m("Folders", Xml.t(FolderView.element(made), FolderView.id(made))));
          });
    }
    return answer.xml();
  }

  private static ExchangeFolder make(ExchangeFolder parent, Xml folder) throws EwsFailure {
    String name = folder.text("DisplayName");
    if (name.isEmpty()) {
      throw new EwsFailure("ErrorRequiredPropertyMissing", "The folder has no DisplayName.");
    }
    if (parent.folder(name).isPresent()) {
      throw new EwsFailure("ErrorFolderExists", "A folder with the specified name already exists.");
    }
    String ofClass =
        switch (folder.name()) {
          case "CalendarFolder" -> "IPF.Appointment";
          case "ContactsFolder" -> "IPF.Contact";
          case "TasksFolder" -> "IPF.Task";
          default -> "IPF.Note";
        };
    String given = folder.text("FolderClass");
    if (!folder.name().equals("Folder") && !given.isEmpty() && !given.startsWith(ofClass)) {
      throw new EwsFailure("ErrorNoFolderClassOverride", "The folder class can't be " + given);
    }
    return parent.addFolder(name, given.isEmpty() ? ofClass : given);
  }
}
