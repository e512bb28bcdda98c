package io.mailtrek.pass;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.RetryDelays;
import io.mailtrek.ledger.LaneJournal;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Opens the sessions of mailboxes at both sides. Safe for use by many threads. */
final class SessionOpener {
  private static final int ATTEMPTS = 5;

  private final Endpoints endpoints;
  private final Supplier<RetryDelays> delays;
  private final BooleanSupplier closing;

  /**
   * @param delays how long to wait between attempts
   * @param closing whether to begin no further attempt
   */
  SessionOpener(Endpoints endpoints, Supplier<RetryDelays> delays, BooleanSupplier closing) {
    this.endpoints = endpoints;
    this.delays = delays;
    this.closing = closing;
  }

  /**
   * The first sessions of a mailbox, tried several times.
   *
   * @param types what is to be moved: servers that hold nothing of it are not logged in to
   */
  Sessions open(Mailbox mailbox, Set<ItemType> types, MailboxLedger mailboxLedger, Waits waits)
      throws StoreException, InterruptedException {
    Retry.Attempt<SourceSession> source =
        () ->
            connect(
                () -> endpoints.source().holding(types).openSource(mailbox.sourceLogin(), waits),
                waits);
    Retry.Attempt<DestinationSession> destination =
        () ->
            connect(
                () ->
                    endpoints
                        .destinationOf(types)
                        .openDestination(mailbox.destinationLogin(), mailboxLedger, waits),
                waits);
    return endpoints.limitConnections()
        ? inTurn(source, destination)
        : together(source, DestinationAhead.begin(destination, endpoints::limitConnections));
  }

  /**
   * Where connections are limited each mailbox takes that to the source first: if one held its
   * connection to the destination and waited for the source, and another one the other way round,
   * neither would get on.
   */
  private static Sessions inTurn(
      Retry.Attempt<SourceSession> openSource, Retry.Attempt<DestinationSession> openDestination)
      throws StoreException, InterruptedException {
    SourceSession source = openSource.run();
    try {
      return new Sessions(source, openDestination.run(), Optional.empty());
    } catch (StoreException | InterruptedException | RuntimeException | Error e) {
      close(source, e);
      throw e;
    }
  }

  private static Sessions together(
      Retry.Attempt<SourceSession> openSource, DestinationAhead destination)
      throws StoreException, InterruptedException {
    SourceSession source;
    try {
      source = openSource.run();
    } catch (StoreException | InterruptedException | RuntimeException | Error e) {
      destination.giveUp(e);
      throw e;
    }
    try {
      source.askForFolders();
    } catch (RuntimeException | Error e) {
      destination.giveUp(e);
      close(source, e);
      throw e;
    }
    try {
      return new Sessions(source, destination.take(), Optional.empty());
    } catch (StoreException | InterruptedException | RuntimeException | Error e) {
      close(source, e);
      throw e;
    }
  }

  /** What goes wrong with closing must not hide why. */
  private static void close(SourceSession source, Throwable reason) {
    try {
      source.close();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Further sessions, tried once: the mailbox gets on without them. */
  Sessions openMore(Mailbox mailbox, Set<ItemType> types, MailboxLedger mailboxLedger, Waits waits)
      throws StoreException {
    SourceSession source =
        endpoints.source().holding(types).openFurtherSource(mailbox.sourceLogin(), waits);
    LaneJournal journal = mailboxLedger.anotherJournal();
    try {
      DestinationSession destination =
          endpoints
              .destinationOf(types)
              .openFurtherDestination(mailbox.destinationLogin(), journal, waits);
      return new Sessions(source, destination, Optional.of(journal));
    } catch (StoreException | RuntimeException | Error e) {
      journal.close();
      close(source, e);
      throw e;
    }
  }

  private <T> T connect(Retry.Attempt<T> open, Waits waits)
      throws StoreException, InterruptedException {
    return Retry.of(ATTEMPTS, delays.get())
        .run(open, () -> !closing.getAsBoolean() && !waits.stopped());
  }
}
