package io.mailtrek.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassSums;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.ItemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A pass. Times are in UTC, as in {@code 2026-12-01T19:00:00Z}.
 *
 * @param pass its number
 * @param type what it does: {@code pre-stage}, {@code full}, …
 * @param status what its mailboxes are, the most pressing first
 * @param adopt whether it takes over what is at the destination already
 * @param itemTypes what it moves
 * @param cutOff only items older than this are moved; null when all are
 * @param cutOffRule what was asked for, as in {@code 90d}; null when there is no cut-off
 * @param submittedAt when it was submitted
 * @param startAt when it begins; null for at once
 * @param mailboxes how many mailboxes it has
 * @param counts the sums over all mailboxes
 * @param seconds from the first start to the last end, or until now
 */
public record PassAnswer(
    long pass,
    String type,
    String status,
    boolean adopt,
    List<String> itemTypes,
    String cutOff,
    String cutOffRule,
    String submittedAt,
    String startAt,
    int mailboxes,
    @JsonUnwrapped CountsAnswer counts,
    double seconds) {

  /** Some passes with their sums, in the same order. */
  static List<PassAnswer> all(List<PassRecord> passes, PassLog log, Instant now) {
    Map<Long, PassSums> sums = log.sums(passes.stream().map(PassRecord::id).toList());
    return passes.stream()
        .map(pass -> of(pass, sums.getOrDefault(pass.id(), PassSums.ZERO), now))
        .toList();
  }

  static PassAnswer of(PassRecord pass, PassSums sums, Instant now) {
    return new PassAnswer(
        pass.id(),
        pass.type().word(),
        MailboxPassStatus.ofAll(sums.statuses()).text(),
        pass.adopt(),
        pass.itemTypes().stream().sorted().map(ItemType::word).toList(),
        text(pass.cutOff()),
        pass.cutOffRule().orElse(null),
        pass.submittedAt().toString(),
        text(pass.startAt()),
        Math.toIntExact(sums.mailboxes()),
        CountsAnswer.of(sums.counts()),
        seconds(sums, now));
  }

  private static double seconds(PassSums sums, Instant now) {
    Instant last = sums.lastEnd().filter(end -> !sums.underWay() || end.isAfter(now)).orElse(now);
    long millis =
        sums.firstStart().map(start -> Duration.between(start, last).toMillis()).orElse(0L);
    return Math.max(0, Math.round(millis / 100.0)) / 10.0;
  }

  /** A time as it is written, or null. */
  static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  /** The same as the ledger has it. */
  public PassRecord toRecord() {
    return new PassRecord(
        pass,
        PassType.parse(type),
        itemTypes.stream()
            .map(word -> ItemType.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()),
        Optional.ofNullable(cutOff).map(Instant::parse),
        Optional.ofNullable(cutOffRule),
        Instant.parse(submittedAt),
        Optional.ofNullable(startAt).map(Instant::parse),
        adopt);
  }
}
