package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.with;
import static io.mailtrek.store.exchange.form.Ews.element;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;

/**
 * UpdateItem (MS-OXWSCORE §3.1.4.9), of what this session has made: of an occurrence of a new
 * series, or to mark a new item as finished. Nobody is told of it.
 */
final class UpdateItem {

  private UpdateItem() {}

  /** Sets properties of one item; the answer tells its id. */
  static EwsMessage set(Ews ews, XmlNode id, List<XmlNode> updates) throws StoreException {
    XmlNode operation =
        message(
            "UpdateItem",
            message("ItemChanges", element("ItemChange", id, with(element("Updates"), updates))));
    operation.attribute("ConflictResolution", "AlwaysOverwrite");
    operation.attribute("MessageDisposition", "SaveOnly");
    operation.attribute("SendMeetingInvitationsOrCancellations", "SendToNone");
    return Answers.of(ews, EwsRequest.of(operation), 1).get(0);
  }

  /** {@code t:SetItemField} of an extended property. */
  static XmlNode setField(XmlNode uri, String itemElement, String value) {
    return element("SetItemField", uri, element(itemElement, Fields.extended(copy(uri), value)));
  }

  private static XmlNode copy(XmlNode uri) {
    XmlNode copy = new XmlNode(uri.name());
    uri.attributes().forEach(copy::attribute);
    return copy;
  }
}
