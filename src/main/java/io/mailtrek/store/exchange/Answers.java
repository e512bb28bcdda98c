package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.message;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Optional;

/** What is in answers. */
final class Answers {

  private Answers() {}

  /** Sends a request; its answer has one message for each thing that it asks for. */
  static List<EwsMessage> of(Ews ews, EwsRequest request, int count) throws StoreException {
    return complete(request, ews.send(request), count).messages();
  }

  /** The same answer, where it has as many messages as it must. */
  static EwsAnswer complete(EwsRequest request, EwsAnswer answer, int count)
      throws TransientException {
    if (answer.messages().size() != count) {
      throw new TransientException(
          "The server answered "
              + request.name()
              + " for "
              + count
              + " with "
              + answer.messages().size()
              + " answers",
          null);
    }
    return answer;
  }

  /** The folder that an answer holds; empty where it tells an error. */
  static Optional<XmlNode> folder(EwsMessage answer) {
    return first(answer, "Folders");
  }

  /** The item that an answer holds; empty where it tells an error. */
  static Optional<XmlNode> item(EwsMessage answer) {
    return first(answer, "Items");
  }

  private static Optional<XmlNode> first(EwsMessage answer, String list) {
    return answer.success()
        ? answer.element().child(message(list)).flatMap(all -> all.children().stream().findFirst())
        : Optional.empty();
  }
}
