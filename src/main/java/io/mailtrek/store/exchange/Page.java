package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.message;
import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Optional;

/**
 * A part of what FindFolder or FindItem finds. A server may give fewer than were asked for.
 *
 * @param next where the next part begins
 * @param last whether there is no more
 */
record Page(List<XmlNode> found, long next, boolean last) {

  /**
   * Reads an answer.
   *
   * @param list what the found are in: {@code Folders}, {@code Items}
   * @param offset where this part begins
   */
  static Page of(EwsMessage answer, String list, long offset) {
    Optional<XmlNode> root = answer.element().child(message("RootFolder"));
    List<XmlNode> found =
        root.flatMap(node -> node.child(type(list))).map(XmlNode::children).orElse(List.of());
    boolean told =
        root.flatMap(node -> node.attribute("IncludesLastItemInRange"))
            .filter(Nodes::isTrue)
            .isPresent();
    // The offset that is told counts what was received; one that stands still would never end.
    long next =
        Math.max(
            offset + found.size(),
            Nodes.number(root.flatMap(node -> node.attribute("IndexedPagingOffset"))));
    return new Page(found, next, told || found.isEmpty());
  }
}
