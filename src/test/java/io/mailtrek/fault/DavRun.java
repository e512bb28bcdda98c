package io.mailtrek.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavResource;
import io.mailtrek.demo.dav.DavServer;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.dav.DavSamples;
import io.mailtrek.server.dav.DavScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A mailbox of calendars and contacts. */
final class DavRun extends GroupwareRun {
  static final int ITEMS = 110;

  private final DavScript atSource = new DavScript();
  private final DavScript atDestination = new DavScript();
  private final DavServer source;
  private final DavServer destination;

  /** Fills the mailbox at the source; the one at the destination is empty. */
  DavRun(Path home) throws IOException {
    super(home);
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
    sourceIsMeantToBeSo();
    project().dav(source.uri() + "&readTimeout=5s", destination.uri() + "&readTimeout=5s");
    project().withoutMail();
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

  @Override
  List<String> itemsAtSource() {
    return items(source);
  }

  @Override
  List<String> itemsAtDestination() {
    return items(destination);
  }

  private static List<String> items(DavServer server) {
    List<String> all = new ArrayList<>();
    synchronized (server.tree()) {
      for (DavCollection collection : server.tree().collections(USER)) {
        for (DavResource resource : collection.resources()) {
          all.add(collection.displayName() + "\n" + ItemSubstance.of(resource.content()));
        }
      }
    }
    return all;
  }

  @Override
  List<?> mailed() {
    return destination.tree().mailed();
  }

  @Override
  void behave() {
    atSource.behave();
    atDestination.behave();
  }

  @Override
  public void close() {
    super.close();
    source.close();
    destination.close();
  }
}
