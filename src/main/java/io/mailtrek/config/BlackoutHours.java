package io.mailtrek.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a week in which no mailbox is worked on, to the minute, by the clocks of a time
 * zone. Immutable.
 */
public final class BlackoutHours {
  /** How they may be written, for messages. */
  public static final String FORM =
      "days and hours as in MON-FRI 08:00-18:00 or 22:00-06:00, with commas between, and at the end"
          + " a time zone such as Europe/Berlin unless it is the system's";

  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;
  private static final Pattern ZONE = Pattern.compile("(.*\\d:\\d\\d)\\s+([^\\s,]+)");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:(?<first>[A-Z]{3})(?:\\s*-\\s*(?<last>[A-Z]{3}))?\\s+)?"
              + "(?<from>\\d?\\d:\\d\\d)\\s*-\\s*(?<to>\\d?\\d:\\d\\d)");

  private final String text;
  private final ZoneId zone;

  /** The minutes of a week from Monday 00:00 on that they cover. */
  private final BitSet minutes = new BitSet(WEEK);

  private BlackoutHours(String text) {
    this.text = text.trim();
    Matcher zoned = ZONE.matcher(this.text);
    boolean hasZone = zoned.matches();
    zone = hasZone ? zone(zoned.group(2)) : ZoneId.systemDefault();
    for (String span : (hasZone ? zoned.group(1) : this.text).split(",", -1)) {
      add(span.trim());
    }
    if (minutes.cardinality() == WEEK) {
      throw new IllegalArgumentException("'" + text + "' leaves no minute of the week to work in.");
    }
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when the text is not of the form, or covers the whole week
   */
  public static BlackoutHours parse(String text) {
    return new BlackoutHours(text);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a time zone such as Europe/Berlin or +01:00.", e);
    }
  }

  private void add(String span) {
    Matcher matcher = SPAN.matcher(span.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw notOfTheForm(span);
    }
    int first = matcher.group("first") == null ? 0 : day(span, matcher.group("first"));
    int last =
        matcher.group("last") != null
            ? day(span, matcher.group("last"))
            : matcher.group("first") != null ? first : DAYS.size() - 1;
    int from = minute(span, matcher.group("from"));
    int to = minute(span, matcher.group("to"));
    if (from == to || from == DAY) {
      throw notOfTheForm(span);
    }
    int length = to > from ? to - from : to + DAY - from;
    int days = Math.floorMod(last - first, DAYS.size()) + 1;
    for (int i = 0; i < days; i++) {
      cover((first + i) % DAYS.size() * DAY + from, length);
    }
  }

  /** What goes beyond Sunday is early on Monday. */
  private void cover(int start, int length) {
    int end = start + length;
    minutes.set(start, Math.min(end, WEEK));
    minutes.set(0, Math.max(0, end - WEEK));
  }

  private static int day(String span, String name) {
    if (!DAYS.contains(name)) {
      throw notOfTheForm(span);
    }
    return DAYS.indexOf(name);
  }

  private static int minute(String span, String time) {
    int colon = time.indexOf(':');
    int hours = Integer.parseInt(time.substring(0, colon));
    int minutes = Integer.parseInt(time.substring(colon + 1));
    if (minutes > 59 || hours * 60 + minutes > DAY) {
      throw notOfTheForm(span);
    }
    return hours * 60 + minutes;
  }

  private static IllegalArgumentException notOfTheForm(String span) {
    return new IllegalArgumentException("'" + span + "' is not " + FORM + ".");
  }

  /** When the blackout that covers a moment is over; empty when none covers it. */
  public Optional<Instant> endAt(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    int minute = (local.getDayOfWeek().getValue() - 1) * DAY + local.get(ChronoField.MINUTE_OF_DAY);
    if (!minutes.get(minute)) {
      return Optional.empty();
    }
    int free = minutes.nextClearBit(minute);
    int left = free < WEEK ? free - minute : WEEK - minute + minutes.nextClearBit(0);
    LocalDateTime end = local.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).plusMinutes(left);
    ZonedDateTime first = end.atZone(zone);
    // An hour that comes twice, when clocks are set back, is covered both times.
    return Optional.of(
        (first.toInstant().isAfter(moment) ? first : first.withLaterOffsetAtOverlap()).toInstant());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlackoutHours hours && text.equals(hours.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
