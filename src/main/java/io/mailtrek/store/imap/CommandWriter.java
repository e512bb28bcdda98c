package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one command in the words of RFC 9051 §9: atoms, quoted strings and literals. Names and
 * other texts are strings of bytes (ISO 8859-1).
 */
final class CommandWriter {
  private final OutputStream out;
  private final long largestFreeLiteral;
  private final Consent consent;

  /** Waits until the server asks for a literal. */
  interface Consent {
    /** Must come before the server can know of the literal, or its answer could be missed. */
    void expect();

    /**
     * Returns when the literal can be sent.
     *
     * @throws LiteralRefusedException when it answers the command instead
     */
    void await() throws IOException;
  }

  /** The server has ended the command instead of asking for its literal. */
  static final class LiteralRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  CommandWriter(OutputStream out, long largestFreeLiteral, Consent consent) {
    this.out = out;
    this.largestFreeLiteral = largestFreeLiteral;
    this.consent = consent;
  }

  /** Text as it is: atoms, spaces, parentheses. */
  CommandWriter text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** A number. */
  CommandWriter number(long number) throws IOException {
    return text(Long.toString(number));
  }

  /** A string, quoted where it can be, else as a literal. */
  CommandWriter string(String value) throws IOException {
    if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return literal(Content.of(value.getBytes(StandardCharsets.ISO_8859_1)));
    }
    return text('"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
  }

  /** A literal (RFC 7888), which waits for the server's consent where it must. */
  CommandWriter literal(Content content) throws IOException {
    boolean free = content.size() <= largestFreeLiteral;
    if (!free) {
      consent.expect();
    }
    text("{" + content.size() + (free ? "+" : "") + "}\r\n");
    if (!free) {
      out.flush();
      consent.await();
    }
    content.writeTo(out);
    return this;
  }
}
