package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusWatchTest {
  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(written);
  private int looks;

  @Test
  void paintsInOnePlaceUntilItIsInterrupted() throws Exception {
    ScreenBlock block = new ScreenBlock(out, () -> new Terminal.Size(10, 40));

    new StatusWatch(
            out,
            most -> List.of("look " + ++looks, "room for " + most.orElseThrow()),
            () -> looks == 3)
        .on(block);

    String text = written.toString();
    assertEquals(3, looks);
    assertTrue(text.contains("look 3"), text);
    assertTrue(text.contains("room for 9"), "one line is for the cursor");
    assertEquals(2, text.split("\u001b\\[2A", -1).length - 1, "twice over the two lines");
  }

  @Test
  void printsOneAfterTheOtherWithoutATerminal() throws Exception {
    new StatusWatch(out, most -> List.of("look " + ++looks), () -> looks == 2).print();

    assertEquals("look 1\nlook 2\n", written.toString());
  }

  @Test
  void endsWhenNobodyReadsAnyMore() throws Exception {
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    new StatusWatch(new PrintWriter(closed), most -> List.of("look " + ++looks), () -> false)
        .print();

    assertEquals(1, looks);
  }
}
