package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.Nodes.shape;
import static io.mailtrek.store.exchange.Nodes.with;
import static io.mailtrek.store.exchange.form.Ews.text;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.Collection;
import java.util.List;

/** GetItem (MS-OXWSCORE §3.1.4.4): items by their ids. */
final class GetItem {

  private GetItem() {}

  /** Properties of items; the answer has a message for each of them, in their order. */
  static EwsAnswer properties(Ews ews, List<String> ids, Collection<XmlNode> properties)
      throws StoreException {
    return send(ews, ids, shape("ItemShape", properties));
  }

  /** The same with the MIME form of them. */
  static EwsAnswer mime(Ews ews, List<String> ids, Collection<XmlNode> properties)
      throws StoreException {
    XmlNode shape =
        message("ItemShape", text("BaseShape", "IdOnly"), text("IncludeMimeContent", "true"));
    shape.add(
        with(io.mailtrek.store.exchange.form.Ews.element("AdditionalProperties"), properties));
    return send(ews, ids, shape);
  }

  private static EwsAnswer send(Ews ews, List<String> ids, XmlNode shape) throws StoreException {
    EwsRequest request =
        EwsRequest.of(
            message(
                "GetItem",
                shape,
                with(message("ItemIds"), ids.stream().map(Nodes::itemId).toList())));
    return Answers.complete(request, ews.send(request), ids.size());
  }
}
