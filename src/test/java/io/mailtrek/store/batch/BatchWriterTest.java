package io.mailtrek.store.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Waits;
import io.mailtrek.store.limit.ManualTime;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.SessionTraffic;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The crash rule with a server that a test drives. */
class BatchWriterTest {
  private static final DestinationFolder TARGET =
      new DestinationFolder(FolderPath.of("Target"), ItemType.MAIL, false);

  /** Items of opposite numbers are equal. */
  private static final int TWIN = 7;

  private static final Optional<Duration> NO_TIME = Optional.of(Duration.ZERO);

  private final TransientException noAnswer = new TransientException("No answer", null);
  private final FatalException full = new FatalException("The mailbox is full");
  private final ManualTime time = new ManualTime();
  private final AtomicLong passed = new AtomicLong();
  private final Waits waits = new Waits(Waits.PATIENCE);
  private final MemoryJournal journal = new MemoryJournal();

  /** What the server has, what it does not answer to, and what it was asked. */
  private final Set<Integer> there = new HashSet<>();

  private final Set<Integer> silent = new HashSet<>();
  private final Map<Integer, Runnable> whileSent = new HashMap<>();
  private final List<Integer> sent = new ArrayList<>();
  private final List<Integer> lookedFor = new ArrayList<>();
  private final List<Long> lookedAt = new ArrayList<>();
  private Optional<StoreException> brokenAfterFirst = Optional.empty();
  private Optional<StoreException> blind = Optional.empty();

  private BatchWriter writer = session(NO_TIME);

  @Test
  void whatArrivesAfterTheFirstLookIsNotSentAgain() throws Exception {
    silent.add(2);
    List<Waiting> batch = write(1, 2, 3);
    assertFalse(delivered(batch.get(0)).adopted());
    assertSame(noAnswer, failure(batch.get(1)));
    assertFalse(delivered(batch.get(2)).adopted());
    assertEquals(List.of(List.of(2)), inDoubt());

    there.add(2);
    assertTrue(delivered(write(2).get(0)).adopted());
    assertEquals(List.of(), inDoubt());
    assertEquals(List.of(1, 2, 3), sent);
    assertEquals(List.of(2, 2), lookedFor, "what was answered is not looked for");
  }

  @Test
  void norInTheNextSession() throws Exception {
    silent.add(2);
    write(1, 2, 3);
    there.add(2);
    writer = session(NO_TIME);
    assertEquals(List.of(), inDoubt());
    assertTrue(delivered(write(2).get(0)).adopted());
    assertEquals(List.of(1, 2, 3), sent);
  }

  @Test
  void whatTheFirstLookFindsIsDelivered() throws Exception {
    silent.addAll(List.of(1, 2));
    there.addAll(List.of(1, 2));
    for (Waiting waiting : write(1, 2)) {
      assertTrue(delivered(waiting).adopted());
    }
    assertEquals(List.of(), inDoubt());
  }

  @Test
  void whatDoesNotArriveIsSentAgain() throws Exception {
    silent.add(2);
    write(2);
    assertEquals(List.of(List.of(2)), inDoubt());
    silent.clear();
    assertFalse(delivered(write(2).get(0)).adopted());
    assertEquals(List.of(2, 2), sent);
    assertEquals(List.of(), inDoubt());
  }

  @Test
  void aServerThatTakesAnItemOnceNeedsOneLook() throws Exception {
    writer = session(Optional.empty());
    silent.add(2);
    assertSame(noAnswer, failure(write(1, 2).get(1)));
    assertEquals(List.of(), inDoubt());
    assertEquals(List.of(2), lookedFor);
  }

