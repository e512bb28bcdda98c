package io.mailtrek.camel;

import io.mailtrek.store.FolderRole;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The folders of a mailbox that no lane works on yet: INBOX first, because people look there first,
 * then the largest, because they decide when all are done. Folders that go to one folder of the
 * destination stay together: what is in doubt in it is told from its other messages only when one
 * connection adds to it. Safe for use by many threads.
 */
final class FolderQueue {
  /** So many items are listed together. */
  private static final long FEW = 500;

  private final Deque<List<Target>> waiting;
  private final List<Target> putBack = new ArrayList<>();

  FolderQueue(List<Target> targets) {
    Map<String, List<Target>> byDestination = new LinkedHashMap<>();
    for (Target target : targets) {
      byDestination.computeIfAbsent(place(target), place -> new ArrayList<>()).add(target);
    }
    List<List<Target>> groups = new ArrayList<>(byDestination.values());
    groups.sort(
        Comparator.comparing(FolderQueue::holdsInbox)
            .thenComparingLong(FolderQueue::items)
            .reversed());
    waiting = new ArrayDeque<>(groups);
  }

  /** On some servers names that differ only in case are one folder. */
  private static String place(Target target) {
    return target.destination().path().toString().toLowerCase(Locale.ROOT);
  }

  private static boolean holdsInbox(List<Target> group) {
    return group.stream().anyMatch(target -> target.folder().role() == FolderRole.INBOX);
  }

  private static long items(List<Target> group) {
    return group.stream().mapToLong(Target::items).sum();
  }

  /** The next folders to work on, in their order; none when all are taken. */
  synchronized List<Target> take() {
    return waiting.isEmpty() ? List.of() : waiting.remove();
  }

  /**
   * What was taken, and the small folders that will probably follow: one by one, each would cost a
   * wait for the network. Another lane may take them first.
   */
  synchronized List<Target> withNext(List<Target> taken) {
    List<Target> all = new ArrayList<>(taken);
    long items = items(taken);
    for (List<Target> next : waiting) {
      items += items(next);
      if (items > FEW) {
        break;
      }
      all.addAll(next);
    }
    return all;
  }

  /** Whether all are taken. */
  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Gives folders back that could not be finished. {@link #take} leaves them out. */
  synchronized void putBack(List<Target> targets) {
    putBack.addAll(targets);
  }

  /** Takes what was put back. */
  synchronized List<Target> takePutBack() {
    List<Target> taken = List.copyOf(putBack);
    putBack.clear();
    return taken;
  }
}
