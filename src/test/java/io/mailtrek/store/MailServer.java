package io.mailtrek.store;

import io.mailtrek.server.MailboxSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** A mail server that the contract tests run on. */
public interface MailServer extends ItemServer {

  /** What a mailbox holds. */
  MailboxSnapshot snapshot(Login mailbox) throws IOException;

  /** Without UIDs and their order. */
  @Override
  default List<String> contents(Login mailbox, String path) throws IOException {
    return snapshot(mailbox).folder(path).messages().stream()
        .map(m -> m.sha256() + " " + m.internalDate() + " " + new TreeSet<>(m.flags()))
        .sorted()
        .toList();
  }

  @Override
  default List<String> changes(Login mailbox, Work work) throws Exception {
    MailboxSnapshot before = snapshot(mailbox);
    work.run();
    return snapshot(mailbox).changes(before);
  }
}
