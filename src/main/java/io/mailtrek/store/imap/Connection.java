package io.mailtrek.store.imap;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * A logged-in connection with any number of commands in flight. Threads that submit write their
 * commands one after the other; one reader thread gives each response to the command it is for. The
 * reader thread never writes, so a server that waits for its answers to be read before it reads on
 * does no harm. Safe for use by many threads.
 */
final class Connection implements AutoCloseable {
  private static final Duration LOGOUT_TIME = Duration.ofSeconds(1);
  private static final Duration FAREWELL_TIME = Duration.ofSeconds(1);

  private final String server;
  private final Duration readTimeout;
  private final ImapSocket socket;
  private final ImapProtocol protocol;
  private final Capabilities capabilities;
  private final CommandsInFlight inFlight = new CommandsInFlight();
  private final Dispatcher dispatcher;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock writing = new ReentrantLock();
  private final Watchdog.Watch watch;
  private int tags;
  private volatile boolean reading;

  /**
   * Takes over a connection after its login.
   *
   * @param name of the reader thread
   * @param pauses takes the answers that ask for a pause, before their commands learn of them
   */
  Connection(
      String name,
      ImapUri uri,
      ImapSocket socket,
      ImapProtocol protocol,
      Capabilities capabilities,
      Consumer<ResponseText> pauses) {
    this.server = uri.server();
    this.readTimeout = uri.connecting().readTimeout();
    this.socket = socket;
    this.protocol = protocol;
    this.capabilities = capabilities;
    dispatcher = new Dispatcher(server, inFlight, pauses);
    Thread reader = new Thread(LogFields.kept(this::read), name);
    reader.setDaemon(true);
    watch = Watchdog.watch(readTimeout, this::checkSilence);
    reader.start();
  }

  /** Host and port, for messages. */
  String server() {
    return server;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  /** See {@link CommandsInFlight#roundTrip}. */
  Optional<Duration> roundTrip() {
    return inFlight.roundTrip();
  }

  /** Whether commands can be submitted, as far as is known. */
  boolean alive() {
    return inFlight.endedBy().isEmpty();
  }

  /** Why it ended, for messages; empty as long as it is alive. */
  String endedBy() {
    return inFlight.endedBy().map(StoreException::getMessage).orElse("");
  }

  /** Waits until the last response is handled and every command has ended. */
  void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes a command; whatever goes wrong with it, its result tells. */
  <C extends Command<?>> C submit(C command) {
    submitAll(List.of(command));
    return command;
  }

  /**
   * Writes commands with one flush. What the end of the connection keeps from being written ends on
   * the thread that submits, after the others may write.
   */
  void submitAll(List<? extends Command<?>> commands) {
    Iterator<? extends Command<?>> next = commands.iterator();
    List<Command<?>> unwritten = new ArrayList<>();
    writing.lock();
    try {
      while (next.hasNext()) {
        Command<?> command = next.next();
        if (!write(command)) {
          unwritten.add(command);
        }
      }
      socket.out().flush();
    } catch (IOException e) {
      awaitFarewell();
      abort(lost(e));
      next.forEachRemaining(unwritten::add);
    } finally {
      writing.unlock();
    }
    inFlight.endedBy().ifPresent(end -> unwritten.forEach(command -> command.lost(end)));
  }

  /**
   * What the server said before it closed the connection may be still to be read, and says more
   * than that it can't be written to.
   */
  private void awaitFarewell() {
    try {
      inFlight.awaitEnd(FAREWELL_TIME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes a command and waits for its result. Not for the reader thread. */
  <T> T run(Command<T> command) throws StoreException {
    return await(submit(command));
  }

  /** Waits for the result of a submitted command. Not for the reader thread. */
  static <T> T await(Command<T> command) throws StoreException {
    try {
      return command.result().get();
    } catch (ExecutionException e) {
      throw asStoreException(command, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException(command + " was interrupted", e);
    }
  }

  private static StoreException asStoreException(Command<?> command, Throwable cause) {
    return cause instanceof StoreException expected
        ? expected
        : new FatalException(command + " failed: " + cause, cause);
  }

  /** Logs out within a second or two, or goes without. */
  @Override
  public void close() {
    LogoutCommand logout = new LogoutCommand();
    try {
      if (writing.tryLock(LOGOUT_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          submit(logout);
        } finally {
          writing.unlock();
        }
        logout.result().get(LOGOUT_TIME.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Politeness has its limits.
    }
    abort(new TransientException("The connection to " + server + " was closed", null));
  }

  /** False when nothing is written any more. */
  private boolean write(Command<?> command) throws IOException {
    String tag = "m" + ++tags;
    command.goesTo(server);
    if (!inFlight.add(tag, command)) {
      return false;
    }
    socket.touch();
    CommandWriter out =
        new CommandWriter(
            socket.out(), capabilities.largestFreeLiteral(), new LiteralConsent(command));
    try {
      command.write(out.text(tag).text(" "));
      out.text("\r\n");
    } catch (CommandWriter.LiteralRefusedException e) {
      // The command has its answer already, and the server expects the next one.
    }
    return true;
  }

  /** For a literal that the server must ask for first; only one thread writes at a time. */
  private final class LiteralConsent implements CommandWriter.Consent {
    private final Command<?> command;

    LiteralConsent(Command<?> command) {
      this.command = command;
    }

    @Override
    public void expect() {
      inFlight.expectConsent();
    }

    @Override
    public void await() throws IOException {
      inFlight.awaitConsent(command);
    }
  }

  /** The life of the reader thread. */
  private void read() {
    StoreException reason;
    try {
      while (true) {
        reading = true;
        IMAPResponse response = protocol.readResponse();
        reading = false;
        dispatcher.dispatch(response).ifPresent(this::abort);
        socket.touch();
      }
    } catch (ProtocolException | ResponseReader.NotImapException | RuntimeException e) {
      reason = dispatcher.notImap(e);
    } catch (OutOfMemoryError e) {
      // Whoever waits for an answer must learn that none will come.
      reason =
          new TransientException(
              "The memory is too small for an answer of " + server + ": give the JVM more", e);
    } catch (IOException e) {
      reason = lost(e);
    }
    abort(reason);
    inFlight.endedBy().ifPresent(end -> inFlight.drain(command -> command.lost(end)));
    watch.end();
    ended.countDown();
  }

  private void checkSilence() {
    if (!inFlight.isEmpty() && reading && socket.silence().compareTo(readTimeout) > 0) {
      abort(
          new TransientException(
              server
                  + " did not answer for "
                  + readTimeout.toMillis()
                  + " ms; the connection was given up",
              null));
    }
  }

  /** Ends the connection; the reader thread then ends the commands in flight. */
  private void abort(StoreException reason) {
    inFlight.end(reason);
    socket.close();
  }

  private StoreException lost(IOException e) {
    Optional<ResponseText> bye = dispatcher.bye();
    if (bye.isPresent()) {
      String message = server + " ended the connection: " + bye.get();
      return bye.get().throttled()
          ? TransientException.throttled(message, bye.get().retryAfter())
          : new TransientException(message, e, bye.get().retryAfter());
    }
    return new TransientException(
        "The connection to " + server + " was lost (" + e.getMessage() + ")", e);
  }
}
