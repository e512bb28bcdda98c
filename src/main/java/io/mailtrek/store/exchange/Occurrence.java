package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;
import static io.mailtrek.store.exchange.form.Ews.element;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.Set;

/**
 * An occurrence of a series that this session has just made: the one thing of which this package
 * can say that it does not take place. Nothing else can be named here.
 */
final class Occurrence {
  private static final Set<String> GONE_BEFORE =
      Set.of("ErrorItemNotFound", "ErrorCalendarOccurrenceIsDeletedFromRecurrence");

  private final XmlNode id;

  /**
   * @param index counted from 1
   */
  private Occurrence(String masterId, int index) {
    id = element("OccurrenceItemId");
    id.attribute("RecurringMasterId", masterId);
    id.attribute("InstanceIndex", Integer.toString(index));
  }

  /** An occurrence of a series whose making is not finished. */
  static Occurrence of(UnfinishedItem series, int index) {
    return new Occurrence(series.id(), index);
  }

  /** {@code t:OccurrenceItemId}. */
  XmlNode id() {
    return id;
  }

  /** Takes it out of the series; nobody is told. */
  void leaveOut(Ews ews) throws StoreException {
    XmlNode operation = message("DeleteItem", message("ItemIds", id));
    operation.attribute("DeleteType", "HardDelete");
    operation.attribute("SendMeetingCancellations", "SendToNone");
    operation.attribute("AffectedTaskOccurrences", "SpecifiedOccurrenceOnly");
    EwsMessage answer = Answers.of(ews, EwsRequest.of(operation), 1).get(0);
    if (!answer.success() && !GONE_BEFORE.contains(answer.code())) {
      throw EwsErrors.of(answer, "Taking an occurrence out of a new series");
    }
  }
}
