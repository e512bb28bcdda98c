package io.mailtrek.preflight;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Options;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.ledger.Workload;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Movable;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds out whether a mailbox can be migrated: looks at both sides, counts what there is to move,
 * compares it with what the destination takes, and probes the destination where that is wanted.
 * Nothing is moved. Safe for use by many threads.
 */
public final class Verification {
  private final Store source;
  private final Store destination;
  private final Clock clock;

  /** A verification of mailboxes of these two stores. */
  public Verification(Store source, Store destination, Clock clock) {
    this.source = source;
    this.destination = destination;
    this.clock = clock;
  }

  /**
   * Verifies one mailbox. What goes wrong at a server is among the findings.
   *
   * @param options how a pass over the mailbox works
   * @param connections how many connections a pass over it may open at each side
   * @param ledger tells what was migrated before
   * @param probe whether to write a message to the destination and read it back
   * @throws StoppedException when {@code waits} was stopped meanwhile
   */
  public Preflight of(
      Mailbox mailbox,
      Options options,
      int connections,
      MailboxLedger ledger,
      boolean probe,
      Waits waits)
      throws StoppedException {
    Set<ItemType> types = options.filters().itemTypes();
    Store from = source.holding(types);
    Store to = destination.taking(Movable.forms(types));
    Inspection there = from.inspect(Side.SOURCE, mailbox.sourceLogin(), connections, waits);
    throwIfStopped(waits);
    Inspection here = to.inspect(Side.DESTINATION, mailbox.destinationLogin(), connections, waits);
    throwIfStopped(waits);
    List<Finding> findings = new ArrayList<>(there.findings());
    Optional<SourceCount.Counted> count = Optional.empty();
    if (there.verdict() != Verdict.NO_GO) {
      count = count(mailbox, options, ledger, here.largestItem(), waits, findings);
    }
    findings.addAll(here.findings());
    if (count.isPresent() && here.verdict() != Verdict.NO_GO) {
      findings.addAll(Fit.of(count.get(), here));
    }
    if (probe && Verdict.worst(findings) != Verdict.NO_GO) {
      throwIfStopped(waits);
      findings.addAll(to.probe(mailbox.destinationLogin(), waits));
    }
    return new Preflight(findings, count.map(counted -> workload(counted, here)));
  }

  private Optional<SourceCount.Counted> count(
      Mailbox mailbox,
      Options options,
      MailboxLedger ledger,
      OptionalLong largest,
      Waits waits,
      List<Finding> findings)
      throws StoppedException {
    SourceCount count =
        new SourceCount(
            options.filters(), Movable.to(destination.takes()), largest, clock.instant());
    try (SourceSession session =
        source.holding(options.filters().itemTypes()).openSource(mailbox.sourceLogin(), waits)) {
      count.count(session, ledger, waits);
      findings.addAll(count.findings());
      return Optional.of(count.counted());
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      findings.add(
          new Finding(
              Side.SOURCE,
              Subject.CONTENT,
              Verdict.NO_GO,
              "what there is to move could not be counted: " + e.getMessage(),
              "Try again when the server is well"));
      return Optional.empty();
    }
  }

  private static Workload workload(SourceCount.Counted count, Inspection destination) {
    Optional<Quota> space = destination.space();
    return new Workload(
        count.items(),
        count.bytes(),
        count.largest(),
        space.isPresent() ? OptionalLong.of(space.get().left()) : OptionalLong.empty());
  }

  private static void throwIfStopped(Waits waits) throws StoppedException {
    if (waits.stopped()) {
      throw new StoppedException("The verification was ended");
    }
  }
}
