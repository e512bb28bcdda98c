package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.xml.XmlNode;
import java.util.Map;

/**
 * An operation of Exchange Web Services.
 *
 * @param operation what the SOAP body holds: {@code m:FindFolder}, {@code m:CreateItem}, …
 * @param streams elements whose text is the base64 of a content, so that it never is in memory
 */
record EwsRequest(XmlNode operation, Map<XmlNode, Content> streams) {

  /** Makes the map immutable. */
  EwsRequest {
    streams = Map.copyOf(streams);
  }

  /** An operation without large contents. */
  static EwsRequest of(XmlNode operation) {
    return new EwsRequest(operation, Map.of());
  }

  /** The name of the operation. */
  String name() {
    return operation.name().getLocalPart();
  }
}
