package io.mailtrek.store.exchange.form;

import static io.mailtrek.store.exchange.form.FormLines.OWNER;
import static io.mailtrek.store.exchange.form.FormLines.content;
import static io.mailtrek.store.exchange.form.FormLines.lines;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import io.mailtrek.corpus.OddCalendar;
import io.mailtrek.corpus.OddCard;
import io.mailtrek.corpus.SampleItem;
import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What goes to Exchange and comes back says the same to its user. */
class RoundTripTest {
  private static Content back(ItemType type, Content content) throws Exception {
    NewItem made = ExchangeForm.of(type, content, OWNER);
    return Interchange.of(type, PretendExchange.told(made), OWNER);
  }

  @Test
  void everyOddItemGoesThereAndBackTwice() throws Exception {
    List<SampleItem> all = new ArrayList<>(OddCalendar.valid());
    all.addAll(OddCalendar.mendable());
    all.addAll(OddCalendar.many(300, 11));
    all.addAll(OddCard.valid());
    all.addAll(OddCard.mendable());
    for (SampleItem sample : all) {
      Content once = back(sample.type(), Content.of(sample.content()));
      Content twice = back(sample.type(), once);
      assertEquals(String.join("\n", lines(once)), String.join("\n", lines(twice)), sample::name);
    }
  }

  @Property(tries = 300)
  void textsAndTimesAreTheSame(
      @ForAll("texts") String title,
      @ForAll("texts") String text,
      @ForAll("days") LocalDate day,
      @ForAll("zones") String zone)
      throws Exception {
    String stamp = CalendarText.day(day) + "T083000";
    Content event =
        content(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT",
            "UID:one",
            "DTSTART;TZID=" + zone + ":" + stamp,
            "DURATION:PT1H",
            "SUMMARY:" + CalendarText.escaped("x" + title.replace('\n', ' ') + "x"),
            "DESCRIPTION:" + CalendarText.escaped("x" + text + "x"),
            "END:VEVENT\r\nEND:VCALENDAR");
    VEvent before = event(event);
    VEvent after = event(back(ItemType.CALENDAR, event));
    assertEquals(
        before.getSummary().getValue().replaceAll("\\p{Cc}+", " "), after.getSummary().getValue());
    assertEquals(before.getDescription().getValue(), after.getDescription().getValue());
    Component calendar = Component.of(back(ItemType.CALENDAR, event)).parts("VCALENDAR").get(0);
    When start =
        When.of(
                calendar.parts("VEVENT").get(0).line("DTSTART").orElseThrow(),
                new CalendarZones(calendar, OWNER.zone()))
            .orElseThrow();
    Instant there = new When(day.atTime(8, 30), false, Zone.named(zone).orElseThrow()).instant();
    assertEquals(there, start.instant());
    // Who does not know the name of the zone has the same from its rules.
    for (Component rules : calendar.parts("VTIMEZONE")) {
      assertEquals(
          start.zone().rules().getOffset(there),
          ZoneReading.of(rules).orElseThrow().getOffset(there),
          zone);
    }
  }

  @Property(tries = 500)
  void seriesTakesPlaceOnTheSameDays(@ForAll("rules") String rule, @ForAll("days") LocalDate day)
      throws Exception {
    Content series =
        content(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT",
            "UID:one",
            "DTSTART:" + CalendarText.day(day) + "T083000Z",
            "DTEND:" + CalendarText.day(day) + "T093000Z",
            "RRULE:" + rule,
            "END:VEVENT\r\nEND:VCALENDAR");
    NewItem made = ExchangeForm.of(ItemType.CALENDAR, series, OWNER);
    // A loss is told; else there is none.
    if (made.losses().isEmpty()) {
      assertEquals(days(series), days(back(ItemType.CALENDAR, series)), () -> rule + " " + day);
    } else {
      assertTrue(made.losses().stream().allMatch(loss -> loss.startsWith("RRULE: ")));
    }
  }

  private static VEvent event(Content content) {
    ICalendar calendar = Biweekly.parse(new String(content.toByteArray(), UTF_8)).first();
    return calendar.getEvents().get(0);
  }

  private static Set<Instant> days(Content content) {
    DateIterator dates = event(content).getDateIterator(TimeZone.getTimeZone("UTC"));
    Set<Instant> days = new TreeSet<>();
    while (dates.hasNext() && days.size() < 500) {
      days.add(dates.next().toInstant());
    }
    // RFC 5545 §3.8.5.3: the first one is of the series, whatever the rule says.
    days.add(event(content).getDateStart().getValue().toInstant());
    return days;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('\n', '\t', 'ß', '会', '\u2028', '\\', ';', ',')
        .ofMaxLength(120);
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.integers()
        .between(0, 4_000)
        .map(number -> LocalDate.of(2015, 1, 1).plusDays(number));
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Pacific/Auckland",
        "Pacific/Kiritimati",
        "America/St_Johns",
        "Etc/UTC",
        "Tokyo Standard Time");
  }

  @Provide
  Arbitrary<String> rules() {
    Arbitrary<String> days =
        Arbitraries.subsetOf("MO", "TU", "WE", "TH", "FR", "SA", "SU")
            .filter(set -> !set.isEmpty())
            .map(set -> String.join(",", set));
    Arbitrary<String> position = Arbitraries.of("1", "2", "3", "4", "5", "-1", "-2");
    Arbitrary<String> frequency =
        Arbitraries.oneOf(
            Arbitraries.just("FREQ=DAILY"),
            days.map(each -> "FREQ=DAILY;BYDAY=" + each),
            days.map(each -> "FREQ=WEEKLY;BYDAY=" + each),
            days.map(each -> "FREQ=WEEKLY;WKST=SU;BYDAY=" + each),
            Arbitraries.just("FREQ=MONTHLY"),
            Arbitraries.integers().between(1, 31).map(day -> "FREQ=MONTHLY;BYMONTHDAY=" + day),
            Arbitraries.just("FREQ=MONTHLY;BYMONTHDAY=1,15"),
            Arbitraries.just("FREQ=MONTHLY;BYMONTHDAY=-1"),
            position.map(each -> "FREQ=MONTHLY;BYDAY=" + each + "TU"),
            Combinators.combine(days, position)
                .as((each, at) -> "FREQ=MONTHLY;BYDAY=" + each + ";BYSETPOS=" + at),
            Arbitraries.just("FREQ=YEARLY"),
            Arbitraries.integers().between(1, 12).map(month -> "FREQ=YEARLY;BYMONTH=" + month),
            position.map(each -> "FREQ=YEARLY;BYMONTH=11;BYDAY=" + each + "TH"));
    Arbitrary<String> interval = Arbitraries.of("", ";INTERVAL=2", ";INTERVAL=5");
    Arbitrary<String> end =
        Arbitraries.of(
            "", ";COUNT=1", ";COUNT=7", ";UNTIL=20270101T000000Z", ";UNTIL=20260615T235959Z");
    return Combinators.combine(frequency, interval, end).as((a, b, c) -> a + b + c);
  }
}
