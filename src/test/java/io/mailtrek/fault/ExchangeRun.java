package io.mailtrek.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.exchange.ExchangeSamples;
import io.mailtrek.server.exchange.ExchangeScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A mailbox of all item types, from one Exchange server to another. */
final class ExchangeRun extends GroupwareRun {
  static final int ITEMS = 75;

  private static final Instant RECEIVED = Instant.parse("2026-01-05T08:00:00Z");

  private final ExchangeScript atSource = new ExchangeScript();
  private final ExchangeScript atDestination = new ExchangeScript();
  private final ExchangeServer source;
  private final ExchangeServer destination;
  private final ExchangeMailbox from;
  private final ExchangeMailbox to;

  /** Fills the mailbox at the source; the one at the destination is empty. */
  ExchangeRun(Path home) throws Exception {
    super(home);
    source = ExchangeServer.start(atSource);
    destination = ExchangeServer.start(atDestination);
    from = source.organization().addMailbox(USER, TestProject.PASSWORD);
    to = destination.organization().addMailbox(USER, TestProject.PASSWORD);
    for (int i = 0; i < 40; i++) {
      String text = "Subject: Mail " + i + "\r\nMessage-ID: <m" + i + "@x>\r\n\r\nText\r\n";
      from.folder("inbox").addMail(text.getBytes(UTF_8), Mail.read(RECEIVED.plusSeconds(i)));
    }
    for (int i = 0; i < 15; i++) {
      from.folder("calendar").add(ExchangeSamples.event("Event " + i));
    }
    for (int i = 0; i < 5; i++) {
      from.folder("contacts").add(ExchangeSamples.contact("Contact " + i));
      from.folder("tasks").add(ExchangeSamples.task("Task " + i));
      from.folder("notes").add(ExchangeSamples.note("Note " + i));
      from.folder("journal").add(ExchangeSamples.journal("Journal " + i));
    }
    sourceIsMeantToBeSo();
    assertEquals(ITEMS, itemsAtSource().size());
    project().set("mailtrek.source.ews", source.uri() + "&readTimeout=5s");
    project().set("mailtrek.destination.ews", destination.uri() + "&readTimeout=5s");
    project().withoutMail();
  }

  /** Waits no longer for an answer of the destination. */
  void waitAtMost(String time) throws Exception {
    set("mailtrek.destination.ews", destination.uri() + "&readTimeout=" + time);
  }

  /** What goes wrong at the source. */
  ExchangeScript atSource() {
    return atSource;
  }

  /** What goes wrong at the destination. */
  ExchangeScript atDestination() {
    return atDestination;
  }

  /** The mailbox at the source. */
  ExchangeMailbox from() {
    return from;
  }

  /** The mailbox at the destination. */
  ExchangeMailbox to() {
    return to;
  }

  @Override
  List<String> itemsAtSource() {
    return items(from);
  }

  @Override
  List<String> itemsAtDestination() {
    return items(to);
  }

  private static List<String> items(ExchangeMailbox mailbox) {
    List<String> all = new ArrayList<>();
    for (ExchangeFolder folder : mailbox.folders()) {
      for (StoredItem item : folder.items()) {
        all.add(folder.displayName() + ": " + item.itemClass() + " " + item.subject());
      }
    }
    return all;
  }

  @Override
  List<?> mailed() {
    return destination.organization().mailed();
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
