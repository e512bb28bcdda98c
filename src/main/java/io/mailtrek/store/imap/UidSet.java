package io.mailtrek.store.imap;

import java.util.Arrays;

/** UID sets (RFC 9051 §9, sequence-set) from and to sorted arrays of UIDs. */
final class UidSet {
  private UidSet() {}

  /** The shortest form of ascending UIDs, such as {@code 1:3,7}. */
  static String format(long[] uids) {
    StringBuilder text = new StringBuilder();
    for (int first = 0; first < uids.length; ) {
      int last = first;
      while (last + 1 < uids.length && uids[last + 1] == uids[last] + 1) {
        last++;
      }
      if (first > 0) {
        text.append(',');
      }
      text.append(uids[first]);
      if (last > first) {
        text.append(':').append(uids[last]);
      }
      first = last + 1;
    }
    return text.toString();
  }

  /**
   * The UIDs of a set in the order of the text, ranges ascending.
   *
   * @param limit how many UIDs there may be at most, so that nonsense does not fill the memory
   * @throws IllegalArgumentException when the text is no set of numbers, or too large
   */
  static long[] parse(String text, int limit) {
    long[] uids = new long[16];
    int count = 0;
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      long one = Long.parseLong(colon < 0 ? part : part.substring(0, colon));
      long other = colon < 0 ? one : Long.parseLong(part.substring(colon + 1));
      long first = Math.min(one, other);
      long last = Math.max(one, other);
      if (first < 1 || last - first >= limit - count) {
        throw new IllegalArgumentException("A UID set of " + limit + " UIDs at most: " + text);
      }
      for (long uid = first; uid <= last; uid++) {
        if (count == uids.length) {
          uids = Arrays.copyOf(uids, count * 2);
        }
        uids[count++] = uid;
      }
    }
    return Arrays.copyOf(uids, count);
  }
}
