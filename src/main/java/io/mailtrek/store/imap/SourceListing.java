package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The pages of a folder. While one is handed out the next is on its way. A page that failed is
 * asked for again by the next call.
 */
final class SourceListing implements Listing {
  private final SourceFolders folders;
  private final FolderPath folder;
  private final ListOptions options;
  private final ListingPlan plan;
  private final Deque<UidPage> pages;
  private UidFetchItemsCommand ahead;
  private long listed;

  SourceListing(SourceFolders folders, FolderPath folder, ListOptions options, ListingPlan plan) {
    this(folders, folder, options, plan, Optional.empty());
  }

  /**
   * @param asked a page that is on its way already
   */
  SourceListing(
      SourceFolders folders,
      FolderPath folder,
      ListOptions options,
      ListingPlan plan,
      Optional<UidFetchItemsCommand> asked) {
    this.folders = folders;
    this.folder = folder;
    this.options = options;
    this.plan = plan;
    this.pages = new ArrayDeque<>(options.newestFirst() ? backwards(plan.pages()) : plan.pages());
    ahead = asked.filter(command -> command.page().equals(pages.peek())).orElse(null);
  }

  @Override
  public FolderState state() {
    return plan.state();
  }

  @Override
  public long known() {
    long others = Math.max(0, plan.state().count() - listed);
    return plan.known().orElse(Math.min(plan.before(), others));
  }

  @Override
  public long missing() {
    return Math.max(0, plan.state().count() - listed - known());
  }

  @Override
  public List<Item> next() throws StoreException {
    while (!pages.isEmpty()) {
      UidFetchItemsCommand current = ahead == null ? submit(pages.peek()) : ahead;
      ahead = null;
      List<Item> items = Connection.await(current);
      pages.remove();
      if (!pages.isEmpty()) {
        ahead = submit(pages.peek());
      }
      if (!items.isEmpty()) {
        listed += items.size();
        return options.newestFirst() ? backwards(items) : items;
      }
    }
    return List.of();
  }

  /** UIDs ascend as messages come in (RFC 9051 §2.3.1.1). */
  private static <T> List<T> backwards(List<T> ascending) {
    List<T> descending = new ArrayList<>(ascending);
    Collections.reverse(descending);
    return descending;
  }

  private UidFetchItemsCommand submit(UidPage page) throws StoreException {
    return folders.submit(folder, new UidFetchItemsCommand(folder, page, options));
  }
}
