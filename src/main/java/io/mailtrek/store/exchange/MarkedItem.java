package io.mailtrek.store.exchange;

import io.mailtrek.store.exchange.form.SchemaOrder;
import io.mailtrek.store.xml.XmlNode;

/** A new item with the property by which it is found again. */
final class MarkedItem {

  private MarkedItem() {}

  /** A copy of the element with the property where the schema wants it. */
  static XmlNode of(XmlNode item, String key) {
    XmlNode marked = new XmlNode(item.name());
    marked.add(Fields.extended(Fields.mailTrekKey(), key));
    Nodes.with(marked, item.children());
    return SchemaOrder.sorted(marked);
  }
}
