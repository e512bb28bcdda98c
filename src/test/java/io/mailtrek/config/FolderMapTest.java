package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.FolderPath;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FolderMapTest {

  @Test
  void leavesFoldersThatNoRuleMatches() {
    assertEquals(Optional.empty(), map("INBOX", "^Old/ -> Archive/"));
  }

  @Test
  void replacesTheMatchAndKeepsTheRest() {
    assertEquals(Optional.of("Archive/2020/Q1"), map("Old/2020/Q1", "^old/ -> Archive/"));
  }

  @Test
  void letsTheFirstRuleThatMatchesDecide() {
    assertEquals(Optional.of("A"), map("Old", "^Old$ -> A", "^Old -> B", "^A$ -> C"));
  }

  @Test
  void fillsInGroups() {
    assertEquals(Optional.of("2020/Mail"), map("Mail/2020", "^(\\w+)/(\\d+)$ -> $2/$1"));
  }

  @Test
  void tidiesSeparatorsThatAReplacementLeavesOver() {
    assertEquals(Optional.of("a/b"), map("Old/a/x/b", "Old|x ->"));
  }

  @Test
  void leavesAFolderWhoseWholePathIsRemoved() {
    assertEquals(Optional.empty(), map("Old", "Old ->"));
  }

  private static Optional<String> map(String path, String... rules) {
    return new FolderMap(Stream.of(rules).map(FolderMap.Rule::parse).toList())
        .apply(FolderPath.parse(path))
        .map(FolderPath::toString);
  }
}
