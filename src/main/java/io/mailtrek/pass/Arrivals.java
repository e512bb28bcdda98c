package io.mailtrek.pass;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mailboxes into which routes bring items from elsewhere, outside of any pass. Such a mailbox
 * stays open at the destination until a pass wants it, which goes first: only one of them works on
 * a mailbox at a time. Safe for use by many threads.
 */
public final class Arrivals implements AutoCloseable {
  /** What the ledger holds as the pass of items that came in none. */
  private static final long NO_PASS = 0;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 100;

  private final Project project;
  private final Endpoints endpoints;
  private final Ledger ledger;
  private final Map<Long, Visit> visits = new HashMap<>();
  private final Set<Long> taken = new HashSet<>();
  private boolean closed;

  Arrivals(Project project, Endpoints endpoints, Ledger ledger) {
    this.project = project;
    this.endpoints = endpoints;
    this.ledger = ledger;
  }

  /** A mailbox that is open here. */
  private static final class Visit {
    private final MailboxRun run;
    private int inFlight;

    private Visit(MailboxRun run) {
      this.run = run;
    }

    private void close() {
      run.stop();
      try (MailboxLedger mailboxLedger = run.ledger()) {
        run.sessions().close();
      }
    }
  }

  /**
   * Begins with an item; {@link #leave} has to follow.
   *
   * @param address the source address of a mailbox of the project
   * @throws TransientException when a pass works on the mailbox, or its destination has no
   *     connection free or wants a pause
   * @throws FatalException when there is no such mailbox, or its destination can't be opened
   */
  public synchronized MailboxRun enter(String address) throws StoreException {
    Mailbox mailbox = mailbox(address);
    long id = ledger.mailboxId(mailbox.source(), mailbox.destination());
    if (taken.contains(id)) {
      throw new TransientException(
          "A pass works on the mailbox " + address + ". The item comes again after it.", null);
    }
    if (closed) {
      throw new TransientException("MailTrek is ending. The item comes again after it.", null);
    }
    Visit visit = visits.get(id);
    if (visit == null) {
      visit = new Visit(openNow(mailbox, id));
      visits.put(id, visit);
    }
    visit.inFlight++;
    return visit.run;
  }

  /** An item has ended, however it did. */
  public synchronized void leave(MailboxRun run) {
    Visit visit = visits.get(run.mailboxId());
    if (visit != null) {
      visit.inFlight--;
      notifyAll();
    }
  }

  /**
   * Takes a mailbox for a pass; {@link #giveBack} has to follow.
   *
   * @return false when an item is under way; then the pass tries again later
   */
  synchronized boolean take(long mailboxId) {
    Visit visit = visits.get(mailboxId);
    if (visit != null && visit.inFlight > 0) {
      return false;
    }
    if (visit != null) {
      visits.remove(mailboxId);
      visit.close();
    }
    return taken.add(mailboxId);
  }

  /** The pass does not work on the mailbox any more. */
  synchronized void giveBack(long mailboxId) {
    taken.remove(mailboxId);
  }

  private Mailbox mailbox(String address) throws FatalException {
    return project.mailboxes().stream()
        .filter(mailbox -> mailbox.source().equalsIgnoreCase(address))
        .findFirst()
        .orElseThrow(
            () ->
                new FatalException(
                    "The mailbox "
                        + address
                        + " is not in the project's list of mailboxes. Add a row, or correct the"
                        + " property MailTrekMailbox that the route sets."));
  }

  /**
   * A mailbox that is open here keeps its connection, so where these are limited the ones that
   * nobody uses make room.
   */
  private MailboxRun openNow(Mailbox mailbox, long id) throws StoreException {
    try {
      return open(mailbox, id);
    } catch (TransientException e) {
      if (!endpoints.limitConnections() || !closeUnused()) {
        throw e;
      }
      return open(mailbox, id);
    }
  }

  private boolean closeUnused() {
    List<Visit> unused = visits.values().stream().filter(visit -> visit.inFlight == 0).toList();
    visits.values().removeAll(unused);
    unused.forEach(Visit::close);
    return !unused.isEmpty();
  }

  /** Does not wait where the server has no room: with the lock held, all passes would. */
  private MailboxRun open(Mailbox mailbox, long id) throws StoreException {
    Waits waits = new Waits(project.throttlePatience());
    MailboxLedger mailboxLedger = ledger.mailbox(id, NO_PASS);
    DestinationSession destination =
        endpoints
            .destinationOf(Set.of(ItemType.MAIL))
            .openFurtherDestination(mailbox.destinationLogin(), mailboxLedger, waits);
    Sessions sessions = new Sessions(NoSource.INSTANCE, destination, Optional.empty());
    return new MailboxRun(
        noPass(),
        mailbox,
        id,
        project,
        project.optionsOf(mailbox).read(),
        mailboxLedger,
        sessions,
        () -> {
          throw new FatalException("What arrives from elsewhere uses one connection.");
        },
        waits,
        Meter.NONE);
  }

  private static PassRecord noPass() {
    return new PassRecord(
        NO_PASS,
        PassType.FULL,
        EnumSet.allOf(ItemType.class),
        Optional.empty(),
        Optional.empty(),
        Instant.now(),
        Optional.empty(),
        false);
  }

  /** Closes all mailboxes, after what is under way if that does not take too long. */
  @Override
  public synchronized void close() {
    closed = true;
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (visits.values().stream().anyMatch(visit -> visit.inFlight > 0)
          && System.nanoTime() < end) {
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    visits.values().forEach(Visit::close);
    visits.clear();
  }
}
