package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A journal entry (MS-OXOJRNL) as VJOURNAL (RFC 5545 §3.6.3), which has a start; its end, its
 * length and its type are X- properties.
 */
final class JournalText {
  static final String TYPE = "X-EXCHANGE-LOG-TYPE";
  static final String TYPE_TEXT = "X-EXCHANGE-LOG-TYPE-TEXT";
  static final String MINUTES = "X-EXCHANGE-LOG-MINUTES";
  static final String END = "X-EXCHANGE-LOG-END";
  static final String COMPANIES = "X-EXCHANGE-COMPANIES";
  static final String CONTACTS = "X-EXCHANGE-CONTACTS";

  static final List<ExtendedField> EXTENDED =
      List.of(
          Mapi.LOG_TYPE,
          Mapi.LOG_TYPE_TEXT,
          Mapi.LOG_START,
          Mapi.LOG_DURATION,
          Mapi.LOG_END,
          Mapi.COMPANIES,
          Mapi.CONTACTS);

  private JournalText() {}

  static Content of(ExchangeItem item) {
    Told told = new Told(item.element());
    CalendarText out = CalendarText.calendar();
    int since = out.size();
    out.line("BEGIN:VJOURNAL");
    CommonText.identity(out, told, CommonText.uid(told));
    CommonText.substance(out, told);
    out.texts("CATEGORIES", told.strings("Categories"));
    Optional<Instant> start = told.extendedTime(Mapi.LOG_START);
    Optional<Integer> minutes = told.extendedNumber(Mapi.LOG_DURATION);
    out.time("DTSTART", start);
    out.time(
        END,
        told.extendedTime(Mapi.LOG_END)
            .or(() -> start.flatMap(from -> minutes.map(Duration::ofMinutes).map(from::plus))));
    minutes.ifPresent(number -> out.line(MINUTES + ":" + number));
    out.text(TYPE, told.extended(Mapi.LOG_TYPE));
    out.text(TYPE_TEXT, told.extended(Mapi.LOG_TYPE_TEXT));
    out.texts(COMPANIES, Mapi.COMPANIES.in(item.element()));
    out.texts(CONTACTS, Mapi.CONTACTS.in(item.element()));
    CommonText.attachments(out, item.attachments());
    CommonText.kept(out, told, since);
    return out.line("END:VJOURNAL").line("END:VCALENDAR").content();
  }
}
