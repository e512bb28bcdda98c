package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.LogFields;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.VanishedException;
import io.mailtrek.store.limit.SessionTraffic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Reads contents in batches: requests queue while others are in flight, and then travel together.
 * Few commands are in flight, see {@link InFlight}.
 */
final class ContentReader {
  private static final int ITEMS = 200;
  private static final long BYTES = 4 << 20;

  private final SourceFolders folders;
  private final SessionTraffic traffic;
  private final int mostItems;
  private final long mostBytes;
  private final Thread thread;

  /** Guards all below. */
  private final Object state = new Object();

  private final Deque<Request> queue = new ArrayDeque<>();
  private long queuedBytes;
  private int inFlight;
  private boolean waiting;
  private boolean closed;

  /** Whether somebody waits until all is sent. */
  private boolean ending;

  /** Whether the sizes that the server lists are not those of its contents. */
  private volatile boolean sizesAreEstimates;

  /**
   * A content that is wanted.
   *
   * @param alone whether it is to travel in a command of its own
   * @param doubted the size of a content that came and was not that of the item
   * @param postponed how often the server asked to wait with it
   */
  private record Request(
      Item item,
      long uid,
      boolean alone,
      OptionalInt doubted,
      Postponed postponed,
      CompletableFuture<Content> future) {

    Request byItself() {
      return new Request(item, uid, true, doubted, postponed, future);
    }

    Request later(Postponed again) {
      boolean byItself = alone || !postponed.equals(Postponed.NEVER);
      return new Request(item, uid, byItself, doubted, again, future);
    }
  }

  ContentReader(SourceFolders folders, SessionTraffic traffic, String name) {
    this.folders = folders;
    this.traffic = traffic;
    mostItems = traffic.batchMessages(ITEMS);
    mostBytes = traffic.batchBytes(BYTES);
    thread = new Thread(LogFields.kept(this::run), name + " reads");
    thread.setDaemon(true);
    thread.start();
  }

  /** Queues a request; the result completes on the connection's reader thread. */
  CompletableFuture<Content> read(Item item) {
    CompletableFuture<Content> future = new CompletableFuture<>();
    long uid = Long.parseLong(item.key().value());
    add(new Request(item, uid, false, OptionalInt.empty(), Postponed.NEVER, future));
    return future;
  }

