package io.mailtrek.store.imap;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.store.Login;
import io.mailtrek.store.MailServer;
import io.mailtrek.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** What all IMAP servers under test have in common. */
abstract class ImapMailServer implements MailServer {
  static final String PASSWORD = "secret";

  @Override
  public Store store(int port) {
    return ImapStore.of(
        ImapUri.parse("imap://127.0.0.1:" + port + "?security=none&readTimeout=20s"));
  }

  @Override
  public void seed(Login mailbox, List<SampleMessage> messages) throws IOException {
    try (RawImap imap = RawImap.login(port(), mailbox.username(), PASSWORD)) {
      imap.seed(messages);
    }
  }

  @Override
  public void create(Login mailbox, String path) throws IOException {
    try (RawImap imap = RawImap.login(port(), mailbox.username(), PASSWORD)) {
      imap.create(path);
    }
  }

  @Override
  public void empty(Login mailbox, String path) throws IOException {
    try (RawImap imap = RawImap.login(port(), mailbox.username(), PASSWORD)) {
      imap.command("SELECT " + imap.mailbox(path));
      imap.command("STORE 1:* +FLAGS.SILENT (\\Deleted)");
      imap.command("EXPUNGE");
    }
  }

  @Override
  public void rename(Login mailbox, String from, String to) throws IOException {
    try (RawImap imap = RawImap.login(port(), mailbox.username(), PASSWORD)) {
      imap.command("RENAME " + imap.mailbox(from) + " " + imap.mailbox(to));
    }
  }

  @Override
  public void delete(Login mailbox, String path) throws IOException {
    try (RawImap imap = RawImap.login(port(), mailbox.username(), PASSWORD)) {
      imap.command("DELETE " + imap.mailbox(path));
    }
  }

  /** Without UIDs and their order. */
  @Override
  public List<String> contents(Login mailbox, String path) throws IOException {
    return snapshot(mailbox).folder(path).messages().stream()
        .map(m -> m.sha256() + " " + m.internalDate() + " " + new TreeSet<>(m.flags()))
        .sorted()
        .toList();
  }

  @Override
  public List<String> changes(Login mailbox, Work work) throws Exception {
    MailboxSnapshot before = snapshot(mailbox);
    work.run();
    return snapshot(mailbox).changes(before);
  }

  /** What a mailbox holds. */
  MailboxSnapshot snapshot(Login mailbox) throws IOException {
    return MailboxSnapshot.read(port(), mailbox.username(), PASSWORD);
  }
}
