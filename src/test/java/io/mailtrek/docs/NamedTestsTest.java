package io.mailtrek.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that pages name are there. */
class NamedTestsTest {
  private static final Path PAGE = Path.of("docs/reliability.md");
  private static final Path SECURITY = Path.of("docs/security.md");
  private static final Path TESTS = Path.of("src/test/java/io/mailtrek");

  /** As {@code fault.QuotaTest.theDestinationIsFull}, or without the method. */
  private static final Pattern NAME =
      Pattern.compile("`((?:[a-z]+\\.)+)([A-Z]\\w*(?:Test|Contract))(?:\\.(\\w+))?`");

  @Test
  void everyNamedTestIsThere() throws IOException {
    List<String> missing =
        NAME.matcher(Files.readString(PAGE) + Files.readString(SECURITY))
            .results()
            .filter(name -> !exists(name))
            .map(MatchResult::group)
            .toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void everyRowOfTheFaultMatrixNamesATest() throws IOException {
    List<String> rows;
    try (Stream<String> lines = Files.lines(PAGE)) {
      rows =
          lines
              .dropWhile(line -> !line.equals("## The fault matrix"))
              .skip(1)
              .takeWhile(line -> !line.startsWith("## "))
              .filter(line -> line.startsWith("| ") && !line.startsWith("| fault "))
              .toList();
    }

    assertFalse(rows.isEmpty());
    assertEquals(List.of(), rows.stream().filter(row -> !NAME.matcher(row).find()).toList());
  }

  private static boolean exists(MatchResult name) {
    Path file = TESTS.resolve(name.group(1).replace('.', '/')).resolve(name.group(2) + ".java");
    try {
      return Files.exists(file)
          && (name.group(3) == null
              || Files.readString(file).contains(" void " + name.group(3) + "("));
    } catch (IOException e) {
      return false;
    }
  }
}
