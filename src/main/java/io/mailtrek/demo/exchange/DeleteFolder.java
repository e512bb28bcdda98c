package io.mailtrek.demo.exchange;

import java.util.List;

/** Takes folders away with all that is in them. */
final class DeleteFolder implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Answer answer = new Answer("DeleteFolder");
    for (Xml id : Requests.required(request, "FolderIds").children()) {
      answer.add(
          () -> {
            ExchangeFolder folder = caller.folder(id);
            if (!folder.distinguished().isEmpty()) {
              throw new EwsFailure(
                  "ErrorDeleteDistinguishedFolder", "Distinguished folders can't be deleted.");
            }
            caller.mailbox().remove(folder);
            return List.of();
          });
    }
    return answer.xml();
  }
}
