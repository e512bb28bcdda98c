package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.message;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.batch.Results;
import io.mailtrek.store.batch.Sender;
import io.mailtrek.store.exchange.form.ExchangeForm;
import io.mailtrek.store.exchange.form.NewItem;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Writes items: streams of Exchange as they are, messages in their MIME form, all others by their
 * properties. Safe for use by many threads.
 */
final class Writing implements Sender {
  private static final int ITEMS = 50;
  private static final long BYTES = 8 << 20;

  private final ExchangeSession session;
  private final DestinationFolders folders;

  Writing(ExchangeSession session, DestinationFolders folders) {
    this.session = session;
    this.folders = folders;
  }

  @Override
  public void send(DestinationFolder destination, List<Delivery> batch, Results results)
      throws StoreException {
    ExchangeFolder folder = folders.of(destination);
    List<Delivery> streams = new ArrayList<>();
    List<Planned> planned = new ArrayList<>();
    for (Delivery delivery : batch) {
      if (delivery.content().opaque()) {
        streams.add(delivery);
      } else {
        plan(folder, delivery, results).ifPresent(planned::add);
      }
    }
    inParts(
        streams,
        delivery -> delivery.content().size(),
        part -> send(folder, part, Function.identity(), results, this::upload));
    inParts(
        planned,
        item -> item.delivery().content().size(),
        part -> send(folder, part, Planned::delivery, results, this::create));
  }

  private static Planned mail(Delivery delivery) {
    MailForm form = MailForm.of(delivery, key(delivery));
    return new Planned(
        delivery,
        form.message(),
        Map.of(form.mime(), delivery.content()),
        form.dropped(),
        List.of());
  }

  private static String key(Delivery delivery) {
    return Keys.mailTrekKey(delivery.item().folder(), delivery.trace());
  }

  /** Gives an item the form of Exchange. */
  private interface Form<T> {
    T make() throws PermanentException;
  }

  /** An item that is odd beyond understanding fails alone, not with its mailbox. */
  private static <T> T formed(Delivery delivery, Form<T> form) throws PermanentException {
    try {
      return form.make();
    } catch (RuntimeException e) {
      throw new PermanentException(
          Problem.UNREADABLE,
          "The item " + delivery.item().key() + " can't be given the form of Exchange: " + e);
    }
  }

  /** What one operation can make; else it is made at once. */
  private Optional<Planned> plan(ExchangeFolder folder, Delivery delivery, Results results) {
    try {
      if (folder.type() == ItemType.MAIL) {
        return Optional.of(formed(delivery, () -> mail(delivery)));
      }
      NewItem item =
          formed(
              delivery, () -> ExchangeForm.of(folder.type(), delivery.content(), session.owner()));
      if (!UnfinishedItem.needed(item)) {
        XmlNode marked = MarkedItem.of(item.element(), key(delivery));
        return Optional.of(new Planned(delivery, marked, Map.of(), 0, item.losses()));
      }
      session.traffic().admit(1, delivery.content().size());
      String id = UnfinishedItem.make(session.ews(), folder, item, key(delivery));
      results.delivered(delivery, new Delivered(Keys.destinationId(id), false, 0, item.losses()));
    } catch (TransientException e) {
      lost(delivery, e, results);
    } catch (StoreException e) {
      results.failed(delivery, e);
    }
    return Optional.empty();
  }

  /** Sends a part of a batch. */
  private interface Sending<T> {
    void send(List<T> part) throws StoreException;
  }

  private static <T> void inParts(List<T> all, ToLongFunction<T> size, Sending<T> sending)
      throws StoreException {
    List<T> part = new ArrayList<>();
    long bytes = 0;
    for (T next : all) {
      if (!part.isEmpty() && (part.size() == ITEMS || bytes + size.applyAsLong(next) > BYTES)) {
        sending.send(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      bytes += size.applyAsLong(next);
      part.add(next);
    }
    if (!part.isEmpty()) {
      sending.send(part);
    }
  }

  /** Makes items, and tells what was answered to each. */
  private interface Making<T> {
    List<EwsMessage> make(ExchangeFolder folder, List<T> part) throws StoreException;
  }

  private List<EwsMessage> upload(ExchangeFolder folder, List<Delivery> part)
      throws StoreException {
    return UploadItems.in(session.ews(), folder, part.stream().map(Delivery::content).toList());
  }

  private List<EwsMessage> create(ExchangeFolder folder, List<Planned> part) throws StoreException {
    Map<XmlNode, Content> streams = new HashMap<>();
    part.forEach(item -> streams.putAll(item.streams()));
    return CreateItem.in(
        session.ews(), folder, part.stream().map(Planned::element).toList(), streams);
  }

  private <T> void send(
      ExchangeFolder folder,
      List<T> part,
      Function<T, Delivery> deliveryOf,
      Results results,
      Making<T> making)
      throws StoreException {
    List<Delivery> deliveries = part.stream().map(deliveryOf).toList();
    long bytes = deliveries.stream().mapToLong(delivery -> delivery.content().size()).sum();
    session.traffic().admit(part.size(), bytes);
    List<EwsMessage> answers;
    try {
      answers = making.make(folder, part);
    } catch (PermanentException e) {
      if (part.size() == 1) {
        results.failed(deliveries.get(0), e);
        return;
      }
      // Nothing of it was taken because of one: which one, each alone tells.
      for (T one : part) {
        send(folder, List.of(one), deliveryOf, results, making);
      }
      return;
    } catch (TransientException e) {
      deliveries.forEach(delivery -> lost(delivery, e, results));
      return;
    }
    for (int i = 0; i < part.size(); i++) {
      take(folder, deliveries.get(i), answers.get(i), part.get(i), results);
    }
  }

  private void take(
      ExchangeFolder folder, Delivery delivery, EwsMessage answer, Object part, Results results)
      throws StoreException {
    if (answer.success()) {
      String id = id(answer).map(Keys::destinationId).orElse("");
      results.delivered(
          delivery,
          part instanceof Planned planned
              ? new Delivered(id, false, planned.dropped(), planned.losses())
              : new Delivered(id, false, 0));
      return;
    }
    StoreException reason =
        EwsErrors.of(answer, "Writing " + delivery.item().key() + " to " + folder.path());
    if (reason instanceof TransientException passing) {
      lost(delivery, passing, results);
    } else if (reason instanceof PermanentException && folders.gone(folder)) {
      results.failed(
          delivery,
          new TransientException(
              "The folder " + folder.path() + " was removed at Exchange, and is made again", null));
    } else {
      results.failed(delivery, reason);
    }
  }

  /** A server that asks to wait has done nothing. */
  private static void lost(Delivery delivery, TransientException reason, Results results) {
    if (reason.throttled()) {
      results.failed(delivery, reason);
    } else {
      results.lost(delivery, reason);
    }
  }

  private static Optional<String> id(EwsMessage answer) {
    return answer
        .element()
        .child(message("ItemId"))
        .flatMap(id -> id.attribute("Id"))
        .or(() -> Answers.item(answer).flatMap(item -> Nodes.id(item, "ItemId")));
  }
}