  /** Waits until every request has been sent. */
  void awaitSent() throws StoreException {
    synchronized (state) {
      try {
        ending = true;
        waiting = false;
        state.notifyAll();
        while (!queue.isEmpty() && !closed) {
          state.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TransientException("Interrupted while waiting for reads", e);
      } finally {
        ending = false;
      }
    }
  }

  /** Fails what still waits. */
  void close() {
    List<Request> left;
    synchronized (state) {
      closed = true;
      left = new ArrayList<>(queue);
      queue.clear();
      state.notifyAll();
    }
    StoreException reason =
        new TransientException("The session with " + folders.server() + " is closed", null);
    left.forEach(request -> request.future.completeExceptionally(reason));
  }

  private void add(Request request) {
    synchronized (state) {
      if (!closed) {
        queue.addLast(request);
        queuedBytes += request.item.size();
        if (waiting && ready()) {
          waiting = false;
          state.notifyAll();
        }
        return;
      }
    }
    request.future.completeExceptionally(
        new TransientException("The session with " + folders.server() + " is closed", null));
  }

  /** A lone command goes at once; more are sent only when they carry enough. */
  private boolean ready() {
    if (queue.isEmpty()) {
      return false;
    }
    boolean worth = queue.size() >= mostItems / 4 || queuedBytes >= mostBytes / 4;
    boolean grows = queue.getFirst().item.folder().equals(queue.getLast().item.folder());
    return InFlight.mayJoin(inFlight, queue.size(), worth, grows, folders.roundTrip())
        || (ending && InFlight.mayEnd(inFlight));
  }

  private void run() {
    while (true) {
      Map<Long, Request> batch;
      synchronized (state) {
        try {
          while (!ready()) {
            if (closed) {
              return;
            }
            waiting = true;
            state.wait();
          }
        } catch (InterruptedException e) {
          // Nobody has a reason to interrupt this thread; it ends with close().
          continue;
        }
        batch = take();
        inFlight++;
      }
      send(batch);
      synchronized (state) {
        state.notifyAll();
      }
    }
  }

  /**
   * The next requests for one folder, by UID. Those between them that are for others stay: when
   * requests of several folders come again, each alone would wait for its own answer.
   */
  private Map<Long, Request> take() {
    Map<Long, Request> batch = new TreeMap<>();
    Request first = queue.getFirst();
    long bytes = 0;
    Iterator<Request> requests = queue.iterator();
    while (requests.hasNext() && batch.size() < (first.alone ? 1 : mostItems)) {
      Request next = requests.next();
      boolean fits = batch.isEmpty() || (!next.alone && isFor(next, first, batch));
      if (fits && !batch.isEmpty() && bytes + next.item.size() > mostBytes) {
        break;
      }
      if (fits) {
        requests.remove();
        batch.put(next.uid, next);
        bytes += next.item.size();
        queuedBytes -= next.item.size();
      }
    }
    return batch;
  }

  private static boolean isFor(Request next, Request first, Map<Long, Request> batch) {
    return next.item.folder().equals(first.item.folder()) && !batch.containsKey(next.uid);
  }

  private void send(Map<Long, Request> batch) {
    FolderPath folder = batch.values().iterator().next().item.folder();
    long[] uids = batch.keySet().stream().mapToLong(Long::longValue).toArray();
    UidFetchContentsCommand command =
        new UidFetchContentsCommand(
            folder.toString(), uids, (uid, content) -> deliver(batch.get(uid), content));
    command.onEnd((rest, failure) -> ended(batch, rest, failure));
    try {
      traffic.admit(uids.length, batch.values().stream().mapToLong(r -> r.item.size()).sum());
      folders.submit(folder, command);
    } catch (StoreException e) {
      command.lost(e);
    }
  }

  private void deliver(Request request, Optional<Content> content) {
    if (content.isEmpty()) {
      request.future.completeExceptionally(vanished(request));
    } else if (isOfItem(request, content.get().size())) {
      request.future.complete(content.get());
    } else if (request.doubted.isEmpty()) {
      OptionalInt size = OptionalInt.of(content.get().size());
      add(new Request(request.item, request.uid, true, size, request.postponed, request.future));
    } else {
      request.future.completeExceptionally(
          new PermanentException(
              Problem.UNREADABLE,
              "The message %s came with %d bytes, then with %d, and was listed with %d: look at it there"
                  .formatted(
                      name(request),
                      request.doubted.getAsInt(),
                      content.get().size(),
                      request.item.size())));
    }
  }

  /**
   * A content of another size than was listed may be that of another message, so it is asked for
   * once more. The same size again tells that the server only estimates sizes.
   */
  private boolean isOfItem(Request request, int size) {
    if (request.item.size() == 0 || request.item.size() == size) {
      return true;
    }
    if (request.doubted.equals(OptionalInt.of(size))) {
      sizesAreEstimates = true;
    }
    return sizesAreEstimates;
  }

  private void ended(
      Map<Long, Request> batch, UidFetchContentsCommand.Rest rest, Throwable failure) {
    synchronized (state) {
      inFlight--;
      waiting = false;
      state.notifyAll();
    }
    if (failure instanceof TransientException passing
        && (passing.throttled() || traffic.paused())) {
      batch.values().stream().filter(request -> !request.future.isDone()).forEach(this::add);
      return;
    }
    if (failure != null) {
      Throwable reason =
          failure instanceof StoreException
              ? failure
              : new FatalException("Reading failed: " + failure, failure);
      batch.values().forEach(request -> request.future.completeExceptionally(reason));
      return;
    }
    if (rest.uids().size() < batch.size()) {
      traffic.wentWell();
    }
    for (long uid : rest.uids()) {
      unanswered(batch.get(uid), batch.size() == 1, rest.refusal());
    }
  }

  /** A refusal may be about one message only, so each of a refused batch is tried alone. */
  private void unanswered(Request request, boolean alone, Optional<ResponseText> refusal) {
    if (refusal.isEmpty() || refusal.get().code().equals("EXPUNGEISSUED")) {
      request.future.completeExceptionally(vanished(request));
    } else if (refusal.get().throttled()) {
      postpone(request, refusal.get());
    } else if (alone) {
      request.future.completeExceptionally(
          refusal
              .get()
              .refusal(Problem.UNREADABLE, "Reading " + name(request) + " at " + folders.server()));
    } else {
      add(request.byItself());
    }
  }

  /** The pause is kept before the next batch, whatever is in it. */
  private void postpone(Request request, ResponseText refusal) {
    Postponed again = request.postponed.again(traffic.progress());
    if (again.tooOften()) {
      request.future.completeExceptionally(
          new PermanentException(
              Problem.UNREADABLE,
              "Reading %s at %s: the server asked %d times to wait, but gave other messages: %s"
                  .formatted(name(request), folders.server(), again.times(), refusal)));
    } else {
      add(request.later(again));
    }
  }

  private static VanishedException vanished(Request request) {
    return new VanishedException(
        "The message " + name(request) + " is not there any more: it was deleted or moved");
  }

  private static String name(Request request) {
    return "UID " + request.uid + " in " + request.item.folder();
  }
}
