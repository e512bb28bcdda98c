package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Map;

/**
 * An item that one operation makes.
 *
 * @param element what CreateItem takes
 * @param streams contents of elements in it
 * @param dropped how many keywords are left out
 * @param losses what else Exchange has no place for
 */
record Planned(
    Delivery delivery,
    XmlNode element,
    Map<XmlNode, Content> streams,
    int dropped,
    List<String> losses) {}
