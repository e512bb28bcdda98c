package io.mailtrek.store.imap;

import io.mailtrek.store.FolderState;
import io.mailtrek.store.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From where on a destination folder has to be searched for the copies of the next batch, and which
 * traces that area holds already: those of other batches in flight, and without APPENDUID also
 * those of batches that are done. A batch with a twin of one of these has to wait, or a copy of the
 * one could be taken for the other. Not safe for use by many threads.
 */
final class FolderProgress {
  private static final int MANY = 5000;

  private FolderState since;
  private final Map<String, Integer> open = new HashMap<>();

  FolderProgress(FolderState since) {
    this.since = since;
  }

  FolderState since() {
    return since;
  }

  /** Whether the item has a twin in the area; or the area has become too large to search. */
  boolean mustWait(Trace trace) {
    return !open.isEmpty()
        && (open.size() > MANY || marks(trace).stream().anyMatch(open::containsKey));
  }

  /** The area holds, or soon will hold, this item. */
  void sent(Trace trace) {
    marks(trace).forEach(mark -> open.merge(mark, 1, Integer::sum));
  }

  /** The item is not there, or below the area. */
  void gone(Trace trace) {
    marks(trace).forEach(mark -> open.computeIfPresent(mark, (m, n) -> n == 1 ? null : n - 1));
  }

  /** The area begins behind a UID. */
  void reached(String validity, long uid) {
    boolean further =
        !validity.equals(since.validity())
            || since.next().isEmpty()
            || Long.parseLong(since.next()) <= uid;
    if (further) {
      since = new FolderState(validity, Long.toString(uid + 1), since.count());
    }
  }

  private static List<String> marks(Trace trace) {
    return trace.messageId().map(id -> List.of(trace.hash(), id)).orElse(List.of(trace.hash()));
  }
}
