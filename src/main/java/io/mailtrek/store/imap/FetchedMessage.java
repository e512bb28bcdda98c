package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ParsingException;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * What a FETCH response (RFC 9051 §7.5.2) tells of a message.
 *
 * @param uid its UID; -1 when not told
 * @param size RFC822.SIZE; -1 when not told
 * @param flags all flags as the server writes them
 * @param internalDate INTERNALDATE as the server writes it
 * @param body the bytes of {@code BODY[]}, a view on the response; empty also for NIL
 * @param bodyTold whether there was a {@code BODY[]}, be it NIL
 * @param header the bytes of {@code BODY[HEADER…]}, likewise
 * @param headerTold whether there was one, be it NIL
 */
record FetchedMessage(
    long uid,
    long size,
    List<String> flags,
    Optional<String> internalDate,
    Optional<Content> body,
    boolean bodyTold,
    Optional<Content> header,
    boolean headerTold) {

  /** Reads a response behind the word FETCH. */
  static FetchedMessage parse(IMAPResponse response) throws ParsingException {
    long uid = -1;
    long size = -1;
    List<String> flags = List.of();
    Optional<String> internalDate = Optional.empty();
    Optional<Content> body = Optional.empty();
    boolean bodyTold = false;
    Optional<Content> header = Optional.empty();
    boolean headerTold = false;
    if (!response.isNextNonSpace('(')) {
      throw new ParsingException("FETCH without a list");
    }
    while (!response.isNextNonSpace(')')) {
      String name = response.readAtom();
      if (name == null || name.isEmpty()) {
        throw new ParsingException("FETCH with a broken list");
      }
      if (name.equalsIgnoreCase("UID")) {
        // A content that has swallowed the next response ends in front of its UID.
        if (uid >= 0) {
          throw new ParsingException("FETCH of two messages");
        }
        uid = response.readLong();
      } else if (name.equalsIgnoreCase("RFC822.SIZE")) {
        size = response.readLong();
      } else if (name.equalsIgnoreCase("FLAGS")) {
        String[] list = response.readSimpleList();
        flags = list == null ? List.of() : List.of(list);
      } else if (name.equalsIgnoreCase("INTERNALDATE")) {
        internalDate = Optional.ofNullable(response.readString());
      } else if (name.regionMatches(true, 0, "BODY[", 0, 5)) {
        boolean whole = (name.substring(5) + response.readString(']')).isBlank();
        Optional<Content> bytes = body(response);
        body = whole ? bytes : body;
        bodyTold |= whole;
        header = whole ? header : bytes;
        headerTold |= !whole;
      } else {
        skipValue(response);
      }
    }
    if (!response.getRest().isEmpty()) {
      throw new ParsingException("FETCH with more behind its list");
    }
    return new FetchedMessage(uid, size, flags, internalDate, body, bodyTold, header, headerTold);
  }

  private static Optional<Content> body(IMAPResponse response) throws ParsingException {
    response.readByte();
    if (response.peekByte() == '<') {
      response.readString('>');
      response.readByte();
    }
    response.skipSpaces();
    byte first = response.peekByte();
    ByteArray bytes = response.readByteArray();
    if (bytes == null ? first != 'N' && first != 'n' : first == '{' && !isLiteral(bytes)) {
      throw new ParsingException("FETCH with a broken BODY");
    }
    return bytes == null
        ? Optional.empty()
        : Optional.of(new Content(bytes.getBytes(), bytes.getStart(), bytes.getCount()));
  }

  /** A size that stands in the middle of a line announces nothing, and the bytes behind it lie. */
  private static boolean isLiteral(ByteArray bytes) {
    byte[] all = bytes.getBytes();
    int start = bytes.getStart();
    return all[start - 2] == '\r' && all[start - 1] == '\n';
  }

  /** Passes over the value of an item that nobody asked for. */
  private static void skipValue(IMAPResponse response) throws ParsingException {
    response.skipSpaces();
    int depth = 0;
    do {
      response.skipSpaces();
      switch (response.peekByte()) {
        case '(' -> {
          response.readByte();
          depth++;
        }
        case ')' -> {
          response.readByte();
          depth--;
        }
        case '"', '{' -> response.readByteArray();
        case 0 -> throw new ParsingException("FETCH that ends early");
        default -> skipAtom(response);
      }
    } while (depth > 0);
  }

  private static void skipAtom(IMAPResponse response) {
    byte next = response.peekByte();
    while (next != 0 && next != ' ' && next != '(' && next != ')') {
      response.readByte();
      next = response.peekByte();
    }
  }
}
