package io.mailtrek.camel;

import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.pass.Tally;
import io.mailtrek.repair.RepairLadder;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Item;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.UnsupportedException;
import io.mailtrek.store.VanishedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One item on its way through a route: the body of its exchange. The content is read from the
 * source when somebody first asks for it; Camel's type converters give it as a stream, bytes, text
 * or a MIME message. Safe for use by many threads.
 */
public final class Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

  private final FolderRun folder;
  private final Item item;
  private CompletableFuture<Content> content;
  private final AtomicBoolean mapped = new AtomicBoolean();
  private Optional<RepairLadder> form = Optional.empty();

  Transfer(FolderRun folder, Item item) {
    this.folder = folder;
    this.item = item;
  }

  /** An item that came with its content. */
  Transfer(FolderRun folder, Item item, Content content) {
    this(folder, item);
    this.content = CompletableFuture.completedFuture(content);
  }

  /** The item, without its content. */
  public Item item() {
    return item;
  }

  /** The content, if it was read already. */
  synchronized Optional<Content> contentSoFar() {
    return content == null || !content.isDone() || content.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(content.join());
  }

  /**
   * The content. A read that failed is tried again by the next call.
   *
   * @return completes with the content, or exceptionally with a {@link
   *     io.mailtrek.store.StoreException}
   */
  public synchronized CompletionStage<Content> content() {
    if (content == null || content.isCompletedExceptionally()) {
      long asked = System.nanoTime();
      content =
          run()
              .sides()
              .until(Side.SOURCE, folder.lane().source().read(item))
              .thenApply(
                  read -> {
                    run().meter().read(System.nanoTime() - asked);
                    return read;
                  })
              .toCompletableFuture();
    }
    return content;
  }

  /** The pass that wants the item: a retry only tries again what another one wanted. */
  PassRecord asked() {
    return folder.asked(item.key());
  }

  /** Another form than the source has, which the destination may take; empty for none. */
  synchronized Optional<RepairLadder> form() {
    return form;
  }

  /** From now on the item is delivered in another form. */
  synchronized void form(RepairLadder other) {
    form = Optional.of(other);
  }

  /** Counts addresses that were changed in what is delivered, once for all tries. */
  void mapped(int addresses) {
    if (mapped.compareAndSet(false, true)) {
      run().recipientsMapped(addresses);
    }
  }

  FolderRun folder() {
    return folder;
  }

  MailboxRun run() {
    return folder.run();
  }

  /** The key of the item in the whole project. */
  String key() {
    return folder.keyPrefix() + item.key();
  }

  /** Counts the item as held back before it entered the route. */
  void leftOut(String filter) {
    folder.tally().filtered(filter, 1);
  }

  /** Counts what became of the item, by what its exchange left behind at the end of the route. */
  void ended(Exchange exchange) {
    Tally tally = folder.tally();
    Delivered delivered = exchange.getProperty(MailboxConstants.DELIVERED, Delivered.class);
    if (delivered != null) {
      tally.delivered(delivered, item.size());
      if (!delivered.losses().isEmpty() && form().isEmpty()) {
        String losses = "left behind: " + String.join("; ", delivered.losses());
        folder.ledger().repairing(item.key(), losses.replace(',', ';'), Optional.empty());
      }
    } else if (exchange.getException() != null) {
      failed(exchange.getException());
    } else if (exchange.getProperty(ExchangePropertyKey.DUPLICATE_MESSAGE) != null) {
      tally.alreadyMigrated(1);
    } else {
      run().outcomes().filtered(tally, item, FilterMarks.filterOf(exchange));
    }
    folder.ended();
  }

  /** An item whose wait was ended with the run is in no count: the next pass begins with it. */
  private void failed(Throwable cause) {
    if (cause instanceof FatalException fatal) {
      run().fail(fatal);
    } else if (cause instanceof TransientException lasting) {
      // Redelivery has used up its attempts: the server is down or busy, which is no item's fault.
      folder.lane().failed(lasting);
    } else if (cause instanceof VanishedException) {
      run().outcomes().skipped(folder.tally(), item, "vanished");
    } else if (cause instanceof UnsupportedException unsupported) {
      LOG.info("{} is left where it is: {}", this, unsupported.getMessage());
      run().outcomes().skipped(folder.tally(), item, "unsupported " + unsupported.kind());
    } else if (!(cause instanceof StoppedException)) {
      LOG.warn("{} was not migrated{}: {}", this, subject(), String.valueOf(cause.getMessage()));
      ItemFailure.record(this, cause);
    }
  }

  /** For the log, where the user wants it and the content was read. */
  private synchronized String subject() {
    boolean read = content != null && content.isDone() && !content.isCompletedExceptionally();
    return read && run().options().logSubjects()
        ? " (subject: " + Subject.of(content.join()).orElse("none") + ")"
        : "";
  }

  @Override
  public String toString() {
    return item.type().word() + " " + item.key() + " in " + item.folder();
  }
}
