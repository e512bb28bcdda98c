package io.mailtrek.store;

import java.util.List;

/** What is in one folder, page by page. For one thread. */
public interface Listing {

  /**
   * The folder as it was when the listing began. Whatever was added later changes {@link
   * FolderState#next}, so a folder settled under this state misses nothing.
   */
  FolderState state();

  /**
   * How many items of the folder were left out of the pages because they are known. Only after the
   * last page.
   */
  long known();

  /**
   * How many items of the folder were neither listed nor known: they were deleted meanwhile, or the
   * server left them out. Only after the last page.
   */
  long missing();

  /**
   * The next items, which are not known; an empty list at the end. A page that failed in passing
   * comes with the next call.
   *
   * @throws StoreException when the server does not answer as it should
   */
  List<Item> next() throws StoreException;
}
