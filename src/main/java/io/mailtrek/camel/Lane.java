package io.mailtrek.camel;

import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Sessions;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.TransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection at each side, on which a mailbox is worked on, a folder at a time. The first lane
 * of a mailbox lasts as long as the run; others come and go, and when one breaks its folders go
 * back to the first. Safe for use by many threads.
 */
final class Lane {
  private final MailboxRun run;
  private final Sessions sessions;
  private final Window.Share share;
  private final boolean first;

  /** All that it worked on; for the lane's own thread. */
  private final List<Target> begun = new ArrayList<>();

  private volatile Optional<TransientException> broken = Optional.empty();
  private volatile boolean dismissed;
  private volatile boolean stopped;

  /**
   * @param first whether it is the first of its mailbox, without which nothing goes on
   */
  Lane(MailboxRun run, Sessions sessions, Window.Share share, boolean first) {
    this.run = run;
    this.sessions = sessions;
    this.share = share;
    this.first = first;
  }

  MailboxRun run() {
    return run;
  }

  SourceSession source() {
    return sessions.source();
  }

  DestinationSession destination() {
    return sessions.destination();
  }

  /** Its part of the window. */
  Window.Share share() {
    return share;
  }

  /** Whether to begin with more items. */
  boolean mayGoOn() {
    return run.mayGoOn() && broken.isEmpty() && !stopped;
  }

  /** Whether to begin with more folders. */
  boolean mayTakeMore() {
    return mayGoOn() && !dismissed;
  }

  /** Makes it end after the folders that it works on. */
  void dismiss() {
    dismissed = true;
  }

  /** Makes it end after what is in flight. */
  void stop() {
    stopped = true;
  }

  /** A server was out of reach or busy for so long that all attempts are used up. */
  void failed(TransientException lasting) {
    if (first) {
      run.fail(MailboxRun.lasting(lasting));
    } else {
      broken = Optional.of(lasting);
    }
  }

  /** Why it failed, so that some of its items may be neither delivered nor counted. */
  Optional<TransientException> broken() {
    return broken;
  }

  /** Notes what it works on from now on. */
  void begin(List<Target> targets) {
    begun.addAll(targets);
  }

  /** All that it ever worked on. */
  List<Target> begun() {
    return begun;
  }
}
