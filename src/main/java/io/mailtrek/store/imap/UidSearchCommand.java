package io.mailtrek.store.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * UID SEARCH (RFC 9051 §6.4.4, §6.4.9) of the UIDs from one on, as a compressed set where the
 * server can (ESEARCH, RFC 4731).
 */
final class UidSearchCommand extends Command<long[]> {
  /** More than any folder holds, and less than fills the memory. */
  private static final int LIMIT = 50_000_000;

  private final String folder;
  private final long from;
  private final boolean extended;
  private LongStream.Builder uids = LongStream.builder();

  /**
   * @param folder for messages
   */
  UidSearchCommand(String folder, long from, boolean extended) {
    this.folder = folder;
    this.from = from;
    this.extended = extended;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text(extended ? "UID SEARCH RETURN (ALL) " : "UID SEARCH ");
    out.text(from > 1 ? "UID " + from + ":*" : "ALL");
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (response.keyEquals("SEARCH")) {
      for (long uid = response.readLong(); uid > 0; uid = response.readLong()) {
        uids.add(uid);
      }
      return true;
    }
    if (!response.keyEquals("ESEARCH")) {
      return false;
    }
    if (response.isNextNonSpace('(')) {
      response.readString(')');
      response.readByte();
    }
    for (String word = response.readAtom();
        word != null && !word.isEmpty();
        word = response.readAtom()) {
      if (word.equalsIgnoreCase("ALL")) {
        Arrays.stream(UidSet.parse(response.readAtom(), LIMIT)).forEach(uids::add);
      }
    }
    return true;
  }

  /** The UIDs, ascending. */
  @Override
  long[] completed(ResponseText ok) {
    long[] found = uids.build().filter(uid -> uid >= from).sorted().distinct().toArray();
    uids = LongStream.builder();
    return found;
  }

  @Override
  public String toString() {
    return "UID SEARCH in " + folder;
  }
}
