package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Exchange answered to an operation.
 *
 * @param messages one for each thing that was asked for, in its order
 * @param contents what came as base64 ({@code t:MimeContent}, {@code t:Content}, {@code m:Data}),
 *     by its element, whose text is empty
 */
record EwsAnswer(List<EwsMessage> messages, Map<XmlNode, Content> contents) {

  /** Makes both immutable. */
  EwsAnswer {
    messages = List.copyOf(messages);
    contents = Map.copyOf(contents);
  }

  /** What came as base64 in an element; empty where nothing did. */
  Optional<Content> content(XmlNode element) {
    return Optional.ofNullable(contents.get(element));
  }
}
