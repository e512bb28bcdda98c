package io.mailtrek.camel;

import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.pass.Arrivals;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.Content;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailConsumer;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The bean {@code arrivals}: makes a message that camel-mail has brought an item of a mailbox of
 * the project, which the ledger and {@code mailbox:destination} then take like any other. Safe for
 * use by many threads.
 */
public final class Arrival {
  private static final String VALIDITY = "arrival";
  private static final String KEY_SEPARATOR = ":";

  private final Supplier<Arrivals> arrivals;
  private final Map<Place, FolderRun> places = new ConcurrentHashMap<>();

  /** A folder of a mailbox that is open. */
  private record Place(MailboxRun run, FolderPath path) {}

  /**
   * @param arrivals asked when the first message comes
   */
  Arrival(Supplier<Arrivals> arrivals) {
    this.arrivals = arrivals;
  }

  /**
   * Begins with the message of an exchange. The exchange properties {@code MailTrekMailbox} and
   * {@code MailTrekFolder} say where it belongs; its key is the one that the consumer gives it, for
   * POP3 the server's own (RFC 1939, UIDL).
   *
   * <p>All headers are taken away: camel-mail makes those of the message headers of the exchange,
   * and obeys them afterwards, for example {@code delete: true}.
   */
  public void begin(Exchange exchange) throws StoreException {
    String mailbox = exchange.getProperty(MailboxConstants.MAILBOX, String.class);
    String folder = exchange.getProperty(MailboxConstants.FOLDER, "INBOX", String.class);
    String key = exchange.getProperty(MailConsumer.MAIL_MESSAGE_UID, String.class);
    MailMessage message = exchange.getIn(MailMessage.class);
    if (mailbox == null || key == null || message == null) {
      throw new PermanentException(
          "The bean arrivals takes messages of a consumer of camel-mail, with the exchange"
              + " property MailTrekMailbox that says whose they are.");
    }
    exchange.getMessage().removeHeaders("*");
    MailboxRun run = arrivals.get().enter(mailbox);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                arrivals.get().leave(run);
              }
            });
    put(exchange, transfer(run, FolderPath.parse(folder), key, message.getOriginalMessage()));
  }

  private static void put(Exchange exchange, Transfer transfer) {
    exchange.setProperty(MailboxConstants.TRANSFER, transfer);
    exchange.getMessage().setBody(transfer);
    exchange.getMessage().setHeader(MailboxConstants.ITEM_KEY, transfer.key());
    exchange.getMessage().setHeader(MailboxConstants.ITEM_TYPE, transfer.item().type().word());
    exchange.getMessage().setHeader(MailboxConstants.SIZE, transfer.item().size());
  }

  private Transfer transfer(MailboxRun run, FolderPath path, String id, Message message)
      throws StoreException {
    FolderRun folder = folder(run, path);
    ItemKey key = new ItemKey(VALIDITY + KEY_SEPARATOR + id);
    // What is known is not read again.
    Content content = folder.ledger().contains(key) ? Content.of(new byte[0]) : read(message);
    Item item =
        new Item(
            path,
            ItemType.MAIL,
            key,
            ArrivalDate.of(content),
            Optional.empty(),
            Optional.empty(),
            content.size(),
            Set.of(),
            Set.of());
    return new Transfer(folder, item, content);
  }

  private FolderRun folder(MailboxRun run, FolderPath path) throws StoreException {
    Place place = new Place(run, path);
    FolderRun known = places.get(place);
    if (known != null) {
      return known;
    }
    places.keySet().removeIf(other -> other.run().stopping());
    SourceFolder source =
        new SourceFolder(
            path,
            ItemType.MAIL,
            path.equals(FolderPath.INBOX) ? FolderRole.INBOX : FolderRole.NONE,
            true,
            true,
            Optional.of(new FolderState(VALIDITY, "", 0)));
    Optional<FolderPath> mapped = run.options().folderMap().apply(path);
    DestinationFolder destination =
        run.sessions().destination().ensureFolder(source, mapped.orElse(path), mapped.isPresent());
    FolderLedger ledger = run.ledger().folder(path, ItemType.MAIL, VALIDITY);
    Lane lane = new Lane(run, run.sessions(), Window.alone().share(), true);
    FolderRun folder =
        new FolderRun(
            lane, source, destination, ledger, new Tally(path, ItemType.MAIL), Optional.empty());
    places.put(place, folder);
    return folder;
  }

  private static Content read(Message message) throws PermanentException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return Content.of(bytes.toByteArray());
    } catch (IOException | MessagingException e) {
      throw new PermanentException("The message can't be read: " + e.getMessage(), e);
    }
  }
}
