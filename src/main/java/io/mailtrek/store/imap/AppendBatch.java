package io.mailtrek.store.imap;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The items of one intent, and the answers to the command or commands that carry them. When the
 * connection is lost while they are written, some end on the thread that writes and some on the one
 * that reads; who ends the last of them uses it from then on.
 */
final class AppendBatch {
  private final Intent intent;
  private final List<Pending> items;
  private final List<Integer> dropped;
  private final End end;
  private final List<Written> delivered = new ArrayList<>();
  private final List<Refused> refusals = new ArrayList<>();
  private final List<Trace> leaving = new ArrayList<>();
  private boolean together;
  private int open;
  private Throwable lost;
  private String validity = "";
  private OptionalLong lastUid = OptionalLong.empty();

  /** Learns once how the batch has ended. */
  interface End {
    /** All commands are answered. */
    void answered(AppendBatch batch);

    /** The answers are lost: what became of the items is in doubt. */
    void lost(AppendBatch batch, Throwable reason);
  }

  /** An item that was written. */
  private record Written(Pending item, Delivered result) {}

  /** An item that was not written, and what the server said. */
  record Refused(Pending item, ResponseText refusal) {}

  /**
   * @param dropped how many keywords are left out, by item
   */
  AppendBatch(Intent intent, List<Pending> items, List<Integer> dropped, End end) {
    this.intent = intent;
    this.items = items;
    this.dropped = dropped;
    this.end = end;
  }

  /** The commands that write the messages: one for all, or one for each. */
  List<AppendCommand> commands(
      String name, List<AppendCommand.Message> messages, boolean allInOne) {
    together = allInOne;
    List<AppendCommand> commands = new ArrayList<>();
    if (allInOne) {
      commands.add(new AppendCommand(name, messages));
    } else {
      messages.forEach(message -> commands.add(new AppendCommand(name, List.of(message))));
    }
    open = commands.size();
    for (int i = 0; i < commands.size(); i++) {
      int first = i;
      commands.get(i).onEnd((answer, failure) -> answered(first, answer, failure));
    }
    return commands;
  }

  Intent intent() {
    return intent;
  }

  List<Pending> items() {
    return items;
  }

  DestinationFolder folder() {
    return intent.folder();
  }

  /** Whether more than one item travelled in one command. */
  boolean together() {
    return together;
  }

  /** What was written, for the journal. */
  Map<ItemKey, Delivered> delivered() {
    Map<ItemKey, Delivered> byKey = new LinkedHashMap<>();
    delivered.forEach(each -> byKey.put(each.item.delivery().item().key(), each.result));
    return byKey;
  }

  /** What was refused, and how. */
  List<Refused> refusals() {
    return refusals;
  }

  /** The UIDVALIDITY that goes with {@link #lastUid}. */
  String validity() {
    return validity;
  }

  /** The highest UID of a copy; empty when the server tells none. */
  OptionalLong lastUid() {
    return lastUid;
  }

  /** The traces that no later search can meet: refused, or below {@link #lastUid}. */
  List<Trace> leaving() {
    return leaving;
  }

  /** Completes the futures of what was written. */
  void completeDelivered() {
    delivered.forEach(each -> each.item.future().complete(each.result));
  }

  private void answered(int first, AppendCommand.Answer answer, Throwable failure) {
    if (!isLast(first, answer, failure)) {
      return;
    }
    if (lost == null) {
      end.answered(this);
    } else {
      end.lost(this, lost);
    }
  }

  private synchronized boolean isLast(int first, AppendCommand.Answer answer, Throwable failure) {
    if (failure != null) {
      lost = failure;
    } else {
      int count = together ? items.size() : 1;
      for (int i = 0; i < count; i++) {
        record(first + i, answer, i);
      }
    }
    open--;
    return open == 0;
  }

  private void record(int index, AppendCommand.Answer answer, int position) {
    Pending item = items.get(index);
    if (answer.refusal().isPresent()) {
      refusals.add(new Refused(item, answer.refusal().get()));
      leaving.add(item.delivery().trace());
      return;
    }
    String id = "";
    if (!answer.uids().isEmpty()) {
      long uid = answer.uids().get(position);
      id = answer.validity() + ":" + uid;
      validity = answer.validity();
      lastUid = OptionalLong.of(Math.max(lastUid.orElse(0), uid));
      leaving.add(item.delivery().trace());
    }
    delivered.add(new Written(item, new Delivered(id, false, dropped.get(index))));
  }
}
