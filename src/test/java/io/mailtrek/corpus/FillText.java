package io.mailtrek.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Endless invented prose and base64, cut from two pools that are made once a generator. */
final class FillText {
  private static final int LINE = 78;
  private static final int PROSE_LINES = 4_000;
  private static final int BASE64_LINES = 12_000;
  private static final String LETTERS = "eeeeaaaiiioootnnrrsshhlldcumpgfybwkv";

  private final Random random;
  private final byte[] prose;
  private final byte[] base64;

  FillText(Random random) {
    this.random = random;
    this.prose = makeProse();
    this.base64 = makeBase64();
  }

  /** Writes whole lines of prose, at least one and about this many bytes. */
  void words(ByteArrayOutputStream out, int bytes) {
    copy(prose, out, bytes);
  }

  /** Writes whole lines of base64, at least one and about this many bytes. */
  void base64(ByteArrayOutputStream out, int bytes) {
    copy(base64, out, bytes);
  }

  private void copy(byte[] pool, ByteArrayOutputStream out, int bytes) {
    int lines = pool.length / LINE;
    int wanted = Math.max(1, bytes / LINE);
    while (wanted > 0) {
      int from = random.nextInt(lines);
      int take = Math.min(wanted, lines - from);
      out.write(pool, from * LINE, take * LINE);
      wanted -= take;
    }
  }

  /** Lines of invented words, each padded to the same length. */
  private byte[] makeProse() {
    String[] words = new String[2_000];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 2 + random.nextInt(9); length > 0; length--) {
        word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      words[i] = word.toString();
    }
    StringBuilder out = new StringBuilder(PROSE_LINES * LINE);
    for (int line = 0; line < PROSE_LINES; line++) {
      StringBuilder text = new StringBuilder(words[random.nextInt(words.length)]);
      while (text.length() < LINE - 2) {
        text.append(' ').append(words[random.nextInt(words.length)]);
      }
      out.append(text, 0, LINE - 2).append("\r\n");
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] makeBase64() {
    byte[] bytes = new byte[BASE64_LINES * (LINE - 2) / 4 * 3];
    random.nextBytes(bytes);
    byte[] lineEnd = {'\r', '\n'};
    byte[] encoded = Base64.getMimeEncoder(LINE - 2, lineEnd).encode(bytes);
    byte[] whole = new byte[encoded.length + 2];
    System.arraycopy(encoded, 0, whole, 0, encoded.length);
    whole[encoded.length] = '\r';
    whole[encoded.length + 1] = '\n';
    return whole;
  }
}
