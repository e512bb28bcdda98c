package io.mailtrek.corpus;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * A generated mailbox: the same arguments always give the same messages, byte for byte. Twelve
 * folders in many scripts, five years of dates, flags and keywords, and about one message in a
 * hundred that is odd in a way real mailboxes are (see {@link OddMail} for worse).
 *
 * <p>Iterating makes the messages anew, folder by folder, so a large mailbox needs little memory.
 */
public final class Corpus implements Iterable<SampleMessage> {
  /** How the dates spread before the base instant. */
  static final Duration SPAN = Duration.ofDays(5 * 365);

  /** The folders and their share of the messages; the first takes what rounding leaves. */
  private static final List<Share> SHARES =
      List.of(
          new Share("INBOX", 0.30),
          new Share("Sent", 0.15),
          new Share("Drafts", 0.01),
          new Share("Trash", 0.05),
          new Share("Archive/2023", 0.12),
          new Share("Archive/2024/Spring", 0.09),
          new Share("Kunden/Bäcker & Söhne", 0.07),
          new Share("Voyages/Été à Besançon", 0.05),
          new Share("Документы/Договоры", 0.05),
          new Share("取引先/見積書", 0.03),
          new Share("Notes with spaces", 0.04),
          new Share("Lists/users (old) [1]", 0.04));

  private final Profile profile;
  private final int count;
  private final long seed;
  private final Instant base;

  /** Sizes of messages. */
  public enum Profile {
    /** About 1 KB each. */
    TINY(0, 0, 0),
    /** Median 5 KB, mean about 10 KB, at most 400 KB. */
    SMALL(5_000, 1.18, 400_000),
    /** Median 8 KB, mean about 45 KB, a few up to 10 MB. */
    REAL(8_000, 1.8, 10_000_000);

    final int median;
    final double sigma;
    final int max;

    Profile(int median, double sigma, int max) {
      this.median = median;
      this.sigma = sigma;
      this.max = max;
    }
  }

  /**
   * Describes a mailbox.
   *
   * @param base the newest possible date; the oldest is five years before
   */
  public Corpus(Profile profile, int count, long seed, Instant base) {
    this.profile = profile;
    this.count = count;
    this.seed = seed;
    this.base = base;
  }

  /** The paths of the folders. */
  public static List<String> folders() {
    return SHARES.stream().map(Share::folder).collect(Collectors.toUnmodifiableList());
  }

  /** How many messages there are. */
  public int count() {
    return count;
  }

  @Override
  public Iterator<SampleMessage> iterator() {
    MessageGenerator generator = new MessageGenerator(profile, seed, base);
    return new Iterator<>() {
      private int share = -1;
      private int left;
      private int made;

      @Override
      public boolean hasNext() {
        return made < count;
      }

      @Override
      public SampleMessage next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        while (left == 0) {
          share++;
          left = messagesIn(share);
        }
        left--;
        made++;
        return generator.next(SHARES.get(share).folder());
      }
    };
  }

  private int messagesIn(int share) {
    if (share > 0) {
      return (int) (count * SHARES.get(share).part());
    }
    int others = 0;
    for (int i = 1; i < SHARES.size(); i++) {
      others += messagesIn(i);
    }
    return count - others;
  }

  private record Share(String folder, double part) {}
}
