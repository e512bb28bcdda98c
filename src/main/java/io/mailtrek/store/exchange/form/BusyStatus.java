package io.mailtrek.store.exchange.form;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code t:LegacyFreeBusyStatus}, and how iCalendar says it (MS-OXCICAL §2.1.3.1.1.20.31). */
final class BusyStatus {
  private static final Map<String, String> CALENDAR =
      Map.of(
          "Free", "FREE",
          "Tentative", "TENTATIVE",
          "Busy", "BUSY",
          "OOF", "OOF",
          "WorkingElsewhere", "WORKINGELSEWHERE");

  private BusyStatus() {}

  /** X-MICROSOFT-CDO-BUSYSTATUS. */
  static String calendar(String exchange) {
    return CALENDAR.getOrDefault(exchange, "BUSY");
  }

  /** Of an event; one that was cancelled takes no time. */
  static String exchange(Component event) {
    Optional<String> written =
        event
            .value("X-MICROSOFT-CDO-BUSYSTATUS")
            .map(word -> word.toUpperCase(Locale.ROOT))
            .flatMap(
                word ->
                    CALENDAR.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(word))
                        .map(Map.Entry::getKey)
                        .findFirst());
    if (written.isPresent()) {
      return written.get();
    }
    String status = event.value("STATUS").orElse("").toUpperCase(Locale.ROOT);
    boolean free =
        event.value("TRANSP").filter("TRANSPARENT"::equalsIgnoreCase).isPresent()
            || status.equals("CANCELLED");
    return free ? "Free" : status.equals("TENTATIVE") ? "Tentative" : "Busy";
  }
}
