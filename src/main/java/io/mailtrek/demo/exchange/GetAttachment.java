package io.mailtrek.demo.exchange;

import java.util.List;

/** Tells what is attached to items. */
final class GetAttachment implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Answer answer = new Answer("GetAttachment", "Attachments");
    for (Xml id : Requests.required(request, "AttachmentIds").children()) {
      answer.add(
          () -> {
            StoredAttachment found =
                caller
                    .mailbox()
                    .attachment(id.attribute("Id"))
                    .orElseThrow(
                        () ->
                            new EwsFailure(
                                "ErrorInvalidAttachmentId",
                                "The specified attachment Id is invalid."));
            return List.of(Xml.m("Attachments", Attachments.whole(found)));
          });
    }
    return answer.xml();
  }
}
