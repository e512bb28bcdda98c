package io.mailtrek.server;

import io.mailtrek.store.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that goes wrong with the bytes of a server.
 *
 * @param kind what
 * @param at behind how many bytes
 * @param seed for the details
 */
public record Mutation(Kind kind, long at, long seed) {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)\\}\r\n");
  private static final int LONG_LINE = 300_000;
  private static final String[] SIZES = {
    "999999999999", "4294967297", "2147483647", "2000000000", "0", "1"
  };

  /** What goes wrong. */
  public enum Kind {
    FLIP_BIT,
    DELETE,
    DUPLICATE,
    INSERT,
    LONG_LINE,
    NO_LINE_END,
    LITERAL_SIZE,
    CUT,
    STALL
  }

  /** What comes of some bytes. */
  record Mutated(Content bytes, boolean cut, boolean stalled) {}

  /** Chooses a mutation within the first {@code length} bytes. */
  public static Mutation any(Random random, long length) {
    Kind[] kinds = Kind.values();
    // A stall takes as long as the client is patient.
    int kind = random.nextInt(10) == 0 ? kinds.length - 1 : random.nextInt(kinds.length - 1);
    return new Mutation(kinds[kind], random.nextLong(length), random.nextLong());
  }

  /**
   * Mutates bytes from {@code offset} on; where it needs something that is not there, nothing
   * happens.
   */
  Mutated apply(byte[] bytes, int offset) {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, offset);
    int rest = bytes.length - offset;
    switch (kind) {
      case FLIP_BIT -> {
        out.write(bytes[offset] ^ (1 << random.nextInt(8)));
        out.write(bytes, offset + 1, rest - 1);
      }
      case DELETE -> {
        int count = Math.min(rest, 1 + random.nextInt(40));
        out.write(bytes, offset + count, rest - count);
      }
      case DUPLICATE -> {
        out.write(bytes, offset, Math.min(rest, 1 + random.nextInt(400)));
        out.write(bytes, offset, rest);
      }
      case INSERT -> {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        noise[0] = random.nextBoolean() ? 0 : noise[0];
        out.writeBytes(noise);
        out.write(bytes, offset, rest);
      }
      case LONG_LINE -> {
        out.writeBytes("x".repeat(LONG_LINE).getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, offset, rest);
      }
      case NO_LINE_END -> {
        String text = new String(bytes, offset, rest, StandardCharsets.ISO_8859_1);
        out.writeBytes(text.replaceFirst("\r\n", "").getBytes(StandardCharsets.ISO_8859_1));
      }
      case LITERAL_SIZE -> {
        String text = new String(bytes, offset, rest, StandardCharsets.ISO_8859_1);
        Matcher literal = LITERAL.matcher(text);
        out.writeBytes(
            literal
                .replaceFirst(found -> "{" + size(found.group(1), random) + "}\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
      }
      case CUT -> {
        return new Mutated(Content.of(out.toByteArray()), true, false);
      }
      case STALL -> {
        return new Mutated(Content.of(out.toByteArray()), false, true);
      }
    }
    return new Mutated(Content.of(out.toByteArray()), false, false);
  }

  private static String size(String right, Random random) {
    int dice = random.nextInt(SIZES.length + 4);
    return dice < SIZES.length
        ? SIZES[dice]
        : Long.toString(Math.max(0, Long.parseLong(right) + random.nextInt(-5, 6)));
  }
}