  /** Its copy could not be told from that of the other. */
  @Test
  void isNotLookedForWhileAnEqualItemIsUnderWay() throws Exception {
    silent.add(TWIN);
    List<Throwable> failures = new ArrayList<>();
    Runnable deliverTwin =
        () -> {
          try {
            failures.add(failure(start(TWIN).get(60, TimeUnit.SECONDS).get(0)));
            start(TWIN).get(60, TimeUnit.SECONDS);
          } catch (ExecutionException e) {
            failures.add(e.getCause());
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        };
    whileSent.put(-TWIN, deliverTwin);
    delivered(write(-TWIN).get(0));
    assertSame(noAnswer, failures.get(0));
    assertEquals(TransientException.class, failures.get(1).getClass());
    assertEquals(List.of(), lookedFor);
    assertEquals(List.of(List.of(TWIN)), inDoubt());

    silent.clear();
    assertFalse(delivered(write(TWIN).get(0)).adopted());
    assertEquals(List.of(TWIN), lookedFor);
  }

  @Test
  void whatWasAnsweredDoesNotWaitForWhatWasLost() throws Exception {
    writer = session(Optional.of(Duration.ofSeconds(1)));
    silent.add(2);
    List<Waiting> batch = batch(1, 2);
    FutureTask<List<Waiting>> writing = start(batch);
    assertFalse(batch.get(0).future().get(60, TimeUnit.SECONDS).adopted());
    assertEquals(1, journal.count());
    assertEquals(List.of(List.of(2)), inDoubt());
    assertFalse(batch.get(1).future().isDone());
    letTimePass(writing);
  }

  @Test
  void othersGoOnMeanwhile() throws Exception {
    silent.add(2);
    write(2);
    delivered(write(3).get(0));
    assertEquals(List.of(List.of(2)), inDoubt());
    assertEquals(List.of(2), lookedFor);
  }

  @Test
  void whatWasAnsweredBeforeTheRestFailedIsSettledByItsAnswer() throws Exception {
    brokenAfterFirst = Optional.of(full);
    List<Waiting> batch = write(1, 2, 3);
    assertFalse(delivered(batch.get(0)).adopted());
    assertSame(full, failure(batch.get(1)));
    assertSame(full, failure(batch.get(2)));
    assertEquals(List.of(List.of(2, 3)), inDoubt());
    assertEquals(List.of(), lookedFor);
  }

  @Test
  void whatCantBeLookedForStaysInDoubt() throws Exception {
    silent.add(2);
    blind = Optional.of(new TransientException("Nobody is there", null));
    assertSame(blind.get(), failure(write(1, 2).get(1)));
    assertEquals(List.of(List.of(2)), inDoubt());
    assertEquals(1, journal.count());
  }

  @Test
  void aServerIsGivenTimeBeforeEachLook() throws Exception {
    writer = session(Optional.of(Duration.ofSeconds(1)));
    silent.add(2);
    List<Waiting> first = letTimePass(start(1, 2));
    assertSame(noAnswer, failure(first.get(1)));
    there.add(2);
    assertTrue(delivered(letTimePass(start(2)).get(0)).adopted());
    assertEquals(2, lookedAt.size());
    assertTrue(lookedAt.get(0) >= 1000, lookedAt::toString);
    assertTrue(lookedAt.get(1) >= lookedAt.get(0) + 1000, lookedAt::toString);
  }

  @Test
  void aStopEndsThatTimeAndLeavesTheDoubt() throws Exception {
    writer = session(Optional.of(Duration.ofSeconds(1)));
    silent.add(2);
    FutureTask<List<Waiting>> writing = start(1, 2);
    waits.stop();
    List<Waiting> batch = writing.get(60, TimeUnit.SECONDS);
    assertFalse(delivered(batch.get(0)).adopted());
    assertEquals(StoppedException.class, failure(batch.get(1)).getClass());
    assertEquals(List.of(List.of(2)), inDoubt());
    assertEquals(List.of(), lookedFor);
  }

  @Test
  void anErrorOfTheJvmLeavesTheRestInDoubt() throws Exception {
    whileSent.put(
        2,
        () -> {
          throw new OutOfMemoryError("by the test");
        });
    List<Waiting> batch = write(1, 2, 3);
    assertFalse(delivered(batch.get(0)).adopted());
    assertEquals(FatalException.class, failure(batch.get(1)).getClass());
    assertEquals(FatalException.class, failure(batch.get(2)).getClass());
    assertEquals(List.of(List.of(2, 3)), inDoubt());
  }

  /** Where nobody learnt it, the mailbox would wait for ever. */
  @Test
  void anErrorOfTheJvmIsToldToWhoWaits() throws Exception {
    DeliveryJournal broken =
        (DeliveryJournal)
            Proxy.newProxyInstance(
                DeliveryJournal.class.getClassLoader(),
                new Class<?>[] {DeliveryJournal.class},
                (proxy, method, arguments) -> {
                  throw new OutOfMemoryError("by the test");
                });
    SessionTraffic traffic =
        time.traffic("destination", ServerLimits.NONE).session("anna", waits, false);
    BatchWriter unable =
        new BatchWriter(this::send, broken, new Doubts(new Copies(), broken, traffic, NO_TIME));
    try (DeliveryQueue queue =
        new DeliveryQueue("test", new Limits(1, 1, 10, 1000), unable, () -> noAnswer)) {
      ExecutionException e =
          assertThrows(
              ExecutionException.class,
              () ->
                  queue
                      .deliver(TARGET, delivery(1))
                      .toCompletableFuture()
                      .get(60, TimeUnit.SECONDS));
      assertEquals(FatalException.class, e.getCause().getClass());
    }
  }

  private BatchWriter session(Optional<Duration> grace) {
    SessionTraffic traffic =
        time.traffic("destination", ServerLimits.NONE).session("anna", waits, false);
    Doubts doubts = new Doubts(new Copies(), journal, traffic, grace);
    try {
      doubts.settle();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
    return new BatchWriter(this::send, journal, doubts);
  }

  private void send(DestinationFolder folder, List<Delivery> batch, Results results)
      throws StoreException {
    for (Delivery delivery : batch) {
      int number = number(delivery.item().key());
      sent.add(number);
      whileSent.getOrDefault(number, () -> {}).run();
      if (silent.contains(number)) {
        results.lost(delivery, noAnswer);
        continue;
      }
      there.add(number);
      results.delivered(delivery, new Delivered("copy " + number, false, 0));
      if (brokenAfterFirst.isPresent()) {
        throw brokenAfterFirst.get();
      }
    }
  }

  private final class Copies implements CopyFinder {
    @Override
    public boolean owns(Intent intent) {
      return true;
    }

    @Override
    public Map<ItemKey, Delivered> find(
        DestinationFolder folder, FolderPath from, List<Trace> traces) throws StoreException {
      if (blind.isPresent()) {
        throw blind.get();
      }
      Map<ItemKey, Delivered> found = new HashMap<>();
      for (Trace trace : traces) {
        lookedFor.add(number(trace.key()));
        lookedAt.add(passed.get());
        if (there.contains(number(trace.key()))) {
          found.put(trace.key(), new Delivered("copy", true, 0));
        }
      }
      return found;
    }
  }

  private List<Waiting> write(int... numbers) throws StoreException {
    List<Waiting> batch = batch(numbers);
    writer.write(batch);
    return batch;
  }

  private FutureTask<List<Waiting>> start(int... numbers) {
    return start(batch(numbers));
  }

  private FutureTask<List<Waiting>> start(List<Waiting> batch) {
    FutureTask<List<Waiting>> writing =
        new FutureTask<>(
            () -> {
              writer.write(batch);
              return batch;
            });
    new Thread(writing).start();
    return writing;
  }

  private static List<Waiting> batch(int... numbers) {
    return IntStream.of(numbers).mapToObj(number -> new Waiting(TARGET, delivery(number))).toList();
  }

  private List<Waiting> letTimePass(FutureTask<List<Waiting>> writing) throws Exception {
    while (true) {
      try {
        return writing.get(10, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        passed.addAndGet(100);
        time.advance(Duration.ofMillis(100));
      }
    }
  }

  private static Delivery delivery(int number) {
    String text = "Message-ID: <" + Math.abs(number) + "@old.example>\r\n\r\n";
    Content content = Content.of(text.getBytes(StandardCharsets.US_ASCII));
    Item item =
        new Item(
            FolderPath.of("Source"),
            ItemType.MAIL,
            ItemKey.of(number),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            Set.of(),
            Set.of());
    return new Delivery(item, Trace.of(item, content), content);
  }

  private List<List<Integer>> inDoubt() {
    return journal.inDoubt().stream()
        .map(intent -> intent.traces().stream().map(trace -> number(trace.key())).toList())
        .toList();
  }

  private static int number(ItemKey key) {
    return Integer.parseInt(key.value());
  }

  private static Delivered delivered(Waiting waiting) throws Exception {
    return waiting.future().get(0, TimeUnit.SECONDS);
  }

  private static Throwable failure(Waiting waiting) throws Exception {
    try {
      delivered(waiting);
    } catch (ExecutionException e) {
      return e.getCause();
    }
    throw new AssertionError("It was delivered");
  }
}
