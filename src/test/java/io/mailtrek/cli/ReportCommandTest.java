package io.mailtrek.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.config.ProjectFolder;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.Pace;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private final PretendEngines engines = new PretendEngines();

  @TempDir private Path home;

  @BeforeEach
  void project() throws IOException {
    ProjectFolder unused = new ProjectFolder(home);
    engines.counts = new Counts(10, 4, 2, 0, 3, 0, 1, 2048, 0);
  }

  @Test
  void withoutAPassThereIsNothingToReport() {
    Run run = run("report");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("There is no pass to report on yet."), run.err());
    assertTrue(Files.notExists(home.resolve("data")));
    run("full", "--all");
    assertTrue(run("report", "--pass", "7").err().contains("There is no pass 7."));
  }

  @Test
  void tellsOfTheLastPassInWords() throws Exception {
    run("full", "--all");
    run("pre-stage", "--all");
    figures(2);

    String text = run("report").out();

    assertTrue(text.startsWith("Project mailtrek\nPass 2, pre-stage: Completed"), text);
    assertTrue(text.contains("filtered by: cut-off 6"), text);
    assertTrue(text.matches("(?s).*\nmail +20 +8 +4 .*"), text);
    assertTrue(text.matches("(?s).*anna@old.example +20 s +15 s +1 s +source .*"), text);
    assertTrue(text.contains("Left for the Full pass: 8 items, "), text);
    assertTrue(text.contains("'mailtrek report --pass 2 --items'"), text);
  }

  @Test
  void listsTheItemsThatWereNotMigrated() throws Exception {
    run("full", "--all");
    figures(1);

    assertEquals(
        """
        anna@old.example  Entwürfe  mail 9  2.0 KB  failed: PermanentException
            NO too large
        """,
        run("report", "--items").out());
    assertTrue(
        run("report", "--items", "--format", "csv")
            .out()
            .contains("\"anna@old.example\",\"Entwürfe\",\"mail\",\"9\",,2048,\"failed\""));
  }

  @Test
  void printsAllFormats() throws Exception {
    run("full", "--all");

    JsonNode json = new ObjectMapper().readTree(run("report", "--json").out());
    String csv = run("report", "--pass", "1", "--format", "csv").out();
    String html = run("report", "--format", "HTML").out();

    assertEquals(20, json.get("listed").asInt());
    assertEquals(2, json.get("mailboxes").size());
    assertEquals(3, csv.lines().count());
    assertTrue(html.startsWith("<!doctype html>"), html);
  }

  @Test
  void savesAllFormats() throws Exception {
    run("full", "--all");

    List<String> files = run("report", "--save").out().lines().toList();

    assertEquals(4, files.size());
    assertTrue(files.stream().allMatch(file -> Files.exists(Path.of(file))), files.toString());
  }

  @Test
  void statusShowsWhichSideIsSlowerAndTheLastError() throws Exception {
    run("full", "--all");
    figures(1);

    Run table = run("status");
    JsonNode anna =
        new ObjectMapper().readTree(run("status", "--json").out()).get("mailboxes").get(0);

    assertTrue(table.out().matches("(?s).*anna@old.example .* source\n.*"), table.out());
    assertTrue(table.out().contains("2 mailboxes, 20 items listed, 2 errors"), table.out());
    assertEquals("source", anna.get("bottleneck").asText());
    assertEquals(15, anna.get("sourceWaitSeconds").asInt());
    assertEquals(10, anna.get("types").get(0).get("listed").asInt());
  }

  @Test
  void aPreStagePassEndsWithTheForecastAndTheReport() {
    Run run = run("pre-stage", "--all");

    assertTrue(run.out().contains("Left for the Full pass: 8 items"), run.out());
    assertTrue(run.lastLine().endsWith("pass-1-pre-stage.html"), run.out());
  }

  private void figures(long pass) throws Exception {
    try (Ledger ledger = Ledger.open(ProjectFiles.load(home).ledger())) {
      long anna = ledger.mailboxId("anna@old.example", "anna@new.example");
      ledger
          .figures()
          .record(
              pass,
              anna,
              new Pace(
                  Duration.ofSeconds(20), Duration.ofSeconds(15), Duration.ofSeconds(1), 2, 3, 4));
      ledger
          .figures()
          .recordLeftovers(
              pass,
              anna,
              List.of(
                  new Leftover(
                      anna,
                      FolderPath.of("Entwürfe"),
                      ItemType.MAIL,
                      new ItemKey("9"),
                      Outcome.FAILED,
                      "PermanentException",
                      "NO too large",
                      Optional.empty(),
                      2048)));
    }
  }

  private Run run(Object... words) {
    List<Object> all = new ArrayList<>(List.of("--home", home));
    all.addAll(List.of(words));
    return Run.of(engines, all.toArray());
  }
}
