package io.mailtrek.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.ProjectFiles;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.config.ReportFormat;
import io.mailtrek.ledger.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  private final PassReport report =
      new SampleReport().mailbox("anna@old.example", Counts.ZERO).report();
  private ReportFiles files;

  @TempDir private Path home;

  @BeforeEach
  void project() throws Exception {
    files = new ReportFiles(ProjectFiles.load(new ProjectFolder(home).home()));
  }

  @Test
  void writesAFileForEachFormatAndTwoForCsv() throws Exception {
    List<Path> written = files.write(report, EnumSet.allOf(ReportFormat.class));

    assertEquals(
        Set.of(
            "pass-3-pre-stage.html",
            "pass-3-pre-stage.json",
            "pass-3-pre-stage.csv",
            "pass-3-pre-stage-not-migrated.csv"),
        Set.copyOf(names()));
    assertEquals(4, written.size());
    assertTrue(Files.readString(written.get(0)).startsWith("<!doctype html>"));
  }

  @Test
  void replacesAnEarlierReportOfThePassAndLeavesNothingUnfinished() throws Exception {
    Path file = files.write(report, List.of(ReportFormat.JSON)).get(0);
    Files.writeString(file, "old");

    files.write(report, List.of(ReportFormat.JSON));

    assertTrue(Files.readString(file).startsWith("{"));
    assertEquals(List.of("pass-3-pre-stage.json"), names());
  }

  @Test
  void writesNothingWithoutAFormat() throws Exception {
    assertEquals(List.of(), files.write(report, Set.of()));
    assertTrue(Files.notExists(home.resolve("reports")));
  }

  private List<String> names() throws Exception {
    try (Stream<Path> all = Files.list(home.resolve("reports"))) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
