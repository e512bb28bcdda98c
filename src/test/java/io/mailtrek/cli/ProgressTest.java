package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.report.PassView;
import io.mailtrek.store.ItemType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");

  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written);

  @Test
  void printsALineAboutEveryFiveSecondsWithoutATerminal() {
    PlainProgress progress = new PlainProgress(out);
    for (int halfSecond = 0; halfSecond <= 20; halfSecond++) {
      progress.show(view(1, 10L * halfSecond, BEGIN.plusMillis(500L * halfSecond)));
    }
    progress.end();

    List<String> lines = written.toString().lines().toList();
    assertEquals(3, lines.size(), written.toString());
    assertEquals(
        "Pass 7 full  0/1 mailbox  20 %  200/1,000 items  19.5 KB  20/s  ETA 40 s  2.0 KB/s",
        lines.get(2));
  }

  @Test
  void tellsWhenASubmittedPassWillStart() {
    PlainProgress progress = new PlainProgress(out);
    Instant start = BEGIN.plusSeconds(5 * 3600 + 12 * 60);
    progress.show(view(waiting(start), BEGIN));
    progress.show(view(waiting(start), BEGIN.plusSeconds(8)));

    assertEquals(
        List.of("Pass 7: Submitted, will start in 5 h 12 min"),
        written.toString().lines().toList());
  }

  @Test
  void paintsTheBlockInPlaceAndTakesItAwayAtTheEnd() {
    LiveProgress progress = new LiveProgress(out, () -> new Terminal.Size(24, 120));
    progress.show(view(2, 0, BEGIN));
    progress.show(view(2, 500, BEGIN.plusSeconds(1)));
    progress.end();

    String text = written.toString();
    assertTrue(text.contains("[##########----------]"), text);
    assertTrue(text.contains("\u001b[3A"), "the cursor goes up over the three lines");
    assertTrue(text.endsWith("\r\u001b[3A\u001b[J"), text);
  }

  @Test
  void fitsTheTerminal() {
    LiveProgress progress = new LiveProgress(out, () -> new Terminal.Size(8, 40));
    progress.show(view(30, 500, BEGIN));

    List<String> lines = written.toString().replaceAll("\u001b\\[\\d*[A-Z]", "").lines().toList();
    assertEquals(7, lines.size(), written.toString());
    assertTrue(lines.stream().allMatch(line -> line.length() < 40), lines.toString());
    assertEquals("… and 25 more", lines.get(5));
    assertFalse(lines.get(6).isEmpty());
  }

  private static PassView view(int mailboxes, long listed, Instant at) {
    PassRecord pass = pass(Optional.empty());
    return new PassView(
        pass,
        LongStream.rangeClosed(1, mailboxes)
            .mapToObj(
                id ->
                    new MailboxPassRecord(
                        7,
                        id,
                        "user" + id + "@old.example",
                        "user" + id + "@new.example",
                        MailboxPassStatus.PROCESSING,
                        Optional.of(BEGIN),
                        Optional.empty(),
                        1,
                        "",
                        1000,
                        Optional.empty(),
                        new Counts(listed, listed, 0, 0, 0, 0, 0, listed * 100, 0),
                        Optional.empty()))
            .toList(),
        at);
  }

  private static PassView view(PassRecord pass, Instant at) {
    return new PassView(
        pass,
        List.of(
            new MailboxPassRecord(
                7,
                1,
                "user@old.example",
                "user@new.example",
                MailboxPassStatus.SUBMITTED,
                Optional.empty(),
                Optional.empty(),
                0,
                "",
                0,
                Optional.empty(),
                Counts.ZERO,
                Optional.empty())),
        at);
  }

  private static PassRecord waiting(Instant start) {
    return pass(Optional.of(start));
  }

  private static PassRecord pass(Optional<Instant> start) {
    return new PassRecord(
        7,
        PassType.FULL,
        Set.of(ItemType.MAIL),
        Optional.empty(),
        Optional.empty(),
        BEGIN,
        start,
        false);
  }
}
