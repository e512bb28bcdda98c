package io.mailtrek.demo.exchange;

import java.util.List;

/** Tells folders. */
final class GetFolder implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    FolderView view = new FolderView(Requests.required(request, "FolderShape"));
    Answer answer = new Answer("GetFolder", "Folders");
    for (Xml id : Requests.required(request, "FolderIds").children()) {
      answer.add(() -> List.of(Xml.m("Folders", view.of(caller.folder(id)))));
    }
    return answer.xml();
  }
}
