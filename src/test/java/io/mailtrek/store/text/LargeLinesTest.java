package io.mailtrek.store.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.mailtrek.store.Content;
import io.mailtrek.store.ContentParts;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines with files in them. */
class LargeLinesTest {
  private static final int LARGE = 8 << 20;
  private static final String HEAD = "ATTACH;ENCODING=BASE64;FILENAME=\"a:b\":";

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Content written(String head, byte[] file) {
    ContentParts out = new ContentParts();
    new NewLine(out, "\r\n").text(head).base64(Content.of(file)).end();
    return out.content();
  }

  private static ContentLine line(Content content) {
    return ContentLines.of(content).get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 20, 50, 51, 52, 53, 54, 1000, 400_000})
  void aFileIsFoldedAsItsTextWouldBe(int size) {
    byte[] file = bytes(size);
    ContentParts whole = new ContentParts();
    String text = HEAD + Base64.getEncoder().encodeToString(file);
    new NewLine(whole, "\r\n").text(text).end();

    Content content = written(HEAD, file);

    assertArrayEquals(whole.content().toByteArray(), content.toByteArray());
    assertEquals(text, line(content).text());
    new String(content.toByteArray(), StandardCharsets.US_ASCII)
        .lines()
        .forEach(each -> assertTrue(each.length() <= 75, each));
    assertArrayEquals(file, line(content).decoded().toByteArray());
    assertEquals(Optional.of("a:b"), line(content).parameter("FILENAME"));
  }

  @ParameterizedTest
  @CsvSource({
    "'ATTACH:aGVs\r\n bG8=\r\n', hello",
    "'ATTACH:aGVsbG8\r\n', hello",
    "'ATTACH:\r\n', ''",
    "'ATTACH', ''",
    "'ATTACH;X=\"open:aGVsbG8=\r\n', hello",
  })
  void decodesWhatIsInALine(String text, String expected) {
    Content decoded =
        line(Content.of(text.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.US_ASCII)))
            .decoded();
    assertEquals(expected, new String(decoded.toByteArray(), StandardCharsets.US_ASCII));
  }

  @Test
  void saysThatItIsNoBase64() {
    ContentLine line = line(Content.of("ATTACH:aGVsb\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertThrows(IllegalArgumentException.class, line::decoded);
  }

  /** Neither as text nor in another array. */
  @Test
  void aLargeFileIsThereOnceInEachForm() {
    byte[] file = bytes(LARGE);
    written(HEAD, bytes(10));
    Content[] made = new Content[2];

    long writing =
        allocated(
            () -> {
              made[0] = written(HEAD, file);
            });
    long reading =
        allocated(
            () -> {
              ContentLine line = line(made[0]);
              assertEquals(Optional.of("BASE64"), line.parameter("ENCODING"));
              made[1] = line.decoded();
            });

    assertTrue(Arrays.equals(file, made[1].toByteArray()));
    assertTrue(writing < made[0].size() * 1.2, writing + " for " + made[0].size());
    assertTrue(reading < file.length * 1.2, reading + " for " + file.length);
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    work.run();
    return threads.getThreadAllocatedBytes(id) - before;
  }
}
