package io.mailtrek.adopt;

import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.ledger.KnownCopies;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.UnsupportedException;
import io.mailtrek.store.VanishedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Finds copies of the items of one source folder in the destination folder that they go to, whoever
 * put them there, and records them in the ledger. The destination folder is listed once.
 *
 * <p>What the destination calls the copy of an item is it, see {@link
 * DestinationSession#nameOfCopy}. A message with the Message-ID, date and size of an item is its
 * copy. Whatever else may be one is read and compared, see {@link Likeness}; at a server that
 * writes messages anew, by their parts; an item without a Message-ID needs the same bytes, but for
 * the {@link MbsyncMark}. When in doubt there is no copy. Each message answers for one item only,
 * and for none if the ledger knows it as the copy of another one. Safe for use by many threads.
 */
public final class Adoption {
  /** So many messages with the Message-ID of an item are compared with it. */
  private static final int COMPARED = 20;

  private static final long READ_TOGETHER = 1 << 20;

  /** What stands for the hash of a message that is not there any more or can't be read. */
  private static final long UNREADABLE = 1;

  private final SourceSession contents;
  private final DestinationFolder folder;
  private final Function<Trace, Optional<String>> names;
  private final String validity;
  private final CopyIndex index;
  private final KnownCopies known;
  private final AdoptionRecord record;

  /** What is a copy, the surest first. */
  private final List<Likeness> wanted;

  private Adoption(
      SourceSession contents,
      DestinationFolder folder,
      Function<Trace, Optional<String>> names,
      String validity,
      CopyIndex index,
      KnownCopies known,
      AdoptionRecord record,
      List<Likeness> wanted) {
    this.wanted = wanted;
    this.contents = contents;
    this.folder = folder;
    this.names = names;
    this.validity = validity;
    this.index = index;
    this.known = known;
    this.record = record;
  }

  /**
   * Lists a destination folder. For the thread that lists the source.
   *
   * @param destination the session that items are delivered by
   * @param from the source folder
   * @param ledger of the source folder
   * @param elsewhere the source folders whose items go to other folders than this one
   */
  public static Adoption begin(
      MailboxRun run,
      DestinationSession destination,
      DestinationFolder folder,
      FolderPath from,
      FolderLedger ledger,
      Set<Place> elsewhere)
      throws StoreException, InterruptedException {
    SourceSession contents = run.retry(destination::contents);
    SourceFolder place =
        new SourceFolder(
            folder.path(), folder.itemType(), FolderRole.NONE, false, true, Optional.empty());
    Listing listing =
        run.retry(
            () ->
                contents.list(
                    place, Optional.empty(), () -> KnownItems.NONE, new ListOptions(false, true)));
    CopyIndex index = new CopyIndex(listing.state().count());
    List<Item> page = run.retry(listing::next);
    while (!page.isEmpty() && run.mayGoOn()) {
      for (Item item : page) {
        Trace trace = Trace.listed(item);
        index.add(
            Long.parseLong(item.key().value()),
            item.size(),
            Marks.of(trace),
            trace.messageId().isPresent());
      }
      page = run.retry(listing::next);
    }
    String validity = listing.state().validity();
    KnownCopies known = run.ledger().copies(folder, validity, elsewhere);
    leaveOutUnidentified(index, known);
    List<Likeness> wanted =
        destination.rewritesMessages()
            ? List.of(Likeness.SAME, Likeness.HOLDS_ALL, Likeness.SAME_PARTS)
            : List.of(Likeness.SAME, Likeness.HOLDS_ALL);
    return new Adoption(
        contents,
        folder,
        trace -> destination.nameOfCopy(folder, from, trace),
        validity,
        index,
        known,
        new AdoptionRecord(ledger),
        wanted);
  }

  /** Of copies without a key, those that have no Message-ID can't be told from other messages. */
  private static void leaveOutUnidentified(CopyIndex index, KnownCopies known) {
    long[] fingerprints = known.unidentified().toArray();
    for (long fingerprint : fingerprints) {
      IntStream.of(index.with(fingerprint)).limit(1).forEach(index::discard);
    }
    if (fingerprints.length > 0) {
      index.discardNameless();
    }
  }

  /**
   * Looks for the copy of an item, and records it.
   *
   * @param trace of what would be delivered; its hash need not be known
   * @param delivery what would be delivered; asked for only when it has to be compared
   * @return completes when the record is durable; empty when there is no copy; or exceptionally
   *     with a {@link StoreException}
   */
  public CompletionStage<Optional<Delivered>> find(
      Trace trace, Supplier<CompletionStage<Delivery>> delivery) {
    Optional<String> name = names.apply(trace);
    if (name.isPresent()) {
      for (int slot : index.with(Marks.ofName(name.get()))) {
        if (claim(slot)) {
          return adopt(trace, slot);
        }
      }
    }
    Marks marks = Marks.of(trace);
    if (trace.messageId().isEmpty()) {
      int[] candidates =
          LongStream.of(
                  marks.first(), Marks.ofSize(trace.size() + MbsyncMark.BYTES), marks.second())
              .flatMap(mark -> IntStream.of(index.with(mark)).asLongStream())
              .mapToInt(Math::toIntExact)
              .distinct()
              .toArray();
      return candidates.length == 0
          ? none()
          : delivery.get().thenCompose(nameless -> compareHashes(nameless, candidates));
    }
    for (int slot : index.with(marks.first())) {
      if (claim(slot)) {
        return adopt(trace, slot);
      }
    }
    int[] candidates = IntStream.of(index.with(marks.second())).limit(COMPARED).toArray();
    return candidates.length == 0
        ? none()
        : delivery.get().thenCompose(named -> compare(named, candidates, 0));
  }

  /** Compares with one candidate after the other, some of them read together. */
  private CompletionStage<Optional<Delivered>> compare(
      Delivery delivery, int[] candidates, int from) {
    int to = together(candidates, from);
    if (to == from) {
      return none();
    }
    return read(candidates, from, to)
        .thenCompose(
            read -> {
              for (Likeness likeness : wanted) {
                for (Copy copy : read) {
                  if (copy.is(likeness, delivery.content()) && claim(copy.slot())) {
                    return adopt(delivery.trace(), copy.slot());
                  }
                }
              }
              return compare(delivery, candidates, to);
            });
  }

  /** There may be many candidates, but none is read twice: their hashes are kept. */
  private CompletionStage<Optional<Delivered>> compareHashes(Delivery delivery, int[] candidates) {
    long wanted = hash(delivery.content());
    for (int slot : candidates) {
      if (index.hash(slot) == wanted && claim(slot)) {
        return adopt(delivery.trace(), slot);
      }
    }
    int[] unread = IntStream.of(candidates).filter(slot -> index.hash(slot) == 0).toArray();
    int to = together(unread, 0);
    if (to == 0) {
      return none();
    }
    return read(unread, 0, to)
        .thenCompose(
            read -> {
              for (Copy copy : read) {
                index.read(copy.slot(), copy.content().map(Adoption::hash).orElse(UNREADABLE));
              }
              return compareHashes(delivery, candidates);
            });
  }

  /** Never 0, which stands for what was not read, and never {@link #UNREADABLE}. */
  private static long hash(Content content) {
    return Long.parseUnsignedLong(Trace.hash(MbsyncMark.removed(content)), 0, 16, 16) | 2;
  }

  private int together(int[] candidates, int from) {
    long bytes = 0;
    int to = from;
    while (to < candidates.length && (to == from || bytes < READ_TOGETHER)) {
      bytes += index.size(candidates[to++]);
    }
    return to;
  }

  /** A message at the destination; without its content where that can't be read. */
  private record Copy(int slot, Optional<Content> content) {

    boolean is(Likeness wanted, Content message) {
      return content.filter(other -> Likeness.of(message, other) == wanted).isPresent();
    }
  }

  private CompletionStage<List<Copy>> read(int[] candidates, int from, int to) {
    List<CompletableFuture<Copy>> reads = new ArrayList<>();
    for (int i = from; i < to; i++) {
      reads.add(read(candidates[i]));
    }
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenApply(all -> reads.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<Copy> read(int slot) {
    Item item =
        new Item(
            folder.path(),
            folder.itemType(),
            ItemKey.of(index.key(slot)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            index.size(slot),
            Set.of(),
            Set.of());
    return contents
        .read(item)
        .handle(
            (content, failure) -> {
              if (failure == null) {
                return new Copy(slot, Optional.of(content));
              }
              if (failure instanceof VanishedException
                  || failure instanceof UnsupportedException
                  || failure instanceof PermanentException) {
                return new Copy(slot, Optional.empty());
              }
              throw new CompletionException(failure);
            })
        .toCompletableFuture();
  }

  private boolean claim(int slot) {
    boolean claimed = known.claim(index.key(slot));
    index.discard(slot);
    return claimed;
  }

  private CompletionStage<Optional<Delivered>> adopt(Trace trace, int slot) {
    return record
        .add(trace, new Delivered(validity + ":" + index.key(slot), true, 0))
        .thenApply(Optional::of);
  }

  private static CompletionStage<Optional<Delivered>> none() {
    return CompletableFuture.completedStage(Optional.empty());
  }
}
