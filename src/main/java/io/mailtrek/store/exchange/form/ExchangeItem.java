package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.util.List;

/**
 * An item as Exchange tells it.
 *
 * @param element the answer: {@code t:CalendarItem}, {@code t:Contact}, …
 * @param attachments its files
 * @param occurrences of a series, those that differ from it, each in full
 */
public record ExchangeItem(
    XmlNode element, List<Attachment> attachments, List<ExchangeItem> occurrences) {

  /** Makes the lists immutable. */
  public ExchangeItem {
    attachments = List.copyOf(attachments);
    occurrences = List.copyOf(occurrences);
  }
}
