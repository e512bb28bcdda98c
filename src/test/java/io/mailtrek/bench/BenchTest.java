package io.mailtrek.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.RequiresDovecot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir private Path folder;

  @Test
  void readsItsOptions() {
    BenchOptions options =
        BenchOptions.parse(
            "--class", "2k,20k", "--rtt", "0,20", "--tools", "dsync", "--passes", "delta");
    assertEquals(List.of(Workload.SMALL_2K, Workload.SMALL_20K), options.workloads());
    assertEquals(List.of(0, 20), options.roundTrips());
    assertEquals(List.of("dsync"), options.tools().stream().map(Tool::name).toList());
    assertEquals(EnumSet.of(Pass.FULL, Pass.EMPTY_DELTA), options.passes());
    assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse("--class", "3k"));
    assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse("--reps", "0"));
    assertThrows(IllegalArgumentException.class, () -> BenchOptions.parse("--what"));
  }

  @Test
  void runsACommandForEachMailbox() throws Exception {
    assertEquals(List.of("tool", "a@x"), Command.forEach(List.of("a"), List.of("tool", "{}@x")));
    List<String> both =
        Command.forEach(List.of("a", "b"), List.of("touch", folder + "/{} with space"));
    assertEquals(0, new ProcessBuilder(both).start().waitFor());
    assertTrue(Files.exists(folder.resolve("a with space")));
    assertTrue(Files.exists(folder.resolve("b with space")));
  }

  @Test
  void drawsBarsInProportion() {
    String svg = BarChart.svg("Rates", Map.of("one", 1000.0, "two", 500.0));
    assertTrue(svg.contains("width=\"530.0\"") && svg.contains("width=\"265.0\""), svg);
  }

  @Test
  void givesNoSpeedToAToolThatFailed() throws Exception {
    BenchOptions options = BenchOptions.parse("--class", "2k", "--tools", "mbsync,dsync");
    Duration second = Duration.ofSeconds(1);
    List<Measurement> runs =
        List.of(
            new Measurement(
                "mbsync", Pass.FULL, second, second, second, second, 1024, false, List.of("0")),
            new Measurement(
                "dsync", Pass.FULL, second, second, second, second, 1024, true, List.of("ok")));
    Trial trial = new Trial(Workload.SMALL_2K, 0, 2_000_000, "0.00", runs);
    Report report = new Report(options, trial);
    String table = report.markdown("chart.svg");
    assertTrue(table.contains("| full | mbsync | 1.00 (1.00 to 1.00) |  |  |  | 1.00"), table);
    assertTrue(
        table.contains("| full | dsync | 1.00 (1.00 to 1.00) |  | 2,000 | 2.0 | 1.00"), table);
    assertTrue(report.chart().contains("dsync") && !report.chart().contains("mbsync"));
  }

  @Test
  void comparesAllTrialsInMultiplesOfMailTreksTime() {
    Duration second = Duration.ofSeconds(1);
    List<Measurement> runs =
        List.of(
            new Measurement(
                "mailtrek",
                Pass.FULL,
                second.multipliedBy(2),
                second,
                second,
                second,
                1024,
                true,
                List.of("all there")),
            new Measurement(
                "mbsync",
                Pass.FULL,
                second.multipliedBy(3),
                second,
                second,
                second,
                1024,
                true,
                List.of("all there")));
    Trial trial = new Trial(Workload.SMALL_2K, 20, 2_000_000, "0.00", runs);
    String table = new Summary(List.of(trial)).markdown();
    assertTrue(table.contains("| 2k | 20 ms | full | 2.00 | 3.00 (1.50) |  |  |"), table);
  }

  @Test
  @RequiresDovecot
  void copiesAllWithNothingButTheProtocol() throws Exception {
    try (Site site = new Site(Workload.SMALL_2K, BenchOptions.parse().mailFolder())) {
      site.fill();
      Command.Usage usage = Command.run(new BareTool().prepare(site, folder), folder);
      assertEquals(0, usage.exitCode(), Files.readString(folder.resolve("log")));
      assertEquals(Workload.SMALL_2K.total(), site.delivered());
    }
  }

  @Test
  @RequiresDovecot
  void letsMessagesArriveAndGoAgain() throws Exception {
    try (Site site = new Site(Workload.SMALL_2K, BenchOptions.parse().mailFolder())) {
      site.fill();
      Duration before = site.sourceCpu();
      long bytes = site.sourceBytes();
      Site.Arrivals arrivals = site.arrive();
      try (arrivals) {
        assertTrue(site.sourceBytes() > bytes);
      }
      assertEquals(bytes, site.sourceBytes());
      site.settle();
      assertTrue(site.sourceCpu().compareTo(before) > 0);
      assertTrue(site.differences() > 0);
      assertEquals(0, site.delivered());
    }
  }
}
