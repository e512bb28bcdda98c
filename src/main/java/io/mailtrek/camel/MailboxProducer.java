package io.mailtrek.camel;

import io.mailtrek.adopt.Adoption;
import io.mailtrek.convert.Conversion;
import io.mailtrek.convert.Recipients;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.SideClock.Side;
import io.mailtrek.repair.RepairLadder;
import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.dav.RecipientMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Delivers items. It asks the source for the content, queues it at the destination, and calls back
 * when the server has confirmed that item. Both sides batch what waits, so a thousand exchanges may
 * be here at once.
 *
 * <p>In a pass that adopts, an item whose copy is there already is recorded instead, see {@link
 * Adoption}.
 *
 * <p>A body that a step of the route replaced is delivered in place of the source's content.
 */
class MailboxProducer extends DefaultAsyncProducer {

  MailboxProducer(MailboxEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      Transfer transfer = transfer(exchange);
      if (transfer.run().fatal().isPresent()) {
        // Whatever is delivered again and again would keep a mailbox that has failed from ending.
        throw transfer.run().fatal().get();
      }
      inTime(exchange, transfer)
          .whenComplete(
              (delivered, failure) -> {
                try {
                  if (failure == null) {
                    exchange.setProperty(MailboxConstants.DELIVERED, delivered);
                  } else {
                    Throwable cause = cause(failure);
                    exchange.setException(cause);
                    exchange.setProperty(MailboxConstants.UNDELIVERED, cause);
                    failed(transfer, cause);
                  }
                } finally {
                  callback.done(false);
                }
              });
      return false;
    } catch (Exception | Error e) {
      // An error that left here would leave the item in flight for ever.
      exchange.setException(e);
      callback.done(true);
      return true;
    }
  }

  private static Transfer transfer(Exchange exchange) throws CamelExchangeException {
    Transfer transfer = exchange.getProperty(MailboxConstants.TRANSFER, Transfer.class);
    if (transfer == null) {
      throw new CamelExchangeException(
          "mailbox:destination delivers items of a route that begins with mailbox:source.",
          exchange);
    }
    return transfer;
  }

  /** A try that follows a failure waits first, and is given up when the mailbox pass ends. */
  private static CompletionStage<Delivered> inTime(Exchange exchange, Transfer transfer) {
    Duration wait =
        (Duration)
            Optional.ofNullable(exchange.removeProperty(MailboxConstants.WAIT))
                .orElse(Duration.ZERO);
    if (wait.isZero()) {
      return delivered(exchange, transfer);
    }
    MailboxRun run = transfer.run();
    return run.later(wait)
        .thenCompose(
            over ->
                run.mayGoOn()
                    ? delivered(exchange, transfer)
                    : CompletableFuture.failedStage(givenUp(run)));
  }

  private static StoreException givenUp(MailboxRun run) {
    return run.fatal()
        .map(StoreException.class::cast)
        .orElseGet(() -> new StoppedException("The item waited to be tried again"));
  }

  private static CompletionStage<Delivered> delivered(Exchange exchange, Transfer transfer) {
    Optional<Adoption> adoption = transfer.folder().adoption();
    return adoption.isEmpty()
        ? delivery(exchange, transfer).thenCompose(delivery -> deliver(transfer, delivery))
        : transfer
            .run()
            .sides()
            .until(Side.DESTINATION, found(exchange, transfer, adoption.get()))
            .thenCompose(
                copy ->
                    copy.isPresent()
                        ? CompletableFuture.completedStage(copy.get())
                        : delivery(exchange, transfer)
                            .thenCompose(delivery -> deliver(transfer, delivery)));
  }

  /** A body that was not replaced need not be read to be looked for. */
  private static CompletionStage<Optional<Delivered>> found(
      Exchange exchange, Transfer transfer, Adoption adoption) {
    return exchange.getMessage().getBody() == transfer
            && transfer.form().isEmpty()
            && transfer.item().type() == transfer.folder().destination().itemType()
        ? adoption.find(Trace.listed(transfer.item()), () -> delivery(exchange, transfer))
        : delivery(exchange, transfer)
            .thenCompose(
                delivery ->
                    adoption.find(
                        delivery.trace(), () -> CompletableFuture.completedStage(delivery)));
  }

  private static CompletionStage<Delivered> deliver(Transfer transfer, Delivery item) {
    long queued = System.nanoTime();
    FolderRun folder = transfer.folder();
    CompletionStage<Delivered> delivery =
        folder.lane().destination().deliver(folder.destination(), item);
    return transfer
        .run()
        .sides()
        .until(Side.DESTINATION, delivery)
        .thenApply(
            delivered -> {
              transfer.run().meter().written(System.nanoTime() - queued);
              return delivered;
            });
  }

  private static CompletionStage<Delivery> delivery(Exchange exchange, Transfer transfer) {
    return transfer
        .content()
        .thenApply(
            original -> {
              Content wanted =
                  transfer
                      .form()
                      .map(RepairLadder::content)
                      .orElseGet(() -> body(exchange, transfer, original));
              return inFormOfFolder(transfer, original, wanted);
            });
  }

  private static Content body(Exchange exchange, Transfer transfer, Content original) {
    return exchange.getMessage().getBody() == transfer
        ? original
        : Content.of(exchange.getMessage().getBody(byte[].class));
  }

  private static Delivery inFormOfFolder(Transfer transfer, Content original, Content wanted) {
    Item item = transfer.item();
    DestinationFolder folder = transfer.folder().destination();
    Content content;
    try {
      content =
          Conversion.of(item, wanted, folder.itemType(), transfer.run().mailbox().destination());
    } catch (PermanentException e) {
      throw new CompletionException(e);
    }
    boolean converted = content != wanted;
    RecipientMapping.Mapped mapped =
        Recipients.of(
            transfer.run().options().recipients(),
            folder.itemType(),
            transfer.run().mailbox().source(),
            content);
    content = mapped.content();
    if (content == original) {
      return new Delivery(item, Trace.of(item, original), original);
    }
    if (mapped.changes() > 0) {
      transfer.mapped(mapped.changes());
    }
    return new Delivery(
        converted && folder.itemType() == ItemType.MAIL ? Conversion.read(item) : item,
        Trace.of(item, content).insteadOf(Trace.of(item, original)),
        content);
  }

  /** A server that is busy or out of reach gets less at once. */
  private static void failed(Transfer transfer, Throwable cause) {
    transfer.run().meter().attemptFailed(cause);
    if (cause instanceof TransientException) {
      transfer.folder().lane().share().refused();
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
