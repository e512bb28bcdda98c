package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Which messages of a folder have to be asked for, in pages.
 *
 * @param state the folder as it was when the plan was made
 * @param known how many messages are left out; empty when all of the folder that is not listed is
 *     known
 * @param before how many those can be at most, where known is empty: what was there when the folder
 *     was settled
 */
record ListingPlan(FolderState state, OptionalLong known, long before, List<UidPage> pages) {
  static final int PAGE = 1000;

  /** A folder with nothing new in it. */
  static ListingPlan nothing(FolderState state) {
    return new ListingPlan(state, OptionalLong.of(state.count()), 0, List.of());
  }

  /**
   * Makes the plan for a folder that is examined. Messages that come later than the state are left
   * to the next pass.
   */
  static ListingPlan of(
      SourceFolders folders,
      FolderPath folder,
      FolderState state,
      Optional<FolderState> settled,
      Supplier<KnownItems> known)
      throws StoreException {
    if (state.count() == 0 || settled.filter(state::nothingAddedSince).isPresent()) {
      return nothing(state);
    }
    long end = state.next().isEmpty() ? Long.MAX_VALUE : Long.parseLong(state.next()) - 1;
    Optional<Long> since =
        settled
            .filter(old -> old.validity().equals(state.validity()) && !old.next().isEmpty())
            .map(old -> Long.parseLong(old.next()));
    if (since.isPresent() && !state.next().isEmpty()) {
      return added(folders, folder, state, settled.get().count(), since.get(), end);
    }
    KnownItems seen = known.get();
    if (seen == KnownItems.NONE && dense(state.count(), 1, end)) {
      return new ListingPlan(state, OptionalLong.of(0), 0, ranges(state.count(), 1, end));
    }
    long[] uids = until(end, search(folders, folder, 1));
    long[] unknown = Arrays.stream(uids).filter(uid -> !seen.contains(uid)).toArray();
    return new ListingPlan(state, OptionalLong.of(uids.length - unknown.length), 0, pages(unknown));
  }

  /**
   * The page that a listing will begin with if the folder is still as it was told; empty where the
   * server has to be asked which messages there are.
   */
  static Optional<UidPage> likelyFirst(
      FolderState told, Optional<FolderState> settled, Supplier<KnownItems> known) {
    if (told.count() == 0 || told.count() > PAGE || told.next().isEmpty()) {
      return Optional.empty();
    }
    long end = Long.parseLong(told.next()) - 1;
    Optional<FolderState> before =
        settled.filter(old -> old.validity().equals(told.validity()) && !old.next().isEmpty());
    long first = before.map(old -> Long.parseLong(old.next())).orElse(1L);
    boolean allNew = before.isPresent() || known.get() == KnownItems.NONE;
    return allNew && first <= end && dense(before.isPresent() ? 0 : told.count(), first, end)
        ? Optional.of(UidPage.range(first, end)).filter(page -> end - first < PAGE)
        : Optional.empty();
  }

  private static ListingPlan added(
      SourceFolders folders,
      FolderPath folder,
      FolderState state,
      long before,
      long since,
      long end)
      throws StoreException {
    if (end < since) {
      return nothing(state);
    }
    List<UidPage> pages =
        dense(0, since, end)
            ? ranges(0, since, end)
            : pages(until(end, search(folders, folder, since)));
    return new ListingPlan(state, OptionalLong.empty(), before, pages);
  }

  /** Whether asking for whole ranges of UIDs brings few empty pages. */
  private static boolean dense(long count, long first, long end) {
    return (count > 0 && count <= PAGE) || end - first < 2 * Math.max(count, PAGE);
  }

  private static List<UidPage> ranges(long count, long first, long end) {
    if (count > 0 && count <= PAGE) {
      return List.of(UidPage.range(first, end));
    }
    List<UidPage> pages = new ArrayList<>();
    for (long from = first; from <= end; from += PAGE) {
      pages.add(UidPage.range(from, Math.min(from + PAGE - 1, end)));
    }
    return pages;
  }

  private static List<UidPage> pages(long[] uids) {
    List<UidPage> pages = new ArrayList<>();
    for (int from = 0; from < uids.length; from += PAGE) {
      pages.add(UidPage.of(uids, from, Math.min(from + PAGE, uids.length)));
    }
    return pages;
  }

  private static long[] search(SourceFolders folders, FolderPath folder, long from)
      throws StoreException {
    boolean extended = folders.capabilities().has("ESEARCH");
    return Connection.await(
        folders.submit(folder, new UidSearchCommand(folder.toString(), from, extended)));
  }

  private static long[] until(long end, long[] uids) {
    return Arrays.stream(uids).takeWhile(uid -> uid <= end).toArray();
  }
}
