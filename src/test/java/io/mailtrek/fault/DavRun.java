package io.mailtrek.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavResource;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.dav.DavSamples;
import io.mailtrek.server.dav.DavScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One mailbox of calendars and contacts that is migrated with a fault on the way, and what must
 * hold whatever the fault is: after each pass the source is as it was, the destination has nothing
 * twice and nothing that is not at the source, nobody gets a mail, and the sums match.
 */
final class DavRun implements AutoCloseable {
  static final String USER = "anna";
  static final int ITEMS = 110;

  private final DavScript atSource = new DavScript();
  private final DavScript atDestination = new DavScript();
  private final DavServer source;
  private final DavServer destination;
  private final TestProject project;
  private List<String> items;
  private MailboxPassRecord last;

  /** Fills the mailbox at the source; the one at the destination is empty. */
  DavRun(Path home) throws IOException {
    source = DavServer.start(atSource);
    destination = DavServer.start(atDestination);
    source.tree().addUser(USER, TestProject.PASSWORD);
    destination.tree().addUser(USER, TestProject.PASSWORD);
    DavCollection work = source.tree().addCalendar(USER, "work", "Work", Set.of("VEVENT"));
    for (int i = 0; i < 60; i++) {
      put(
          work,
          "event-" + i + ".ics",
          DavSamples.event(
              "event-" + i,
              "Event " + i,
              "ORGANIZER:mailto:anna@example.org",
              "ATTENDEE:mailto:guest@elsewhere.example"));
    }
    DavCollection tasks = source.tree().addCalendar(USER, "tasks", "Tasks", Set.of("VTODO"));
    for (int i = 0; i < 20; i++) {
      put(tasks, "task-" + i + ".ics", DavSamples.task("task-" + i, "Task " + i));
    }
    DavCollection people = source.tree().addAddressBook(USER, "people", "People");
    for (int i = 0; i < 30; i++) {
      put(people, "card-" + i + ".vcf", DavSamples.card("card-" + i, "Jörg " + i));
    }
    items = items(source);
    project = new TestProject(home, 1, 1, USER);
    project.dav(source.uri() + "&readTimeout=5s", destination.uri() + "&readTimeout=5s");
    project.withoutMail();
    project.set("mailtrek.retry.first-delay-ms", "20").set("mailtrek.retry.longest-delay-ms", "80");
  }

  private static void put(DavCollection collection, String name, String text) {
    collection.put(name, text.getBytes(UTF_8));
  }

  /** What goes wrong at the source. */
  DavScript atSource() {
    return atSource;
  }

  /** What goes wrong at the destination. */
  DavScript atDestination() {
    return atDestination;
  }

  DavServer source() {
    return source;
  }

  DavServer destination() {
    return destination;
  }

  /** A calendar or an address book at the source. */
  DavCollection folder(String name) {
    return source.tree().named(USER, name).orElseThrow();
  }

  /** Takes what is at the source now for what has to stay there and to arrive. */
  void sourceIsMeantToBeSo() {
    items = items(source);
  }

  /** Runs a Full pass and checks what must hold after it. */
  DavRun pass() throws Exception {
    last = project.full().get(0);
    Counts counts = last.counts();
    List<String> surplus = items(destination);
    items.forEach(surplus::remove);
    assertAll(
        () -> assertEquals(items, items(source), "source"),
        () -> assertEquals(List.of(), surplus, "destination"),
        () -> assertEquals(List.of(), destination.tree().mailed()),
        () ->
            assertEquals(
                counts.listed(),
                counts.migrated()
                    + counts.alreadyMigrated()
                    + counts.adopted()
                    + counts.filtered()
                    + counts.skipped()
                    + counts.failed()));
    return this;
  }

  /** The last pass ended so, with items that failed or without. */
  DavRun ended(MailboxPassStatus status) {
    assertEquals(status, last.status(), last.toString());
    return this;
  }

  /** The fault was overcome within the pass, and everything is there. */
  DavRun overcome() throws Exception {
    ended(MailboxPassStatus.COMPLETED);
    assertEquals(0, last.counts().failed() + last.counts().skipped(), failures().toString());
    assertEquals(items, items(destination));
    return this;
  }

  /** The last pass has this many items that failed. */
  DavRun failed(int count) throws Exception {
    assertEquals(count, last.counts().failed(), failures().toString());
    return this;
  }

  /** The counts of the last pass. */
  Counts counts() {
    return last.counts();
  }

  /** The message of the last pass or of one of its items has all these words. */
  DavRun says(String... words) throws Exception {
    List<String> messages =
        last.message().isEmpty()
            ? failures().stream().map(Failure::message).distinct().toList()
            : List.of(last.message());
    assertTrue(
        messages.stream().anyMatch(message -> Arrays.stream(words).allMatch(message::contains)),
        messages::toString);
    return this;
  }

  /** Without the fault, the next pass brings what is missing and nothing twice. */
  void nextPassCompletes() throws Exception {
    atSource.behave();
    atDestination.behave();
    pass().overcome();
  }

  private List<Failure> failures() throws Exception {
    return project.engine().ledger().passes().failures();
  }

  /** All items with the names of their folders, in any order. */
  private static List<String> items(DavServer server) {
    List<String> all = new ArrayList<>();
    synchronized (server.tree()) {
      for (DavCollection collection : server.tree().collections(USER)) {
        for (DavResource resource : collection.resources()) {
          all.add(collection.displayName() + "\n" + ItemSubstance.of(resource.content()));
        }
      }
    }
    all.sort(null);
    return all;
  }

  @Override
  public void close() {
    project.close();
    source.close();
    destination.close();
  }
}
