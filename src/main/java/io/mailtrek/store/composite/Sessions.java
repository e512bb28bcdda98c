package io.mailtrek.store.composite;

import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sessions of several stores have in common, for both sides. */
final class Sessions {
  private Sessions() {}

  /** Opens all, in their order; where one can't be opened, those before it are closed again. */
  static <S extends AutoCloseable> List<S> open(List<Part> parts, Opening<S> opening)
      throws StoreException {
    List<S> open = new ArrayList<>();
    try {
      for (Part part : parts) {
        open.add(opening.of(part));
      }
      return open;
    } catch (StoreException | RuntimeException e) {
      try {
        close(open);
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /** Closes all, the last first, also when one of them fails in it. */
  static void close(List<? extends AutoCloseable> sessions) {
    RuntimeException failure = null;
    for (int i = sessions.size() - 1; i >= 0; i--) {
      try {
        sessions.get(i).close();
      } catch (Exception e) {
        RuntimeException unchecked =
            e instanceof RuntimeException known ? known : new IllegalStateException(e);
        if (failure == null) {
          failure = unchecked;
        } else {
          failure.addSuppressed(unchecked);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The longest: the window has to be wide enough for all of them. */
  static Optional<Duration> longest(Stream<Optional<Duration>> roundTrips) {
    return roundTrips.flatMap(Optional::stream).max(Comparator.naturalOrder());
  }
}
