package io.mailtrek.store.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.VanishedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ItemReaderTest {
  private static final String ODD = "odd";

  /** What goes wrong with a batch that has the odd one. */
  private interface Fault {
    void raise() throws StoreException;
  }

  /** Where nobody learnt it, the mailbox would wait for ever. */
  @Test
  void anItemThatIsTooLargeForTheMemoryFailsAlone() throws Exception {
    assertFailsAlone(
        PermanentException.class,
        () -> {
          throw new OutOfMemoryError("by the test");
        });
  }

  @Test
  void anItemThatIsGoneVanishesAlone() throws Exception {
    assertFailsAlone(
        VanishedException.class,
        () -> {
          throw new VanishedException("by the test");
        });
  }

  private static void assertFailsAlone(Class<? extends StoreException> as, Fault fault)
      throws Exception {
    CountDownLatch queued = new CountDownLatch(1);
    ContentKind kind = new Batches(queued, fault);
    ItemReader reader = new ItemReader("anna", item -> kind);
    List<CompletableFuture<Content>> others = new ArrayList<>();
    for (String id : List.of("1", "2", "3", "4")) {
      others.add(reader.read(item(id), id));
    }
    CompletableFuture<Content> odd = reader.read(item(ODD), ODD);
    others.add(reader.read(item("5"), "5"));
    queued.countDown();
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> odd.get(60, TimeUnit.SECONDS));
    assertEquals(as, e.getCause().getClass());
    for (CompletableFuture<Content> other : others) {
      assertEquals(1, other.get(60, TimeUnit.SECONDS).size());
    }
    reader.close();
  }

  private record Batches(CountDownLatch begin, Fault fault) implements ContentKind {
    @Override
    public int most() {
      return 10;
    }

    @Override
    public void read(List<ReadRequest> requests) throws StoreException {
      try {
        begin.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (ReadRequest.ids(requests).contains(ODD)) {
        fault.raise();
      }
      requests.forEach(request -> request.complete(Content.of(request.id().getBytes(US_ASCII))));
    }
  }

  private static Item item(String key) {
    return new Item(
        FolderPath.of("Work"),
        ItemType.MAIL,
        new ItemKey(key),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        Set.of(),
        Set.of());
  }
}
