package io.mailtrek.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the Full pass after a Pre-Stage pass has to do, as far as that can be told.
 *
 * @param mailboxes what is left of each mailbox, in the order of the pass
 * @param concurrentMailboxes how many of them are taken to be worked on at once
 * @param duration how long the Full pass of all of them takes; empty when nothing was migrated yet
 *     that could tell the speed
 * @param itemsPerDay how many items come in on a day, as many as in the time since the cut-off; 0
 *     when unknown
 * @param bytesPerDay their size
 */
public record Forecast(
    List<Part> mailboxes,
    int concurrentMailboxes,
    Optional<Range> duration,
    long itemsPerDay,
    long bytesPerDay) {

  /** Makes the list immutable. */
  public Forecast {
    mailboxes = List.copyOf(mailboxes);
  }

  /**
   * One mailbox.
   *
   * @param mailbox its source address
   * @param items about how many items are left
   * @param bytes about how large they are
   * @param duration how long they take; empty when nothing was migrated yet that could tell
   */
  public record Part(String mailbox, long items, long bytes, Optional<Range> duration) {}

  /**
   * A length of time that is not known exactly.
   *
   * @param least if all goes well
   * @param likely the best guess
   * @param most if the servers are slow
   */
  public record Range(Duration least, Duration likely, Duration most) {

    /** {@code about 14 min 5 s (9 min 0 s to 24 min 12 s)}. */
    public String text() {
      String from = Words.duration(least);
      String to = Words.duration(most);
      return "about "
          + Words.duration(likely)
          + (from.equals(to) ? "" : " (" + from + " to " + to + ")");
    }
  }

  /** How many items are left in all. */
  public long items() {
    return mailboxes.stream().mapToLong(Part::items).sum();
  }

  /** How large they are. */
  public long bytes() {
    return mailboxes.stream().mapToLong(Part::bytes).sum();
  }

  /** What a person is told, a sentence a line. */
  public List<String> sentences() {
    String left =
        "Left for the Full pass: "
            + Words.count(items(), "item", "items")
            + ", "
            + Words.bytes(bytes())
            + ". ";
    String time =
        duration
            .map(
                range ->
                    "It takes "
                        + range.text()
                        + " with "
                        + Words.count(concurrentMailboxes, "mailbox", "mailboxes")
                        + " at once.")
            .orElse("How long it takes can't be told yet: too little was migrated.");
    return itemsPerDay == 0
        ? List.of(left + time)
        : List.of(
            left + time,
            "Each day until then adds about "
                + Words.count(itemsPerDay, "item", "items")
                + ", "
                + Words.bytes(bytesPerDay)
                + ".");
  }
}
