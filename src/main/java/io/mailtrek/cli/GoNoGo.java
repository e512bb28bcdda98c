package io.mailtrek.cli;

import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.ledger.Workload;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Words;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a verification or a trial has found: a line a mailbox, with advice. */
final class GoNoGo {
  /** Of the option {@code --details}. */
  static final String DETAILS = "Show all checks, also those that went well.";

  private static final String UNKNOWN = "-";

  private final PassView view;
  private final List<Line> all;

  private GoNoGo(PassView view, List<Line> all) {
    this.view = view;
    this.all = all;
  }

  /** A mailbox and what was found, if it came to that. */
  private record Line(MailboxPassRecord mailbox, Optional<Preflight> found) {

    /** Empty when the mailbox was not looked at to the end. */
    Optional<Verdict> verdict() {
      return found.isEmpty() && mailbox.status() == MailboxPassStatus.FAILED
          ? Optional.of(Verdict.NO_GO)
          : found.map(Preflight::verdict);
    }

    String word() {
      return verdict().map(Verdict::word).orElse(UNKNOWN);
    }

    Optional<Workload> workload() {
      return found.flatMap(Preflight::workload);
    }
  }

  /** Whether passes of a type look before they move. */
  static boolean covers(PassType type) {
    return type == PassType.VERIFY || type == PassType.TRIAL;
  }

  /** What the ledger has of a pass. */
  static GoNoGo of(PassView view, PassLog passes) {
    return new GoNoGo(
        view,
        view.mailboxes().stream()
            .map(
                mailbox ->
                    new Line(mailbox, passes.preflight(mailbox.passId(), mailbox.mailboxId())))
            .toList());
  }

  /**
   * The table.
   *
   * @param details whether to show what went well, too
   */
  List<String> lines(boolean details) {
    Table table = new Table(2, "Mailbox", "Verdict", "To move", "Bytes", "Largest", "Space left");
    for (Line line : all) {
      table.row(cells(line));
      line
          .found()
          .map(found -> notes(found, details))
          .orElseGet(() -> List.of(line.mailbox().message()))
          .stream()
          .filter(note -> !note.isEmpty())
          .forEach(table::note);
    }
    List<String> lines = new ArrayList<>();
    lines.add(title());
    lines.add("");
    lines.addAll(table.lines());
    lines.add("");
    return lines;
  }

  private String title() {
    return "Pass "
        + view.pass().id()
        + ", "
        + view.words()
        + ": "
        + counts().entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> Words.count(count.getValue()) + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  /** How many mailboxes there are of each verdict. */
  private Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.word(), count(verdict.word()));
    }
    long open = count(UNKNOWN);
    if (open > 0) {
      counts.put("not verified", open);
    }
    return counts;
  }

  private long count(String word) {
    return all.stream().filter(line -> line.word().equals(word)).count();
  }

  private static String[] cells(Line line) {
    Optional<Workload> workload = line.workload();
    return new String[] {
      line.mailbox().source(),
      line.word(),
      workload.map(w -> Words.count(w.items())).orElse(UNKNOWN),
      workload.map(w -> Words.bytes(w.bytes())).orElse(UNKNOWN),
      workload.map(w -> Words.bytes(w.largest())).orElse(UNKNOWN),
      workload.map(w -> bytes(w.spaceLeft())).orElse(UNKNOWN)
    };
  }

  private static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? Words.bytes(bytes.getAsLong()) : UNKNOWN;
  }

  /** In the order of the checks; where only some are shown, the worst come first. */
  private static List<String> notes(Preflight found, boolean details) {
    Stream<Finding> shown =
        details
            ? found.findings().stream()
            : found.findings().stream()
                .filter(finding -> finding.verdict() != Verdict.GO)
                .sorted(Comparator.comparing(Finding::verdict).reversed());
    List<String> notes = new ArrayList<>();
    shown.forEach(finding -> notes.add(finding.verdict().word() + ", " + finding.sentence()));
    String kept =
        found.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.GO && finding.subject().survival())
            .map(finding -> finding.subject().word())
            .collect(Collectors.joining(", "));
    if (!details && !kept.isEmpty()) {
      notes.add("the destination keeps " + kept + " of a message");
    }
    return notes;
  }

  /** The same for scripts, to be added to the object of the pass. */
  Map<String, Object> json() {
    Map<String, Object> object = new LinkedHashMap<>();
    Map<String, Object> verdicts = new LinkedHashMap<>();
    verdicts.put("go", count(Verdict.GO.word()));
    verdicts.put("caution", count(Verdict.CAUTION.word()));
    verdicts.put("noGo", count(Verdict.NO_GO.word()));
    verdicts.put("notVerified", count(UNKNOWN));
    object.put("verdicts", verdicts);
    object.put("checks", all.stream().map(GoNoGo::json).toList());
    return object;
  }

  private static Map<String, Object> json(Line line) {
    Optional<Workload> workload = line.workload();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("mailbox", line.mailbox().source());
    object.put("destination", line.mailbox().destination());
    object.put("status", line.mailbox().status().text());
    object.put("verdict", line.verdict().map(Verdict::word).orElse(null));
    object.put("message", line.mailbox().message());
    object.put("items", workload.map(Workload::items).orElse(null));
    object.put("bytes", workload.map(Workload::bytes).orElse(null));
    object.put("largest", workload.map(Workload::largest).orElse(null));
    object.put(
        "spaceLeft",
        workload
            .map(Workload::spaceLeft)
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .orElse(null));
    object.put(
        "findings",
        line.found().stream()
            .flatMap(found -> found.findings().stream())
            .map(GoNoGo::json)
            .toList());
    return object;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("side", finding.side().word());
    object.put("subject", finding.subject().word());
    object.put("verdict", finding.verdict().word());
    object.put("text", finding.text());
    object.put("advice", finding.advice());
    return object;
  }
}
