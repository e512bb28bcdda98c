package io.mailtrek.store.imap;

import io.mailtrek.store.HeaderSearch;
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
  private final Criteria criteria;
  private LongStream.Builder uids = LongStream.builder();

  /** Writes what is searched for. */
  private interface Criteria {
    void write(CommandWriter out) throws IOException;
  }

  private UidSearchCommand(String folder, long from, boolean extended, Criteria criteria) {
    this.folder = folder;
    this.from = from;
    this.extended = extended;
    this.criteria = criteria;
  }

  /**
   * The UIDs from one on.
   *
   * @param folder for messages
   */
  UidSearchCommand(String folder, long from, boolean extended) {
    this(folder, from, extended, out -> out.text(from > 1 ? "UID " + from + ":*" : "ALL"));
  }

  /**
   * The UIDs of the messages with some headers.
   *
   * @param folder for messages
   */
  static UidSearchCommand byHeader(String folder, HeaderSearch search, boolean extended) {
    return new UidSearchCommand(folder, 1, extended, out -> headers(out, search));
  }

  /**
   * The UIDs of the messages with a header that holds a text, both of ASCII.
   *
   * @param folder for messages
   */
  static UidSearchCommand byHeader(String folder, String name, String text, boolean extended) {
    return new UidSearchCommand(
        folder, 1, extended, out -> out.text("HEADER " + name + " ").string(text));
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
