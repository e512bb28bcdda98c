package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.util.List;

/**
 * What is different about one occurrence of a series that is made at Exchange.
 *
 * @param index which one, counted from 1, as {@code t:OccurrenceItemId} wants it: all that the rule
 *     gives are counted, also those that were removed
 * @param updates {@code t:SetItemField} elements; empty for an occurrence that does not take place
 * @param attachments its own files
 */
public record OccurrenceChange(int index, List<XmlNode> updates, List<Attachment> attachments) {

  /** Makes the lists immutable. */
  public OccurrenceChange {
    updates = List.copyOf(updates);
    attachments = List.copyOf(attachments);
  }

  /** Whether the occurrence does not take place. */
  public boolean removed() {
    return updates.isEmpty();
  }
}
