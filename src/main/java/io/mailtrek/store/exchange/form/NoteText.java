package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sticky note (MS-OXONOTE) as VJOURNAL without a date of its own and with the category {@code
 * Notes}. Its colour is COLOR (RFC 7986 §5.9), its place on a screen is kept in X- properties.
 */
final class NoteText {
  static final String CATEGORY = "Notes";

  /** The colours of Exchange by their numbers. */
  static final List<String> COLORS = List.of("blue", "green", "pink", "yellow", "white");

  static final Map<String, ExtendedField> PLACE =
      Map.of(
          "X-EXCHANGE-NOTE-WIDTH", Mapi.NOTE_WIDTH,
          "X-EXCHANGE-NOTE-HEIGHT", Mapi.NOTE_HEIGHT,
          "X-EXCHANGE-NOTE-X", Mapi.NOTE_X,
          "X-EXCHANGE-NOTE-Y", Mapi.NOTE_Y);

  static final List<ExtendedField> EXTENDED =
      List.of(Mapi.NOTE_COLOR, Mapi.NOTE_WIDTH, Mapi.NOTE_HEIGHT, Mapi.NOTE_X, Mapi.NOTE_Y);

  private NoteText() {}

  static Content of(ExchangeItem item) {
    Told told = new Told(item.element());
    CalendarText out = CalendarText.calendar();
    int since = out.size();
    out.line("BEGIN:VJOURNAL");
    CommonText.identity(out, told, CommonText.uid(told));
    CommonText.substance(out, told);
    List<String> categories = new ArrayList<>(List.of(CATEGORY));
    told.strings("Categories").stream()
        .filter(each -> !each.equalsIgnoreCase(CATEGORY))
        .forEach(categories::add);
    out.texts("CATEGORIES", categories);
    told.extendedNumber(Mapi.NOTE_COLOR)
        .filter(number -> number >= 0 && number < COLORS.size())
        .ifPresent(number -> out.line("COLOR:" + COLORS.get(number)));
    PLACE.keySet().stream()
        .sorted()
        .forEach(
            name -> {
              Optional<Integer> value = told.extendedNumber(PLACE.get(name));
              value.ifPresent(number -> out.line(name + ":" + number));
            });
    CommonText.attachments(out, item.attachments());
    CommonText.kept(out, told, since);
    return out.line("END:VJOURNAL").line("END:VCALENDAR").content();
  }
}
