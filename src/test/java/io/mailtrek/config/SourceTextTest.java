package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a character of a file is, as an editor would say it. */
class SourceTextTest {

  @Test
  void linesEndWithAnyLineEndAndColumnsCountCharacters() {
    SourceText source = new SourceText("file", "ab\r\n\nc\rd\uD83D\uDE00e\r");

    assertEquals("1:1 1:2 1:3 1:4 2:1 3:1 3:2 4:1 4:2 4:3 4:4 5:1", places(source));
  }

  @Test
  void anEmptyTextHasOneLine() {
    assertEquals("1:1", places(new SourceText("file", "")));
  }

  /** Of each whole character, and of the end. */
  private static String places(SourceText source) {
    return IntStream.rangeClosed(0, source.text().length())
        .filter(
            i -> i == source.text().length() || !Character.isLowSurrogate(source.text().charAt(i)))
        .mapToObj(i -> source.line(i) + ":" + source.column(i))
        .reduce((one, next) -> one + " " + next)
        .orElseThrow();
  }
}
