package io.mailtrek.bench;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.MemoryJournal;
import io.mailtrek.store.Secret;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.imap.ImapStore;
import io.mailtrek.store.imap.ImapUri;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies one mailbox from one IMAP server to another with nothing but the store, and prints how
 * long it took: {@code ImapCopy SOURCE-URI DESTINATION-URI USER PASSWORD}.
 */
public final class ImapCopy {
  private static final int WINDOW = 2000;
  private static final int WINDOW_KB = 32 << 10;

  private final Semaphore items = new Semaphore(WINDOW);
  private final Semaphore kilobytes = new Semaphore(WINDOW_KB);
  private final AtomicLong copied = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private ImapCopy() {}

  /** Copies and prints one line. */
  public static void main(String[] args) throws StoreException {
    Login login = new Login(args[2], new Secret(args[3]), Optional.empty());
    MemoryJournal journal = new MemoryJournal();
    ImapCopy copy = new ImapCopy();
    long start = System.nanoTime();
    try (SourceSession source = ImapStore.of(ImapUri.parse(args[0])).openSource(login);
        DestinationSession destination =
            ImapStore.of(ImapUri.parse(args[1])).openDestination(login, journal)) {
      Map<SourceFolder, DestinationFolder> targets = new LinkedHashMap<>();
      for (SourceFolder folder : source.folders()) {
        targets.put(folder, destination.ensureFolder(folder, folder.path(), false));
      }
      for (Map.Entry<SourceFolder, DestinationFolder> each : targets.entrySet()) {
        copy.folder(source, destination, each.getKey(), each.getValue());
      }
      copy.items.acquireUninterruptibly(WINDOW);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double up = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    double cpu =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime()
            / 1e9;
    System.out.printf(
        "%d messages, %d failed, %.1f MB in %.2f s (process %.2f s): %.0f/s, CPU %.2f s, %d batches%n",
        copy.copied.get(),
        copy.failed.get(),
        copy.bytes.get() / 1e6,
        seconds,
        up,
        copy.copied.get() / seconds,
        cpu,
        journal.batches().size());
  }

  private void folder(
      SourceSession source,
      DestinationSession destination,
      SourceFolder folder,
      DestinationFolder target)
      throws StoreException {
    if (!folder.holdsItems()) {
      return;
    }
    Listing listing =
        source.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
    for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
      page.forEach(item -> item(source, destination, target, item));
    }
  }

  private void item(
      SourceSession source, DestinationSession destination, DestinationFolder target, Item item) {
    int weight = (int) Math.min(WINDOW_KB, item.size() / 1024 + 1);
    items.acquireUninterruptibly();
    kilobytes.acquireUninterruptibly(weight);
    var unused =
        source
            .read(item)
            .thenCompose(content -> deliver(destination, target, item, content))
            .whenComplete(
                (delivered, failure) -> {
                  (failure == null ? copied : failed).incrementAndGet();
                  bytes.addAndGet(item.size());
                  kilobytes.release(weight);
                  items.release();
                  if (failure != null) {
                    System.err.println(failure);
                  }
                });
  }

  private static CompletionStage<Delivered> deliver(
      DestinationSession destination, DestinationFolder target, Item item, Content content) {
    return destination.deliver(target, new Delivery(item, Trace.of(item, content), content));
  }
}
