package io.mailtrek.fault;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.Corpus;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.FaultProxy;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One mailbox that is migrated with a fault on the way, and what must hold whatever the fault is:
 * after each pass the source is as it was, the destination has nothing twice and nothing that is
 * not at the source, and the sums match. The next pass, without the fault, brings the rest.
 */
final class FaultRun implements AutoCloseable {
  static final String USER = "anna";
  static final int MESSAGES = 300;

  private final DovecotServer source;
  private final DovecotServer destination;
  private final List<DelayProxy> networks = new ArrayList<>();
  private final FaultProxy toSource;
  private final FaultProxy toDestination;
  private final TestProject project;
  private final List<String> leftovers = new ArrayList<>();
  private MailboxSnapshot mail;
  private MailboxPassRecord last;

  /**
   * Fills the mailbox at the source; the one at the destination is empty.
   *
   * @param roundTrip how long the network takes to each server and back
   */
  FaultRun(Path home, DovecotServer source, DovecotServer destination, Duration roundTrip)
      throws IOException {
    this.source = source;
    this.destination = destination;
    toSource = FaultProxy.to(network(source, roundTrip));
    toDestination = FaultProxy.to(network(destination, roundTrip));
    project = new TestProject(home, uri(toSource), uri(toDestination), USER);
    project.set("mailtrek.retry.first-delay-ms", "20").set("mailtrek.retry.longest-delay-ms", "80");
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(
          new Corpus(Corpus.Profile.SMALL, MESSAGES, 5, Instant.parse("2025-06-01T00:00:00Z")));
    }
    mail = snapshot(source);
  }

  /** The port by which a server is reached. */
  private int network(DovecotServer server, Duration roundTrip) throws IOException {
    if (roundTrip.isZero()) {
      return server.port();
    }
    DelayProxy network = DelayProxy.to(server.port(), roundTrip);
    networks.add(network);
    return network.port();
  }

  /** A server that hangs is given up after a second. */
  private static String uri(FaultProxy proxy) {
    return "imap://127.0.0.1:" + proxy.port() + "?security=none&readTimeout=1s";
  }

  DovecotServer source() {
    return source;
  }

  DovecotServer destination() {
    return destination;
  }

  /** What stands between MailTrek and the source. */
  FaultProxy toSource() {
    return toSource;
  }

  /** What stands between MailTrek and the destination. */
  FaultProxy toDestination() {
    return toDestination;
  }

  TestProject project() {
    return project;
  }

  /** Takes what is at the source now for what has to stay there and to arrive. */
  void sourceIsMeantToBeSo() throws IOException {
    mail = snapshot(source);
  }

  /** Adds messages with these subjects to a folder of the source, which are to arrive, too. */
  void add(String folder, String... subjects) throws IOException {
    List<SampleMessage> messages = new ArrayList<>();
    for (String subject : subjects) {
      String text =
          "Message-ID: <%s@example.org>\r\nSubject: %s\r\n\r\nText\r\n"
              .formatted(subject.replace(' ', '.'), subject);
      messages.add(
          new SampleMessage(
              folder,
              List.of(),
              OffsetDateTime.parse("2025-05-05T05:05:05Z"),
              text.getBytes(StandardCharsets.US_ASCII)));
    }
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(messages);
    }
    sourceIsMeantToBeSo();
  }

  /** Runs a pass that retries, and checks what must hold after it. */
  FaultRun retry() throws Exception {
    long pass = project.submit(PassType.RETRY, Optional.empty());
    return passed(project.await(pass).get(0));
  }

  /** A folder that the destination may have beyond, with what is in it. */
  FaultRun leavesBehind(String folder) {
    leftovers.add(folder);
    return this;
  }

  /** The mailbox as it should be. */
  MailboxSnapshot mail() {
    return mail;
  }

  /** Runs a Full pass and checks what must hold after it. */
  FaultRun pass() throws Exception {
    return passed(project.full().get(0));
  }

  /** Checks what must hold after a pass. */
  FaultRun passed(MailboxPassRecord record) throws Exception {
    last = record;
    MailboxSnapshot there = snapshot(destination);
    Counts counts = record.counts();
    assertAll(
        () -> assertEquals(List.of(), snapshot(source).changes(mail), "source"),
        () -> assertEquals(List.of(), butLeftovers(there.missingFrom(mail)), "destination"),
        () ->
            assertEquals(
                counts.listed(),
                counts.migrated()
                    + counts.alreadyMigrated()
                    + counts.adopted()
                    + counts.filtered()
                    + counts.skipped()
                    + counts.failed()),
        () -> assertEquals(counts, ofFolders(), "sum of the folders"));
    return this;
  }

  private Counts ofFolders() throws Exception {
    return log().folderCounts(last.passId(), last.mailboxId()).stream()
        .map(FolderCounts::counts)
        .reduce(Counts.ZERO, Counts::plus);
  }

  /** The last pass ended so, with items that failed or without. */
  FaultRun ended(MailboxPassStatus status) {
    assertEquals(status, last.status(), last.toString());
    return this;
  }

  /** As {@link #ended}: the fault was overcome within the pass, and everything is there. */
  FaultRun overcome() throws Exception {
    ended(MailboxPassStatus.COMPLETED);
    assertEquals(0, last.counts().failed() + last.counts().skipped(), failures().toString());
    assertEverythingIsThere();
    return this;
  }

  /** The last pass has this many items that failed. */
  FaultRun failed(int items) throws Exception {
    assertEquals(items, last.counts().failed(), failures().toString());
    return this;
  }

  /** The last pass has left out this many items without a fault. */
  FaultRun skipped(int items) {
    assertEquals(items, last.counts().skipped(), last.toString());
    return this;
  }

  /** The counts of the last pass. */
  Counts counts() {
    return last.counts();
  }

  /** The message of the last pass or of one of its items has all these words. */
  FaultRun says(String... words) throws Exception {
    List<String> messages =
        last.message().isEmpty()
            ? failures().stream().map(Failure::message).distinct().toList()
            : List.of(last.message());
    assertTrue(
        messages.stream().anyMatch(message -> Arrays.stream(words).allMatch(message::contains)),
        () -> messages.stream().collect(Collectors.joining("\n", "Said was:\n", "")));
    return this;
  }

  /** Without the fault, the next pass brings what is missing and nothing twice. */
  void nextPassCompletes() throws Exception {
    toSource.heal();
    toDestination.heal();
    pass().overcome();
    assertEquals(mail.count(), last.counts().listed());
    assertEquals(List.of(), failures());
  }

  private void assertEverythingIsThere() throws IOException {
    assertEquals(List.of(), butLeftovers(mail.differences(snapshot(destination))));
  }

  private List<String> butLeftovers(List<String> differences) {
    return differences.stream()
        .filter(line -> leftovers.stream().noneMatch(folder -> line.startsWith(folder + ":")))
        .toList();
  }

  List<Failure> failures() throws Exception {
    return log().failures();
  }

  private PassLog log() throws Exception {
    return project.engine().ledger().passes();
  }

  static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }

  @Override
  public void close() {
    try (toSource;
        toDestination) {
      project.close();
    } finally {
      networks.forEach(DelayProxy::close);
    }
  }
}
