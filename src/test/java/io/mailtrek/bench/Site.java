package io.mailtrek.bench;

import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotConfig;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.ImapResponse;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two servers of a benchmark with their mail, and the relays that add a round-trip time. */
final class Site implements AutoCloseable {
  static final String PASSWORD = "secret";

  private static final Pattern STATUS_NUMBERS = Pattern.compile("MESSAGES (\\d+) UIDNEXT (\\d+)");

  private final Workload workload;
  private final DovecotServer source;
  private final DovecotServer destination;
  private final List<DelayProxy> proxies = new ArrayList<>();
  private final boolean inMemory;
  private int sourcePort;
  private int destinationPort;

  Site(Workload workload, Path folder) throws IOException {
    this.workload = workload;
    inMemory = Files.getFileStore(folder).type().equals("tmpfs");
    source = server(workload, folder);
    destination = server(workload, folder);
    sourcePort = source.port();
    destinationPort = destination.port();
  }

  Workload workload() {
    return workload;
  }

  /** Puts relays that add a round-trip time before both servers, in place of those there were. */
  void addRoundTrip(int milliseconds) throws IOException {
    proxies.forEach(DelayProxy::close);
    proxies.clear();
    sourcePort = port(source, milliseconds);
    destinationPort = port(destination, milliseconds);
  }

  /** Fills the source's mailboxes. */
  void fill() throws IOException {
    for (int i = 0; i < users().size(); i++) {
      try (RawImap imap = login(source, users().get(i))) {
        imap.seed(workload.corpus(i));
      }
    }
  }

  List<String> users() {
    return workload.users();
  }

  /** The source's port for tools, behind the relay if there is one. */
  int sourcePort() {
    return sourcePort;
  }

  /** The destination's port for tools, behind the relay if there is one. */
  int destinationPort() {
    return destinationPort;
  }

  DovecotServer destination() {
    return destination;
  }

  /** The processor time that the source has used up to now. */
  Duration sourceCpu() {
    return ProcessTree.cpu(source.pid());
  }

  /** The processor time that the destination has used up to now. */
  Duration destinationCpu() {
    return ProcessTree.cpu(destination.pid());
  }

  /** Waits until the sessions of a tool that has ended are gone, so that their time is counted. */
  void settle() {
    ProcessTree.awaitNoChild(source.pid(), "imap");
    ProcessTree.awaitNoChild(destination.pid(), "imap");
  }

  /** The bytes of all mailboxes at the source. */
  long sourceBytes() throws IOException {
    long bytes = 0;
    for (String user : users()) {
      bytes += MailboxSnapshot.read(source.port(), user, PASSWORD).bytes();
    }
    return bytes;
  }

  /** How many messages have arrived at the destination. */
  int delivered() throws IOException {
    int messages = 0;
    for (String user : users()) {
      try (RawImap imap = login(destination, user)) {
        for (Folder folder : folders(imap).values()) {
          messages += folder.messages;
        }
      }
    }
    return messages;
  }

  /** In how many ways the two sides differ; 0 if bytes, flags, dates and folders are the same. */
  int differences() throws IOException {
    int differences = 0;
    for (String user : users()) {
      MailboxSnapshot there = MailboxSnapshot.read(destination.port(), user, PASSWORD);
      differences += MailboxSnapshot.read(source.port(), user, PASSWORD).differences(there).size();
    }
    return differences;
  }

  /** Lets new messages come to the source. */
  Arrivals arrive() throws IOException {
    Arrivals arrivals = new Arrivals();
    for (int i = 0; i < users().size(); i++) {
      String user = users().get(i);
      try (RawImap imap = login(source, user)) {
        arrivals.before.put(user, folders(imap));
        imap.seed(workload.news(i));
      }
    }
    return arrivals;
  }

  /** Empties the destination; a disk keeps the files, so that the next tool finds it as quick. */
  void reset() {
    users().forEach(inMemory ? destination::erase : destination::setAside);
  }

  @Override
  public void close() {
    proxies.forEach(DelayProxy::close);
    source.close();
    destination.close();
  }

  private int port(DovecotServer server, int roundTripMillis) throws IOException {
    if (roundTripMillis == 0) {
      return server.port();
    }
    DelayProxy proxy = DelayProxy.to(server.port(), Duration.ofMillis(roundTripMillis));
    proxies.add(proxy);
    return proxy.port();
  }

  private static DovecotServer server(Workload workload, Path folder) {
    DovecotConfig config = DovecotServer.builder().folder(folder);
    workload.users().forEach(user -> config.user(user, PASSWORD));
    return config.start();
  }

  private static RawImap login(DovecotServer server, String user) throws IOException {
    return RawImap.login(server.port(), user, PASSWORD);
  }

  private static Map<String, Folder> folders(RawImap imap) throws IOException {
    Map<String, Folder> folders = new TreeMap<>();
    for (ImapResponse response :
        imap.command("LIST \"\" \"*\" RETURN (STATUS (MESSAGES UIDNEXT))")) {
      Matcher numbers = STATUS_NUMBERS.matcher(response.text());
      if (response.is("STATUS") && numbers.find()) {
        String name = ImapResponse.string(response.items().get(2));
        folders.put(
            name, new Folder(Integer.parseInt(numbers.group(1)), Long.parseLong(numbers.group(2))));
      }
    }
    return folders;
  }

  private record Folder(int messages, long uidNext) {}

  /** New messages at the source, which go away again when this is closed. */
  final class Arrivals implements AutoCloseable {
    private final Map<String, Map<String, Folder>> before = new TreeMap<>();

    @Override
    public void close() throws IOException {
      for (Map.Entry<String, Map<String, Folder>> mailbox : before.entrySet()) {
        try (RawImap imap = login(source, mailbox.getKey())) {
          remove(imap, mailbox.getValue());
        }
      }
    }

    private void remove(RawImap imap, Map<String, Folder> old) throws IOException {
      for (Map.Entry<String, Folder> now : folders(imap).entrySet()) {
        long first = old.get(now.getKey()).uidNext;
        long last = now.getValue().uidNext - 1;
        if (last >= first) {
          imap.command("SELECT " + RawImap.quote(now.getKey()));
          imap.command("UID STORE %d:%d +FLAGS.SILENT (\\Deleted)".formatted(first, last));
          imap.command("UID EXPUNGE %d:%d".formatted(first, last));
        }
      }
    }
  }
}
