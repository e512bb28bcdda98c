package io.mailtrek.pass;

import io.mailtrek.config.LatestProject;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OptionTexts;
import io.mailtrek.config.Options;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.preflight.Verification;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mailbox pass while it is worked on: looks first where the pass wants that, opens both sides,
 * and lets the route of the pass run. Safe for use by many threads.
 */
final class PassExecution {
  private static final Logger LOG = LoggerFactory.getLogger(PassExecution.class);

  private final LatestProject latestProject;
  private final Ledger ledger;
  private final Runners runners;
  private final ActiveRuns activeRuns;
  private final Verification verification;
  private final SessionOpener opener;
  private final PatientWriter writer;
  private final Meter meter;
  private final BooleanSupplier closing;

  /**
   * @param opener opens both sides
   * @param writer writes to the ledger, also when that takes several attempts
   * @param closing whether this process ends
   */
  PassExecution(
      LatestProject latestProject,
      Ledger ledger,
      Runners runners,
      ActiveRuns activeRuns,
      Verification verification,
      SessionOpener opener,
      PatientWriter writer,
      Meter meter,
      BooleanSupplier closing) {
    this.latestProject = latestProject;
    this.ledger = ledger;
    this.runners = runners;
    this.activeRuns = activeRuns;
    this.verification = verification;
    this.opener = opener;
    this.writer = writer;
    this.meter = meter;
    this.closing = closing;
  }

  /** Returns how it ended; what goes on later ends as queued. */
  MailboxPassEnd run(PassRecord pass, MailboxPassRecord record) {
    Project project = latestProject.get();
    Waits waits = new Waits(project.throttlePatience());
    try (PauseReport report = activeRuns.begin(pass.id(), record.mailboxId(), waits)) {
      return run(project, pass, record, report, waits);
    }
  }

  private MailboxPassEnd run(
      Project project, PassRecord pass, MailboxPassRecord record, PauseReport report, Waits waits) {
    try (MailboxLedger mailboxLedger = ledger.mailbox(record.mailboxId(), pass.id())) {
      Mailbox mailbox = mailbox(project, record);
      Options options = options(project, mailbox, record);
      // A verification needs no route; all others are to fail before they look, if theirs is
      // missing.
      Optional<MailboxPassRunner> runner =
          pass.type() == PassType.VERIFY ? Optional.empty() : Optional.of(runner(pass));
      Optional<MailboxPassEnd> early =
          preflight(project, pass, record, mailbox, options, mailboxLedger, waits);
      if (early.isPresent()) {
        return early.get();
      }
      Set<ItemType> types = types(pass, options);
      try (Sessions sessions = opener.open(mailbox, types, mailboxLedger, waits)) {
        return run(
            runner.orElseThrow(),
            new MailboxRun(
                pass,
                mailbox,
                record.mailboxId(),
                project,
                options,
                mailboxLedger,
                sessions,
                () -> opener.openMore(mailbox, types, mailboxLedger, waits),
                waits,
                meter),
            report);
      }
    } catch (StoppedException e) {
      return stopped(report, pass.id(), record.mailboxId(), record.counts());
    } catch (FatalException e) {
      return MailboxPassEnd.failed(e, record.counts());
    } catch (StoreException e) {
      if (waits.stopped()) {
        return stopped(report, pass.id(), record.mailboxId(), record.counts());
      }
      return MailboxPassEnd.failed(MailboxRun.lasting(e), record.counts());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MailboxPassEnd.of(MailboxPassStatus.QUEUED, "", record.counts());
    } catch (RuntimeException | Error e) {
      return MailboxPassEnd.failed(unexpected(e), record.counts());
    }
  }

  private static FatalException unexpected(Throwable e) {
    LOG.error("The mailbox pass ended with an error that was not expected.", e);
    boolean says = e instanceof RuntimeException && e.getMessage() != null;
    return new FatalException((says ? e.getMessage() : e + ".") + " The log says more.", e);
  }

  /**
   * What is to be moved; where the two have nothing in common, the pass looks and moves nothing.
   */
  private static Set<ItemType> types(PassRecord pass, Options options) {
    Set<ItemType> types = EnumSet.noneOf(ItemType.class);
    types.addAll(pass.itemTypes());
    types.retainAll(options.filters().itemTypes());
    return types.isEmpty() ? pass.itemTypes() : types;
  }

