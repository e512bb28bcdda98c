package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server has kept of the message of a probe. */
final class Survival {
  private final byte[] sent;
  private final byte[] got;
  private final FetchedMessage message;

  /**
   * @param sent what was written
   * @param message what was read back
   */
  Survival(Content sent, FetchedMessage message) {
    this.sent = sent.toByteArray();
    this.got = message.body().map(Content::toByteArray).orElse(new byte[0]);
    this.message = message;
  }

  /** One finding each for bytes, headers, date, flags and keywords. */
  List<Finding> findings() {
    return List.of(bytes(), headers(), date(), flags(), keywords());
  }

  private Finding bytes() {
    if (Arrays.equals(sent, got)) {
      return kept(Subject.BYTES, "all " + count(sent) + " bytes of a message are kept");
    }
    List<String> where = new ArrayList<>();
    MessageText before = MessageText.of(sent);
    MessageText after = MessageText.of(got);
    if (!before.fields().equals(after.fields())) {
      where.add("the header");
    }
    if (!before.body().equals(after.body())) {
      where.add("the body");
    }
    return lost(
        Subject.BYTES,
        "the server rewrites messages: %s bytes became %s; changed: %s"
            .formatted(
                count(sent),
                count(got),
                where.isEmpty() ? "line ends" : String.join(" and ", where)),
        "Copies will differ from their originals, and signatures may break. Find the filter or"
            + " gateway that does it, if that matters");
  }

  private static String count(byte[] bytes) {
    return String.format(Locale.ROOT, "%,d", bytes.length);
  }

  private Finding headers() {
    HeaderChanges changes = HeaderChanges.between(MessageText.of(sent), MessageText.of(got));
    return changes.none()
        ? kept(Subject.HEADERS, "all headers are kept")
        : lost(Subject.HEADERS, "the server " + changes, "");
  }

  private Finding date() {
    Optional<OffsetDateTime> date = message.internalDate().flatMap(InternalDate::parse);
    boolean same = date.filter(ProbeMessage.DATE::isEqual).isPresent();
    return same
        ? kept(Subject.DATE, "INTERNALDATE is kept")
        : lost(
            Subject.DATE,
            "INTERNALDATE %s became %s"
                .formatted(
                    InternalDate.format(ProbeMessage.DATE),
                    message.internalDate().orElse("nothing")),
            "Mail will seem to have arrived when it was migrated, where programs show this date");
  }

  private Finding flags() {
    return flags(Subject.FLAGS, ProbeMessage.FLAGS, "Messages will lose them");
  }

  private Finding keywords() {
    return flags(Subject.KEYWORDS, ProbeMessage.KEYWORDS, "Keywords will be left out");
  }

  private Finding flags(Subject subject, List<String> wanted, String advice) {
    Set<String> there =
        message.flags().stream()
            .map(flag -> flag.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> missing =
        wanted.stream().filter(flag -> !there.contains(flag.toLowerCase(Locale.ROOT))).toList();
    return missing.isEmpty()
        ? kept(subject, String.join(" ", wanted) + " are kept")
        : lost(subject, String.join(" ", missing) + " are not kept", advice);
  }

  private static Finding kept(Subject subject, String text) {
    return new Finding(Side.DESTINATION, subject, Verdict.GO, text);
  }

  private static Finding lost(Subject subject, String text, String advice) {
    return new Finding(Side.DESTINATION, subject, Verdict.CAUTION, text, advice);
  }
}
