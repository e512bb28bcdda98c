package io.mailtrek.demo;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Fills the mailboxes of the old server. */
final class SampleMailboxes {
  static final List<String> INBOX = List.of("INBOX");
  static final List<String> DRAFTS = List.of("Drafts");
  static final List<String> PROJECT = List.of("Projekte", "Müller & Söhne");

  private static final List<List<String>> FOLDERS =
      List.of(
          INBOX,
          List.of("Sent"),
          DRAFTS,
          PROJECT,
          List.of("Projekte", "2025", "Angebote"),
          List.of("Archiv", "旅行"));
  private static final int MESSAGES_IN_A_FOLDER = 18;
  private static final long TWO_YEARS = 730;

  private final DemoServer server;
  private final Instant now;
  private final Random random = new Random(4711);

  /**
   * Mailboxes for all users of a server.
   *
   * @param now where their two years end
   */
  SampleMailboxes(DemoServer server, Instant now) {
    this.server = server;
    this.now = now;
  }

  /** Fills them; returns the number of messages. */
  int fill() throws MessagingException {
    int messages = 0;
    for (String user : server.users()) {
      SampleMail mail = new SampleMail(user.hashCode());
      try (Store store = server.login(user)) {
        for (List<String> path : FOLDERS) {
          SampleFolder.open(store, path).close();
          for (int i = 0; i < MESSAGES_IN_A_FOLDER; i++) {
            Instant date = date(i);
            server.add(user, path, mail.next(server.address(user), date), date, flags(path));
            messages++;
          }
        }
        SampleFolder.open(store, List.of("Archiv", "Leer")).close();
      }
    }
    return messages;
  }

  /** Spread over the two years, so that each folder has old mail and new. */
  private Instant date(int index) {
    long days = TWO_YEARS * (MESSAGES_IN_A_FOLDER - index) / MESSAGES_IN_A_FOLDER;
    return afternoon(now.minus(Duration.ofDays(days)), random.nextInt(9 * 3600));
  }

  /**
   * A time after one o'clock on a day before {@code day}: the embedded server takes the hour from
   * twelve for the one from midnight when a message is added by IMAP.
   */
  static Instant afternoon(Instant day, int secondsPastOne) {
    return day.atZone(ZoneId.systemDefault())
        .minusDays(1)
        .with(LocalTime.of(13, 0))
        .plusSeconds(secondsPastOne)
        .toInstant();
  }

  private Flags flags(List<String> path) {
    Flags flags = new Flags();
    if (path.equals(DRAFTS)) {
      flags.add(Flags.Flag.DRAFT);
    }
    if (random.nextInt(3) > 0) {
      flags.add(Flags.Flag.SEEN);
    }
    if (random.nextInt(5) == 0) {
      flags.add(Flags.Flag.ANSWERED);
    }
    if (random.nextInt(8) == 0) {
      flags.add(Flags.Flag.FLAGGED);
    }
    return flags;
  }
}