  /**
   * Verifications and trials look before anything is moved. Empty when something is to be moved
   * then.
   */
  private Optional<MailboxPassEnd> preflight(
      Project project,
      PassRecord pass,
      MailboxPassRecord record,
      Mailbox mailbox,
      Options options,
      MailboxLedger mailboxLedger,
      Waits waits)
      throws StoppedException {
    if (pass.type() != PassType.VERIFY && pass.type() != PassType.TRIAL) {
      return Optional.empty();
    }
    Preflight found =
        verification.of(
            mailbox,
            options,
            project.connectionsPerMailbox(),
            mailboxLedger,
            pass.type() == PassType.TRIAL,
            waits);
    writer.untilRecorded(
        () -> {
          ledger.passes().recordPreflight(pass.id(), record.mailboxId(), found);
          return true;
        });
    if (found.verdict() == Verdict.NO_GO) {
      return Optional.of(
          MailboxPassEnd.of(MailboxPassStatus.FAILED, found.summary(), record.counts()));
    }
    return pass.type() == PassType.VERIFY
        ? Optional.of(
            MailboxPassEnd.of(MailboxPassStatus.COMPLETED, found.summary(), record.counts()))
        : Optional.empty();
  }

  /** How the mailbox pass works: what is configured when it begins, also when it goes on later. */
  private Options options(Project project, Mailbox mailbox, MailboxPassRecord record) {
    SortedMap<String, String> configured = project.optionsOf(mailbox).byName();
    return new OptionTexts(ledger.passes().freeze(record.passId(), record.mailboxId(), configured))
        .read();
  }

  private MailboxPassEnd run(MailboxPassRunner runner, MailboxRun run, PauseReport report)
      throws InterruptedException {
    activeRuns.add(run);
    try {
      runner.run(run);
      if (run.mayGoOn()) {
        run.outcomes().judge();
      }
    } catch (FatalException e) {
      run.fail(e);
    } catch (StoppedException e) {
      // What stopped the waits is known to the run.
    } catch (StoreException e) {
      // The attempts of a run that is to end are not all made.
      if (run.mayGoOn()) {
        run.fail(MailboxRun.lasting(e));
      }
    } catch (LedgerException e) {
      run.fail(new FatalException(Problem.LEDGER_UNUSABLE, e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      // What became of the items up to here is recorded all the same.
      run.fail(unexpected(e));
    } finally {
      activeRuns.remove(run);
    }
    writer.untilRecorded(
        () -> {
          activeRuns.writeRest(run);
          run.ledger().flush();
          return true;
        });
    return end(run, report);
  }

  private MailboxPassEnd end(MailboxRun run, PauseReport report) {
    Counts counts = run.outcomes().counts();
    if (run.fatal().isPresent()) {
      return MailboxPassEnd.failed(run.fatal().get(), counts);
    }
    if (!run.stopping()) {
      return MailboxPassEnd.of(MailboxPassStatus.COMPLETED, run.notice(), counts);
    }
    return stopped(report, run.pass().id(), run.mailboxId(), counts);
  }

  /** By its user, with this process, or for a while. */
  private MailboxPassEnd stopped(PauseReport report, long passId, long mailboxId, Counts counts) {
    boolean asked =
        ledger
            .passes()
            .statusOf(passId, mailboxId)
            .filter(status -> status == MailboxPassStatus.STOPPING)
            .isPresent();
    return (closing.getAsBoolean() || report.postponed()) && !asked
        ? MailboxPassEnd.of(MailboxPassStatus.QUEUED, "", counts)
        : MailboxPassEnd.stopped(counts);
  }

  private static Mailbox mailbox(Project project, MailboxPassRecord record) throws FatalException {
    return project.mailboxes().stream()
        .filter(
            mailbox ->
                mailbox.source().equalsIgnoreCase(record.source())
                    && mailbox.destination().equalsIgnoreCase(record.destination()))
        .findFirst()
        .orElseThrow(
            () ->
                new FatalException(
                    Problem.NOT_IN_PROJECT,
                    "The mailbox "
                        + record.source()
                        + " with the destination "
                        + record.destination()
                        + " is not in the project's list of mailboxes any more."));
  }

  private MailboxPassRunner runner(PassRecord pass) throws FatalException {
    return runners
        .find(pass.type())
        .orElseThrow(
            () ->
                new FatalException(
                    Problem.NO_ROUTE,
                    "No route is started that begins with mailbox:source?pass="
                        + pass.type().word()
                        + ". Look into the routes folder, or start the route."));
  }
}
