package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one reminder of an item at Exchange, of the first VALARM (RFC 5545 §3.6.6) that shows one.
 */
final class Reminder {
  private Reminder() {}

  /** When it is; tells what else there is as losses. */
  static Optional<Instant> of(
      Draft draft, CalendarZones zones, Optional<When> start, Optional<When> end) {
    List<ContentLine> triggers = ExchangeForm.triggers(draft.source());
    if (draft.source().parts("VALARM").size() > Math.min(1, triggers.size())) {
      draft.lose("alarms but the first");
    }
    return triggers.stream()
        .flatMap(trigger -> moment(trigger, zones, start, end).stream())
        .findFirst();
  }

  private static Optional<Instant> moment(
      ContentLine trigger, CalendarZones zones, Optional<When> start, Optional<When> end) {
    Optional<Span> span = Span.of(trigger.value());
    if (span.isEmpty()) {
      return When.of(trigger, zones).map(When::instant);
    }
    boolean toEnd = trigger.parameter("RELATED").filter("END"::equalsIgnoreCase).isPresent();
    return (toEnd ? end.or(() -> start) : start.or(() -> end))
        .map(when -> span.get().after(new When(when.local(), false, when.zone())).instant());
  }
}
