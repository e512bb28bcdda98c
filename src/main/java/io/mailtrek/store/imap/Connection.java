package io.mailtrek.store.imap;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

  private final String server;
  private final Duration readTimeout;
  private final ImapSocket socket;
  private final ImapProtocol protocol;
  private final Capabilities capabilities;
  private final Consumer<ResponseText> pauses;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock writing = new ReentrantLock();
  private final Watchdog.Watch watch;
  private int tags;

  /** Guards the fields below it. */
  private final Object state = new Object();

  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private boolean consentAwaited;
  private boolean consentGiven;
  private StoreException end;

  private volatile boolean reading;
  private Optional<ResponseText> bye = Optional.empty();

  private record InFlight(String tag, Command<?> command) {}

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
    this.readTimeout = uri.readTimeout();
    this.socket = socket;
    this.protocol = protocol;
    this.capabilities = capabilities;
    this.pauses = pauses;
    Thread reader = new Thread(this::read, name);
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

  /** Whether commands can be submitted, as far as is known. */
  boolean alive() {
    synchronized (state) {
      return end == null;
    }
  }

  /** Why it ended, for messages; empty as long as it is alive. */
  String endedBy() {
    synchronized (state) {
      return end == null ? "" : end.getMessage();
    }
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

  /** Writes commands with one flush. */
  void submitAll(List<? extends Command<?>> commands) {
    writing.lock();
    try {
      for (Command<?> command : commands) {
        write(command);
      }
      socket.out().flush();
    } catch (IOException e) {
      abort(lost(e));
    } finally {
      writing.unlock();
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

  private void write(Command<?> command) throws IOException {
    String tag = "m" + ++tags;
    command.goesTo(server);
    synchronized (state) {
      if (end != null) {
        command.lost(end);
        return;
      }
      inFlight.addLast(new InFlight(tag, command));
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
  }

  /** For a literal that the server must ask for first; only one thread writes at a time. */
  private final class LiteralConsent implements CommandWriter.Consent {
    private final Command<?> command;

    LiteralConsent(Command<?> command) {
      this.command = command;
    }

    @Override
    public void expect() {
      synchronized (state) {
        consentAwaited = true;
        consentGiven = false;
      }
    }

    @Override
    public void await() throws IOException {
      synchronized (state) {
        try {
          while (!consentGiven) {
            if (end != null) {
              throw new IOException("The connection ended");
            }
            if (inFlight.stream().noneMatch(each -> each.command == command)) {
              throw new CommandWriter.LiteralRefusedException();
            }
            state.wait();
          }
        } catch (InterruptedException e) {
          // Half a command is written: the connection is of no use any more.
          Thread.currentThread().interrupt();
          throw new IOException("Interrupted while waiting to send a literal", e);
        } finally {
          consentAwaited = false;
        }
      }
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
        dispatch(response);
        socket.touch();
      }
    } catch (ProtocolException | ResponseReader.NotImapException | RuntimeException e) {
      reason = notImap(e);
    } catch (OutOfMemoryError e) {
      // Whoever waits for an answer must learn that none will come.
      reason =
          new TransientException(
              "The memory is too small for an answer of " + server + ": give the JVM more", e);
    } catch (IOException e) {
      reason = lost(e);
    }
    abort(reason);
    List<InFlight> open;
    synchronized (state) {
      reason = end;
      open = new ArrayList<>(inFlight);
      inFlight.clear();
    }
    for (InFlight each : open) {
      each.command.lost(reason);
    }
    watch.end();
    ended.countDown();
  }

  private void dispatch(IMAPResponse response) throws ProtocolException {
    if (response.isContinuation()) {
      synchronized (state) {
        consentGiven = consentAwaited;
        state.notifyAll();
      }
    } else if (response.isTagged()) {
      tagged(response);
    } else if (response.isBYE()) {
      ResponseText text = ResponseText.of(response);
      bye = Optional.of(text);
      if (text.throttled()) {
        pauses.accept(text);
      }
    } else if (response.keyEquals("FETCH")) {
      fetched(FetchedMessage.parse(response));
    } else {
      untagged(response);
    }
  }

  private void tagged(IMAPResponse response) throws ProtocolException {
    if (!(response.isOK() || response.isNO() || response.isBAD())) {
      throw new ProtocolException("an answer that is neither OK nor NO nor BAD");
    }
    ResponseText answer = ResponseText.of(response);
    Command<?> command = take(response.getTag());
    try {
      if (command.asksForPause(answer)) {
        pauses.accept(answer);
      }
      command.end(answer);
    } catch (RuntimeException e) {
      // It is in flight no more, so nobody else would end it.
      command.lost(notImap(e));
      throw e;
    }
    if (answer.connectionUseless()) {
      abort(answer.askedForPause(command + " at " + server));
    }
  }

  /** The command with this tag, which from now on is not in flight. */
  private Command<?> take(String tag) throws ProtocolException {
    synchronized (state) {
      for (Iterator<InFlight> i = inFlight.iterator(); i.hasNext(); ) {
        InFlight each = i.next();
        if (each.tag.equals(tag)) {
          i.remove();
          if (consentAwaited) {
            state.notifyAll();
          }
          return each.command;
        }
      }
    }
    throw new ProtocolException("an answer to no command");
  }

  private TransientException notImap(Exception e) {
    return new TransientException(
        server + " answered what is not IMAP (" + e + "); the connection was given up", e);
  }

  /** Servers may answer FETCH commands side by side, so each is asked. */
  private void fetched(FetchedMessage message) {
    Command<?> head = head();
    if (head == null || head.fetched(message)) {
      return;
    }
    for (Command<?> command : commands()) {
      if (command != head && command.fetched(message)) {
        return;
      }
    }
  }

  /** All else belongs to the oldest command, but STATUS names its folder. */
  private void untagged(IMAPResponse response) {
    Command<?> head = head();
    if (head == null || head.untagged(response) || !response.keyEquals("STATUS")) {
      return;
    }
    for (Command<?> command : commands()) {
      response.reset();
      response.readAtom();
      if (command instanceof StatusCommand && command.untagged(response)) {
        return;
      }
    }
  }

  private Command<?> head() {
    synchronized (state) {
      InFlight first = inFlight.peekFirst();
      return first == null ? null : first.command;
    }
  }

  private List<Command<?>> commands() {
    synchronized (state) {
      List<Command<?>> commands = new ArrayList<>();
      inFlight.forEach(each -> commands.add(each.command));
      return commands;
    }
  }

  private void checkSilence() {
    boolean owed;
    synchronized (state) {
      owed = !inFlight.isEmpty();
    }
    if (owed && reading && socket.silence().compareTo(readTimeout) > 0) {
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
    synchronized (state) {
      if (end == null) {
        end = reason;
      }
      state.notifyAll();
    }
    socket.close();
  }

  private StoreException lost(IOException e) {
    if (bye.isPresent()) {
      String message = server + " ended the connection: " + bye.get();
      return bye.get().throttled()
          ? TransientException.throttled(message, bye.get().retryAfter())
          : new TransientException(message, e, bye.get().retryAfter());
    }
    return new TransientException(
        "The connection to " + server + " was lost (" + e.getMessage() + ")", e);
  }

  /** LOGOUT (RFC 9051 §6.1.3). */
  private static final class LogoutCommand extends Command<Boolean> {
    @Override
    void write(CommandWriter out) throws IOException {
      out.text("LOGOUT");
    }

    @Override
    Boolean completed(ResponseText ok) {
      return true;
    }

    @Override
    public String toString() {
      return "LOGOUT";
    }
  }
}
