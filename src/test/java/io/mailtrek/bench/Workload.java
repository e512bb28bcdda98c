package io.mailtrek.bench;

import io.mailtrek.corpus.Corpus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the source holds in a benchmark. The generator's seed makes it the same on every machine.
 */
enum Workload {
  SMALL_2K("2k", 1, 2_000, Corpus.Profile.SMALL, "2,000 messages of 10 KB"),
  SMALL_20K("20k", 1, 20_000, Corpus.Profile.SMALL, "20,000 messages of 10 KB"),
  REAL_20K("20kreal", 1, 20_000, Corpus.Profile.REAL, "20,000 messages of 45 KB, up to 10 MB"),
  TINY_100K("100k", 1, 100_000, Corpus.Profile.TINY, "100,000 messages of 1 KB"),
  MANY("200x200", 200, 200, Corpus.Profile.SMALL, "200 mailboxes of 200 messages of 10 KB");

  private static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");
  private static final int PER_CENT_NEW = 1;

  final String label;
  final String description;
  private final int mailboxes;
  private final int messages;
  private final Corpus.Profile profile;

  Workload(String label, int mailboxes, int messages, Corpus.Profile profile, String description) {
    this.label = label;
    this.mailboxes = mailboxes;
    this.messages = messages;
    this.profile = profile;
    this.description = description;
  }

  static Workload named(String label) {
    return Arrays.stream(values())
        .filter(workload -> workload.label.equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No class " + label + "; there are " + labels()));
  }

  static String labels() {
    return Arrays.stream(values()).map(w -> w.label).collect(Collectors.joining(", "));
  }

  /** The mailboxes' users, named alike at both servers. */
  List<String> users() {
    List<String> users = new ArrayList<>();
    for (int i = 1; i <= mailboxes; i++) {
      users.add("user%03d".formatted(i));
    }
    return users;
  }

  /** How many messages all mailboxes hold. */
  int total() {
    return mailboxes * messages;
  }

  /** How many messages come to all mailboxes before a delta with new mail. */
  int totalNew() {
    return mailboxes * perMailboxNew();
  }

  /** The first content of the mailbox with this index. */
  Corpus corpus(int mailbox) {
    return new Corpus(profile, messages, mailbox + 1L, BASE);
  }

  /** What comes to it later. */
  Corpus news(int mailbox) {
    return new Corpus(profile, perMailboxNew(), -mailbox - 1L, BASE);
  }

  private int perMailboxNew() {
    return messages * PER_CENT_NEW / 100;
  }
}
