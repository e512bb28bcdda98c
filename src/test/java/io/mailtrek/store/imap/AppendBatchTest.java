package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.Content;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.TransientException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AppendBatchTest {
  private static final int ROUNDS = 200;
  private static final int COMMANDS = 4_000;

  /** Those that were written end on the thread that reads, the others on the one that writes. */
  @Test
  void endsOnceWhenTwoThreadsEndItsCommands() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      AtomicInteger ends = new AtomicInteger();
      for (int round = 1; round <= ROUNDS; round++) {
        List<AppendCommand> commands = commands(ends);
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<Void>> halves =
            List.of(
                () -> lose(start, commands.subList(0, COMMANDS / 2)),
                () -> lose(start, commands.subList(COMMANDS / 2, COMMANDS)));
        for (Future<Void> half : threads.invokeAll(halves)) {
          half.get();
        }
        assertEquals(round, ends.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void lose(CyclicBarrier start, List<AppendCommand> commands) throws Exception {
    start.await();
    TransientException gone = new TransientException("gone", null);
    commands.forEach(command -> command.lost(gone));
    return null;
  }

  private static List<AppendCommand> commands(AtomicInteger ends) {
    FolderPath path = FolderPath.of("Target");
    DestinationFolder folder = new DestinationFolder(path, ItemType.MAIL, false);
    Intent intent = new Intent(1, path, folder, new FolderState("7", "10", 9), List.of());
    AppendBatch.End end =
        new AppendBatch.End() {
          @Override
          public void answered(AppendBatch batch) {
            throw new AssertionError("nothing was answered");
          }

          @Override
          public void lost(AppendBatch batch, Throwable reason) {
            ends.incrementAndGet();
          }
        };
    AppendCommand.Message message =
        new AppendCommand.Message("", Optional.empty(), Content.of(new byte[1]));
    return new AppendBatch(intent, List.of(), List.of(), end)
        .commands("Target", Collections.nCopies(COMMANDS, message), false);
  }
}
