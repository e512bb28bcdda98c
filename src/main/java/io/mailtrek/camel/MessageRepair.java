package io.mailtrek.camel;

import io.mailtrek.repair.Quarantine;
import io.mailtrek.repair.RepairLadder;
import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a message that the destination refused the next form that it may take, see {@link
 * RepairLadder}. To be named as {@code onExceptionOccurred} of an exception clause, where it
 * climbs, and as its {@code retryWhile}, where it tells whether it did.
 *
 * <p>Before a message is offered in another form, its original is kept in quarantine and the repair
 * is recorded; when one of these fails, nothing is repaired.
 */
public final class MessageRepair implements Processor, Predicate {
  private static final Logger LOG = LoggerFactory.getLogger(MessageRepair.class);

  /** Exchange property: the exception after which the message got another form. */
  private static final String CLIMBED = "MailTrekClimbed";

  private final boolean on;

  /**
   * @param on whether messages are repaired at all; what calendars and contacts lack is always
   *     added, as no word of theirs changes by it
   */
  MessageRepair(boolean on) {
    this.on = on;
  }

  @Override
  public boolean matches(Exchange exchange) {
    Object climbed = exchange.getProperty(CLIMBED);
    return climbed != null && climbed == exchange.getException();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    PermanentException refusal = exchange.getException(PermanentException.class);
    boolean ofDelivery = refusal == exchange.getProperty(MailboxConstants.UNDELIVERED);
    if (refusal == null || !ofDelivery || !refusal.problem().mayBeRepaired()) {
      return;
    }
    Transfer transfer = exchange.getProperty(MailboxConstants.TRANSFER, Transfer.class);
    if (!on && transfer.folder().destination().itemType() == ItemType.MAIL) {
      return;
    }
    Optional<RepairLadder> next = next(exchange, transfer);
    if (next.isPresent() && keep(transfer, next.get(), refusal)) {
      transfer.form(next.get());
      exchange.setProperty(CLIMBED, refusal);
      // It is another message now, whose tries begin anew.
      exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 0);
      exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, 0L);
    }
  }

  private static Optional<RepairLadder> next(Exchange exchange, Transfer transfer)
      throws Exception {
    if (transfer.form().isPresent()) {
      return transfer.form().get().next();
    }
    Content sent = sent(exchange, transfer);
    // Nobody here knows what is in the own form of a mail system.
    return sent.opaque() ? Optional.empty() : RepairLadder.of(sent).next();
  }

  private static Content sent(Exchange exchange, Transfer transfer) throws Exception {
    return exchange.getMessage().getBody() == transfer
        ? Completed.of(transfer.content())
        : Content.of(exchange.getMessage().getBody(byte[].class));
  }

  private static boolean keep(Transfer transfer, RepairLadder form, PermanentException refusal) {
    Optional<Path> original = Optional.empty();
    try {
      Optional<Path> quarantine = transfer.run().project().quarantine();
      if (quarantine.isPresent()) {
        original =
            Optional.of(
                new Quarantine(quarantine.get())
                    .keep(
                        transfer.run().mailbox().source(),
                        transfer.item(),
                        transfer.folder().validity(),
                        transfer.contentSoFar(),
                        account(transfer, form, refusal)));
      }
    } catch (IOException e) {
      LOG.warn("{} is not repaired: its original can't be kept: {}", transfer, e.toString());
      return false;
    }
    transfer
        .folder()
        .ledger()
        .repairing(transfer.item().key(), form.words(), original.map(Path::toString));
    return true;
  }

  private static String account(Transfer transfer, RepairLadder form, PermanentException refusal) {
    return "Offered in pass %d with these repairs: %s%nThe message beside this is the original. Before the last of them the server said:%n%s"
        .formatted(transfer.run().pass().id(), form.words(), refusal.getMessage());
  }
}
