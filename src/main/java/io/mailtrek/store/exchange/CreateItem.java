package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.folderId;
import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.with;

import io.mailtrek.store.Content;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Map;

/**
 * CreateItem (MS-OXWSCORE §3.1.4.2). Items are saved and nothing else: nobody is sent anything,
 * whatever is in them.
 */
final class CreateItem {

  private CreateItem() {}

  /**
   * Makes items in a folder; the answer has a message for each of them, in their order.
   *
   * @param streams contents of elements that are in the items
   */
  static List<EwsMessage> in(
      Ews ews, ExchangeFolder folder, List<XmlNode> items, Map<XmlNode, Content> streams)
      throws StoreException {
    XmlNode operation =
        message(
            "CreateItem",
            message("SavedItemFolderId", folderId(folder.id())),
            with(message("Items"), items));
    operation.attribute("MessageDisposition", "SaveOnly");
    operation.attribute("SendMeetingInvitations", "SendToNone");
    return Answers.of(ews, new EwsRequest(operation, streams), items.size());
  }
}
