package io.mailtrek.store.imap;

import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.TransientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * UID SEARCH (RFC 9051 §6.4.4, §6.4.9), whose result is a compressed set where the server can
 * (ESEARCH, RFC 4731).
 */
final class UidSearchCommand extends Command<long[]> {
  /** More than any folder holds, and less than fills the memory. */
  private static final int LIMIT = 50_000_000;

  private final String folder;
  private final long from;
  private final boolean extended;
  private final boolean listing;
  private final Criteria criteria;
  private LongStream.Builder uids = LongStream.builder();
  private boolean told;

  /** Writes what is searched for. */
  private interface Criteria {
    void write(CommandWriter out) throws IOException;
  }

  private UidSearchCommand(
      String folder, long from, boolean extended, boolean listing, Criteria criteria) {
    this.folder = folder;
    this.from = from;
    this.extended = extended;
    this.listing = listing;
    this.criteria = criteria;
  }

  /**
   * The UIDs from one on.
   *
   * @param folder for messages
   */
  UidSearchCommand(String folder, long from, boolean extended) {
    this(folder, from, extended, true, out -> out.text(from > 1 ? "UID " + from + ":*" : "ALL"));
  }

  /**
   * The UIDs of the messages with some headers.
   *
   * @param folder for messages
   */
  static UidSearchCommand byHeader(String folder, HeaderSearch search, boolean extended) {
    return new UidSearchCommand(folder, 1, extended, false, out -> headers(out, search));
  }

  private static void headers(CommandWriter out, HeaderSearch search) throws IOException {
    String separator = "";
    if (!(ascii(search.subject()) && ascii(search.messageId()))) {
      out.text("CHARSET UTF-8");
      separator = " ";
    }
    if (search.subject().isPresent()) {
      out.text(separator).text("SUBJECT ").string(utf8(search.subject().get()));
      separator = " ";
    }
    if (search.messageId().isPresent()) {
      out.text(separator).text("HEADER Message-ID ").string(utf8(search.messageId().get()));
    }
  }

  private static boolean ascii(Optional<String> text) {
    return text.stream().flatMapToInt(String::chars).allMatch(c -> c < 0x80);
  }

  /** As a string of bytes. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text(extended ? "UID SEARCH RETURN (ALL) " : "UID SEARCH ");
    criteria.write(out);
  }

  @Override
  boolean untagged(IMAPResponse response) {
    if (response.keyEquals("SEARCH")) {
      told = true;
      for (long uid = response.readLong(); uid > 0; uid = response.readLong()) {
        uids.add(uid);
      }
      return true;
    }
    if (!response.keyEquals("ESEARCH")) {
      return false;
    }
    told = true;
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

  /**
   * The UIDs, ascending. That a folder has none is believed only if it is said (RFC 9051 §6.4.4):
   * it would be taken for one without news.
   */
  @Override
  long[] completed(ResponseText ok) throws TransientException {
    if (!told && listing) {
      throw new TransientException(this + ": the server said OK without a result", null);
    }
    long[] found = uids.build().filter(uid -> uid >= from).sorted().distinct().toArray();
    uids = LongStream.builder();
    return found;
  }

  @Override
  public String toString() {
    return "UID SEARCH in " + folder;
  }
}
