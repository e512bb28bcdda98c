package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.util.List;

/**
 * An item to be made at Exchange.
 *
 * @param element what CreateItem takes: {@code t:CalendarItem}, {@code t:Contact}, …, its children
 *     in the order of the schema
 * @param attachments its files, to be added afterwards
 * @param changes of a series, the occurrences that differ from it
 * @param losses what Exchange can't hold, a short phrase each, for the report
 */
public record NewItem(
    XmlNode element,
    List<Attachment> attachments,
    List<OccurrenceChange> changes,
    List<String> losses) {

  /** Makes the lists immutable. */
  public NewItem {
    attachments = List.copyOf(attachments);
    changes = List.copyOf(changes);
    losses = List.copyOf(losses);
  }
}
