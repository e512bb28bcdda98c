package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.Item;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.VanishedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An item whose content is wanted.
 *
 * @param id what Exchange knows it by
 */
record ReadRequest(Item item, String id, CompletableFuture<Content> future) {

  static List<String> ids(List<ReadRequest> requests) {
    return requests.stream().map(ReadRequest::id).toList();
  }

  /** It was read. */
  void complete(Content content) {
    future.complete(content);
  }

  /** It can't be read. */
  void fail(StoreException reason) {
    future.completeExceptionally(reason);
  }

  /** What an answer means that brings no item. */
  StoreException failure(EwsMessage answer) {
    if (answer.code().equals("ErrorItemNotFound")) {
      return new VanishedException(
          "The item " + item.key() + " is not in " + item.folder() + " any more");
    }
    return EwsErrors.of(answer, "Reading the item " + item.key() + " in " + item.folder());
  }

  /** Fails where an answer brings no item. */
  Optional<io.mailtrek.store.xml.XmlNode> element(EwsMessage answer) {
    Optional<io.mailtrek.store.xml.XmlNode> found = Answers.item(answer);
    if (found.isEmpty()) {
      fail(failure(answer));
    }
    return found;
  }
}
