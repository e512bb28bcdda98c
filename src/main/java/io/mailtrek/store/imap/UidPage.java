package io.mailtrek.store.imap;

import java.util.Arrays;

/**
 * A page of a listing.
 *
 * @param set the UID set to ask for
 * @param first the lowest UID that belongs to the page
 * @param last the highest UID that belongs to it
 */
record UidPage(String set, long first, long last) {

  /** All messages between two UIDs. */
  static UidPage range(long first, long last) {
    return new UidPage(first + ":" + (last == Long.MAX_VALUE ? "*" : last), first, last);
  }

  /** The messages with ascending UIDs from {@code from} to before {@code to} in the array. */
  static UidPage of(long[] uids, int from, int to) {
    return new UidPage(UidSet.format(Arrays.copyOfRange(uids, from, to)), uids[from], uids[to - 1]);
  }

  boolean contains(long uid) {
    return uid >= first && uid <= last;
  }
}
