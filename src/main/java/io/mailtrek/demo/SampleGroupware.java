package io.mailtrek.demo;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavName;
import io.mailtrek.demo.dav.DavTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.IntFunction;

/** Fills the calendars and address books of the old server. */
final class SampleGroupware {
  static final String WORK = "Arbeit";

  private static final int EVENTS = 20;
  private static final int CONTACTS = 15;
  private static final int TASKS = 8;
  private static final int JOURNALS = 5;
  private static final int NOTES = 5;
  private static final Duration BETWEEN_EVENTS = Duration.ofDays(36);

  private final DemoServer server;
  private final Instant now;

  /**
   * Calendars and address books for all users of a server.
   *
   * @param now where their two years end
   */
  SampleGroupware(DemoServer server, Instant now) {
    this.server = server;
    this.now = now;
  }

  /** Fills them. */
  void fill() {
    DavTree tree = server.groupware();
    for (String user : server.users()) {
      String address = server.address(user);
      SampleCalendar calendar = new SampleCalendar(address);
      DavCollection work = tree.addCalendar(address, "work", WORK, Set.of("VEVENT"));
      work.properties().put(DavName.apple("calendar-color"), "#2952a3ff");
      add(work, EVENTS, i -> calendar.event(now.minus(BETWEEN_EVENTS.multipliedBy(EVENTS - i)), i));
      DavCollection home = tree.addCalendar(address, "home", "Familie 旅行", Set.of("VEVENT"));
      add(home, EVENTS / 4, i -> calendar.birthday(i));
      DavCollection tasks = tree.addCalendar(address, "tasks", "Aufgaben", Set.of("VTODO"));
      add(tasks, TASKS, i -> calendar.task(now.plus(Duration.ofDays(i)), i));
      DavCollection diary = tree.addCalendar(address, "diary", "Tagebuch", Set.of("VJOURNAL"));
      add(diary, JOURNALS, i -> calendar.journal(now.minus(Duration.ofDays(i)), i));
      add(diary, NOTES, calendar::note);
      DavCollection people = tree.addAddressBook(address, "people", "Kontakte");
      add(people, CONTACTS, new SampleContacts(user.hashCode())::next);
      // What invitations arrive in is no calendar, and stays where it is.
      tree.addOther(address, "inbox", Set.of(DavName.caldav("schedule-inbox")));
    }
  }

  private static void add(DavCollection collection, int count, IntFunction<String> item) {
    for (int i = 0; i < count; i++) {
      String name =
          (collection.resources().size() + 1) + (collection.addressBook() ? ".vcf" : ".ics");
      collection.put(name, item.apply(i).getBytes(StandardCharsets.UTF_8));
    }
  }
}
