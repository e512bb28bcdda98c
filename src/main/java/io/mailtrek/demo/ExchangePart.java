package io.mailtrek.demo;

import io.mailtrek.demo.exchange.ExchangeFolder;
import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.StoredItem;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A mailbox goes from a server that speaks as Exchange does to one of IMAP, CalDAV and CardDAV. */
final class ExchangePart {
  private static final String USER = "doris";
  private static final String ADMIN = "migrator";
  private static final Set<String> READING =
      Set.of(
          "FindFolder",
          "GetFolder",
          "FindItem",
          "SyncFolderItems",
          "GetItem",
          "GetAttachment",
          "ExportItems");

  private final DemoProject project;
  private final PrintWriter out;
  private final Instant begin;
  private boolean right = true;

  ExchangePart(DemoProject project, PrintWriter out, Instant begin) {
    this.project = project;
    this.out = out;
    this.begin = begin;
  }

  /** Moves it twice, and compares; returns whether all is right. */
  boolean run(Path shipped, String password) throws Exception {
    try (ExchangeServer source = ExchangeServer.start();
        DemoServer destination = DemoServer.start("new.example", List.of(USER), password)) {
      ExchangeMailbox mailbox =
          source.organization().addMailbox(USER + "@exchange.example", password);
      source.organization().addAdmin(ADMIN, password);
      new SampleExchange(mailbox, begin).fill();
      project.write(
          shipped,
          "Source Email,Destination Email\n" + mailbox.address() + "," + destination.address(USER),
          "mailtrek.project = demo-exchange",
          "mailtrek.source.ews = " + source.uri(),
          "mailtrek.source.username = " + ADMIN,
          "mailtrek.source.password = " + password,
          "mailtrek.destination.imap = " + destination.uri(),
          "mailtrek.destination.dav = " + destination.davUri(),
          "mailtrek.destination.password = " + password);
      if (!project.pass("full")) {
        return false;
      }
      List<String> ids = Snapshot.of(destination).ids();
      List<String> versions = GroupwareSnapshot.of(destination).versions();
      if (!project.pass("full")) {
        return false;
      }
      compare(mailbox, destination);
      finding(
          ids.equals(Snapshot.of(destination).ids())
              && versions.equals(GroupwareSnapshot.of(destination).versions()),
          "the second Full changed nothing",
          "the second Full changed something");
      finding(
          source.organization().operations().stream()
              .allMatch(asked -> READING.contains(asked.operation())),
          "the Exchange-like server was only read",
          "the Exchange-like server was asked to change something");
      return right;
    }
  }

  private void compare(ExchangeMailbox mailbox, DemoServer destination) throws MessagingException {
    List<String> messageIds = new ArrayList<>();
    Map<String, Integer> expected = new TreeMap<>();
    for (ExchangeFolder folder : mailbox.folders()) {
      for (StoredItem item : folder.items()) {
        if (kind(item).isEmpty()) {
          messageIds.add(item.text("InternetMessageId"));
        } else {
          expected.merge(kind(item), 1, Integer::sum);
        }
      }
    }
    messageIds.sort(null);
    finding(
        messageIds.equals(messageIds(destination)),
        messageIds.size() + " messages are at the new server, once each",
        "the messages are not the same at both servers");
    GroupwareSnapshot there = GroupwareSnapshot.of(destination);
    expected.forEach(
        (kind, count) ->
            finding(
                there.of(kind).size() == count,
                count + " " + kind + " are at the new server",
                there.of(kind).size() + " and not " + count + " " + kind + " are there"));
    finding(
        destination.groupware().mailed().isEmpty(),
        "nobody gets a mail about it",
        "somebody gets a mail about it");
  }

  private static String kind(StoredItem item) {
    return switch (item.itemClass()) {
      case "IPM.Appointment" -> "calendar items";
      case "IPM.Contact" -> "contacts";
      case "IPM.Task" -> "tasks";
      case "IPM.StickyNote" -> "notes";
      case "IPM.Activity" -> "journals";
      default -> "";
    };
  }

  private static List<String> messageIds(DemoServer server) throws MessagingException {
    List<String> ids = new ArrayList<>();
    try (Store store = server.login(USER)) {
      for (Folder folder : store.getDefaultFolder().list("*")) {
        folder.open(Folder.READ_ONLY);
        for (Message message : folder.getMessages()) {
          ids.add(message.getHeader("Message-ID")[0]);
        }
        folder.close(false);
      }
    }
    ids.sort(null);
    return ids;
  }

  private void finding(boolean holds, String sentence, String otherwise) {
    right &= holds;
    out.println(holds ? "ok      " + sentence : "WRONG   " + otherwise);
    out.flush();
  }
}
