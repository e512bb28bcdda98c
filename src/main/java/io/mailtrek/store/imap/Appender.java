package io.mailtrek.store.imap;

import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends batches: each is recorded as intended, written by APPEND, and settled in the journal when
 * the server has answered. {@link #send} is for one thread, answers come on the reader thread.
 */
final class Appender implements AppendBatch.End {
  private static final Set<String> FLAGS =
      Set.of("\\Seen", "\\Answered", "\\Flagged", "\\Draft", "\\Deleted");

  private final DestinationLink link;
  private final DeliveryJournal journal;
  private final PermittedKeywords keywords;
  private final SecondTry secondTry;
  private final Suspects suspects = new Suspects();
  private final Admission admission;

  /** Guarded by itself, as are the values. */
  private final Map<FolderPath, FolderProgress> progress = new HashMap<>();

  private final Set<FolderPath> begun = new HashSet<>();
  private int beginnings;
  private volatile boolean multiAppendBroken;
  private Outcome outcome;

  /** Who gives batches learns what becomes of them. */
  interface Outcome {
    /** A batch is not in flight any more. */
    void ended();

    /** These have to be sent again, before all others. */
    void again(List<Pending> items);

    /** The server can't be reached, so nothing that waits can be delivered. */
    void unreachable(StoreException reason);
  }

  Appender(DestinationLink link, DeliveryJournal journal) {
    this.link = link;
    this.journal = journal;
    this.keywords = new PermittedKeywords(link.folders());
    this.secondTry = new SecondTry(link);
    this.admission = new Admission(link, journal, suspects);
  }

  void tell(Outcome listener) {
    outcome = listener;
  }

  /** Whether the item must not be sent before all in flight is settled. */
  boolean mustWait(Pending item) {
    synchronized (progress) {
      FolderProgress folder = progress.get(item.folder().path());
      return folder != null && folder.mustWait(item.delivery().trace());
    }
  }

  /** With how many items, itself among them, the item may be in flight. */
  int most(Pending item) {
    return suspects.most(item);
  }

  /** Nothing is in flight: the next batch of the folder asks anew where it begins. */
  void startAnew(Pending item) {
    synchronized (progress) {
      progress.remove(item.folder().path());
    }
  }

  /** Sends a batch for one folder; the futures of its items tell how it went. */
  void send(List<Pending> batch) {
    Connection connection;
    try {
      link.traffic().admit(batch.size(), batch.stream().mapToLong(Pending::size).sum());
      connection = link.live();
    } catch (StoreException e) {
      fail(batch, e);
      if (!pauses(e)) {
        outcome.unreachable(e);
      }
      return;
    } catch (RuntimeException e) {
      fail(batch, journalFailed(e));
      return;
    }
    List<Pending> open = batch;
    try {
      noticeBeginning();
      open = admission.of(connection, batch);
      if (open.isEmpty()) {
        outcome.ended();
      } else {
        transmit(connection, open);
      }
    } catch (StoreException e) {
      fail(open, e);
    } catch (RuntimeException e) {
      fail(open, journalFailed(e));
    }
  }

  private void transmit(Connection connection, List<Pending> batch) throws StoreException {
    DestinationFolder folder = batch.get(0).folder();
    String name = link.folders().name(folder.path());
    if (batch.get(0).recreated()) {
      link.folders().recreate(connection, folder.path());
    }
    FolderState since = since(connection, folder.path(), name);
    List<AppendCommand.Message> messages = new ArrayList<>();
    List<Integer> dropped = new ArrayList<>();
    for (Pending item : batch) {
      List<String> permitted = permitted(connection, name, item);
      dropped.add(item.delivery().item().keywords().size() - permitted.size());
      messages.add(message(item, permitted));
    }
    DeliveryJournal.Intent intent =
        journal.intend(folder, since, batch.stream().map(Pending::delivery).toList());
    synchronized (progress) {
      FolderProgress area = progress.get(folder.path());
      batch.forEach(item -> area.sent(item.delivery().trace()));
    }
    AppendBatch sent = new AppendBatch(intent, batch, dropped, this);
    boolean together =
        batch.size() > 1
            && !batch.get(0).alone()
            && !multiAppendBroken
            && connection.capabilities().has("MULTIAPPEND");
    connection.submitAll(sent.commands(name, messages, together));
  }

  @Override
  public void answered(AppendBatch batch) {
    try {
      journal.settle(batch.intent(), batch.delivered());
    } catch (RuntimeException e) {
      fail(batch.items(), journalFailed(e));
      return;
    }
    batch.items().forEach(suspects::cleared);
    if (!batch.delivered().isEmpty()) {
      link.delivered();
    }
    synchronized (progress) {
      FolderProgress area = progress.get(batch.folder().path());
      if (area != null) {
        batch.lastUid().ifPresent(uid -> area.reached(batch.validity(), uid));
        batch.leaving().forEach(area::gone);
      }
    }
    if (!batch.delivered().isEmpty()) {
      link.traffic().wentWell();
    }
    outcome.ended();
    batch.completeDelivered();
    List<Pending> again = new ArrayList<>();
    for (AppendBatch.Refused refused : batch.refusals()) {
      multiAppendBroken |=
          batch.together()
              && refused.refusal().condition() == ResponseText.Condition.BAD
              && !refused.refusal().throttled();
      secondTry.of(batch, refused.item(), refused.refusal()).ifPresent(again::add);
    }
    if (!again.isEmpty()) {
      outcome.again(again);
    }
  }

  @Override
  public void lost(AppendBatch batch, Throwable reason) {
    StoreException known =
        reason instanceof StoreException expected
            ? expected
            : new FatalException("Delivering failed: " + reason, reason);
    if (known instanceof TransientException && !pauses(known)) {
      suspects.lost(batch.items());
      link.suspected(suspects.count());
    }
    fail(batch.items(), known);
  }

  private void fail(List<Pending> batch, StoreException reason) {
    outcome.ended();
    if (pauses(reason)) {
      outcome.again(batch);
      return;
    }
    batch.forEach(item -> item.future().completeExceptionally(reason));
  }

  /** Whether it failed only because the server wants a pause. */
  private boolean pauses(StoreException reason) {
    return reason instanceof TransientException passing
        && (passing.throttled() || link.traffic().paused());
  }

  private static FatalException journalFailed(RuntimeException e) {
    return new FatalException(
        Problem.LEDGER_UNUSABLE, "The record of deliveries can't be kept: " + e.getMessage(), e);
  }

  /** Doubts were settled on a new connection: where the batches of a folder begin is asked anew. */
  private void noticeBeginning() {
    if (beginnings != link.beginnings()) {
      beginnings = link.beginnings();
      synchronized (progress) {
        progress.clear();
      }
    }
  }

  /** From where on copies of the next batch will be. */
  private FolderState since(Connection connection, FolderPath path, String name)
      throws StoreException {
    synchronized (progress) {
      if (progress.containsKey(path)) {
        return progress.get(path).since();
      }
    }
    Optional<FolderState> told =
        begun.add(path) && beginnings == 0 ? link.folders().toldState(path) : Optional.empty();
    FolderState since = told.isPresent() ? told.get() : status(connection, path, name);
    synchronized (progress) {
      progress.put(path, new FolderProgress(since));
    }
    return since;
  }

  private FolderState status(Connection connection, FolderPath path, String name)
      throws StoreException {
    try {
      return connection.run(new StatusCommand(name));
    } catch (PermanentException e) {
      link.folders().recreate(connection, path);
      return connection.run(new StatusCommand(name));
    }
  }

  private List<String> permitted(Connection connection, String name, Pending item)
      throws StoreException {
    return item.bare()
        ? List.of()
        : keywords.of(connection, item.folder().path(), name, item.delivery().item().keywords());
  }

  /**
   * The message with its flags: {@code \Deleted}, too, because a message that is only marked is
   * still there for its user; whoever expunges there decides then as they would have here.
   */
  private static AppendCommand.Message message(Pending pending, List<String> keywords) {
    Item item = pending.delivery().item();
    List<String> flags =
        Stream.concat(item.flags().stream().filter(FLAGS::contains).sorted(), keywords.stream())
            .toList();
    return new AppendCommand.Message(
        String.join(" ", flags),
        item.date().map(InternalDate::format),
        pending.delivery().content());
  }
}
