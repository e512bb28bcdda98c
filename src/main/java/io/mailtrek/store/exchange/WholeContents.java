package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.with;

import io.mailtrek.store.Content;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.util.List;
import java.util.Optional;

/**
 * ExportItems (MS-OXWSBTRF §3.1.4.1): items as streams with all that Exchange knows of them, which
 * only Exchange can read.
 */
final class WholeContents implements ContentKind {
  private static final int MOST = 100;

  private final Ews ews;

  WholeContents(Ews ews) {
    this.ews = ews;
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public void read(List<ReadRequest> requests) throws StoreException {
    EwsRequest request =
        EwsRequest.of(
            message(
                "ExportItems",
                with(
                    message("ItemIds"),
                    ReadRequest.ids(requests).stream().map(Nodes::itemId).toList())));
    EwsAnswer answer = Answers.complete(request, ews.send(request), requests.size());
    for (int i = 0; i < requests.size(); i++) {
      take(requests.get(i), answer.messages().get(i), answer);
    }
  }

  private static void take(ReadRequest request, EwsMessage message, EwsAnswer answer) {
    if (!message.success()) {
      request.fail(request.failure(message));
      return;
    }
    Optional<Content> data =
        message
            .element()
            .child(io.mailtrek.store.exchange.form.Ews.message("Data"))
            .flatMap(answer::content)
            .filter(content -> content.size() > 0);
    if (data.isEmpty()) {
      request.fail(
          new TransientException(
              "The stream of the item "
                  + request.item().key()
                  + " in "
                  + request.item().folder()
                  + " came empty",
              null));
      return;
    }
    request.complete(data.get().asOpaque());
  }
}
