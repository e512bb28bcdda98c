package io.mailtrek.report;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.Figures;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.Pace;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what there is to tell of a project's passes. Safe for use by many threads. */
public final class Reports {
  /** The most items that were not migrated in one report, so that it fits into the memory. */
  public static final int MOST_ITEMS = 100_000;

  private static final Set<PassType> MOVES_MUCH = Set.of(PassType.PRE_STAGE, PassType.FULL);

  private final Project project;
  private final PassLog passes;
  private final Figures figures;

  /** Reports on what the ledger of a project holds; the ledger stays the caller's. */
  public Reports(Project project, Ledger ledger) {
    this.project = project;
    this.passes = ledger.passes();
    this.figures = ledger.figures();
  }

  /** The report of a pass as it is now; empty when there is no pass of this number. */
  public Optional<PassReport> of(long passId) {
    return PassView.read(passes, passId).map(this::report);
  }

  /** The report of the last pass that has begun, or else of the last one; empty without a pass. */
  public Optional<PassReport> latest() {
    return figures.lastBegun().or(() -> passes.latest().map(PassRecord::id)).flatMap(this::of);
  }

  private PassReport report(PassView view) {
    long passId = view.pass().id();
    List<MailboxReport> mailboxes = new Details(passId, figures.reasons(passId)).of(view);
    return new PassReport(
        project.name(),
        view,
        mailboxes,
        figures.leftovers(passId, MOST_ITEMS),
        history(passId),
        view.pass().type() == PassType.PRE_STAGE
            ? Optional.of(
                new Forecaster(figures.efforts(), project.concurrentMailboxes())
                    .forecast(view, mailboxes))
            : Optional.empty());
  }

  /**
   * What is left for the Full pass of some mailboxes, by the last Pre-Stage pass of each. Those are
   * left out that were in none, or in a Full pass since.
   *
   * @param histories the passes of each of the mailboxes, the newest first
   */
  public Forecast forecast(Collection<List<MailboxPassRecord>> histories) {
    Map<Long, PassRecord> known = new TreeMap<>();
    passes.all().forEach(pass -> known.put(pass.id(), pass));
    Map<Long, List<MailboxPassRecord>> byPass = new TreeMap<>();
    histories.stream()
        .flatMap(history -> preStage(history, known).stream())
        .forEach(
            record -> byPass.computeIfAbsent(record.passId(), id -> new ArrayList<>()).add(record));
    Instant now = Instant.now();
    Forecaster forecaster = new Forecaster(figures.efforts(), project.concurrentMailboxes());
    List<Forecast> forecasts = new ArrayList<>();
    byPass.forEach(
        (passId, records) -> {
          PassView view = new PassView(known.get(passId), records, now);
          forecasts.add(
              forecaster.forecast(view, new Details(passId, figures.reasons(passId)).of(view)));
        });
    return forecaster.together(forecasts);
  }

  /** The Pre-Stage pass that tells what is left of a mailbox. */
  private static Optional<MailboxPassRecord> preStage(
      List<MailboxPassRecord> history, Map<Long, PassRecord> known) {
    return history.stream()
        .filter(record -> MOVES_MUCH.contains(known.get(record.passId()).type()))
        .filter(record -> record.startedAt().isPresent())
        .findFirst()
        .filter(record -> known.get(record.passId()).type() == PassType.PRE_STAGE);
  }

  private List<PassTotal> history(long last) {
    Map<Long, Counts> sums = figures.passCounts();
    return passes.all().stream()
        .filter(pass -> pass.id() <= last)
        .map(pass -> new PassTotal(pass, sums.getOrDefault(pass.id(), Counts.ZERO)))
        .toList();
  }

  /** Every mailbox of the project, in the project's order, with its last pass. */
  public List<MailboxStatus> statuses() {
    Instant now = Instant.now();
    Map<String, MailboxPassRecord> last = new HashMap<>();
    for (MailboxPassRecord record : passes.latestPerMailbox()) {
      last.put(record.source() + " " + record.destination(), record);
    }
    Map<Long, PassRecord> known = new TreeMap<>();
    passes.all().forEach(pass -> known.put(pass.id(), pass));
    Map<Long, Details> details = new TreeMap<>();
    List<MailboxStatus> statuses = new ArrayList<>();
    for (Mailbox mailbox : project.mailboxes()) {
      String pair = (mailbox.source() + " " + mailbox.destination()).toLowerCase(Locale.ROOT);
      MailboxPassRecord record = last.get(pair);
      if (record == null) {
        statuses.add(MailboxStatus.notSubmitted(mailbox));
      } else {
        PassView view = new PassView(known.get(record.passId()), List.of(record), now);
        MailboxReport report =
            details
                .computeIfAbsent(record.passId(), passId -> new Details(passId, Map.of()))
                .of(view, record);
        statuses.add(new MailboxStatus(mailbox, Optional.of(view), Optional.of(report)));
      }
    }
    return statuses;
  }

  /** Every mailbox of a project that has no ledger yet. */
  public static List<MailboxStatus> notSubmitted(Project project) {
    return project.mailboxes().stream().map(MailboxStatus::notSubmitted).toList();
  }

  /** What is known of the mailboxes of one pass, each kind of it read at once for all. */
  private final class Details {
    private final Map<Long, SortedMap<ItemType, Counts>> types;
    private final Map<Long, Pace> paces;
    private final Map<Long, Failure> failures;
    private final Map<Long, Reasons> reasons;

    Details(long passId, Map<Long, Reasons> reasons) {
      this.types = figures.typeCounts(passId);
      this.paces = figures.paces(passId);
      this.failures = figures.lastFailures();
      this.reasons = reasons;
    }

    List<MailboxReport> of(PassView view) {
      return view.mailboxes().stream().map(record -> of(view, record)).toList();
    }

    MailboxReport of(PassView view, MailboxPassRecord record) {
      long id = record.mailboxId();
      return new MailboxReport(
          record,
          types.getOrDefault(id, new TreeMap<>()),
          reasons.getOrDefault(id, Reasons.NONE),
          Optional.ofNullable(paces.get(id)),
          Optional.ofNullable(failures.get(id)),
          view.duration(record));
    }
  }
}
