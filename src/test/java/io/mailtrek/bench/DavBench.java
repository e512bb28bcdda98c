package io.mailtrek.bench;

import io.mailtrek.corpus.OddCalendar;
import io.mailtrek.corpus.OddCard;
import io.mailtrek.corpus.SampleItem;
import io.mailtrek.server.dav.RawDav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies a calendar and an address book from one DAV server to another with MailTrek and
 * vdirsyncer; {@code bench/run --class groupware} starts it.
 */
public final class DavBench {
  static final String USER = "anna";
  static final String PASSWORD = "secret";

  private final DavSide.Kind servers;
  private final int items;
  private final Duration roundTrip;
  private final int repetitions;
  private final Path work;
  private final List<Row> rows = new ArrayList<>();

  private record Row(
      String tool,
      String pass,
      double seconds,
      double cpu,
      double serverCpu,
      long memory,
      boolean all) {}

  private DavBench(
      DavSide.Kind servers, int items, int repetitions, Duration roundTrip, Path work) {
    this.servers = servers;
    this.items = items;
    this.roundTrip = roundTrip;
    this.repetitions = repetitions;
    this.work = work;
  }

  /**
   * Runs in the project's folder: the kind of servers, the number of events, repetitions, the
   * round-trip time.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    DavSide.Kind servers = DavSide.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int items = Integer.parseInt(arguments[1]);
    int repetitions = Integer.parseInt(arguments[2]);
    Duration roundTrip = Duration.ofMillis(Long.parseLong(arguments[3]));
    Path work = Files.createTempDirectory("mailtrek-bench-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work), "delete-work"));
    new DavBench(servers, items, repetitions, roundTrip, work).run();
  }

  private void run() throws IOException, InterruptedException {
    try (DavSide source = servers.start(roundTrip)) {
      System.err.println("Filling the source with " + items + " events and " + items + " contacts");
      DavSide.Collections from = fill(source);
      List<DavTool> tools = List.of(DavTool.MAILTREK, DavTool.VDIRSYNCER);
      for (int i = 0; i < repetitions; i++) {
        for (int k = 0; k < tools.size(); k++) {
          measure(source, from, tools.get((i + k) % tools.size()), i);
        }
      }
    }
    String page = page();
    System.out.println(page);
    Path folder = Files.createDirectories(Path.of("bench", "results"));
    Files.writeString(
        folder.resolve(
            LocalDate.now(ZoneId.systemDefault())
                + "-groupware-"
                + servers.name().toLowerCase(Locale.ROOT)
                + "-"
                + items
                + "-rtt"
                + roundTrip.toMillis()
                + ".md"),
        page);
  }

  private DavSide.Collections fill(DavSide source) throws IOException {
    List<SampleItem> events = OddCalendar.many(items, 1);
    List<SampleItem> cards = OddCard.many(items, 1);
    RawDav dav = source.program();
    if (servers == DavSide.Kind.RADICALE) {
      return fillAtOnce(dav, events, cards);
    }
    DavSide.Collections made = source.makeCollections();
    for (SampleItem event : events) {
      dav.put(made.calendar() + event.file(), event.content());
    }
    for (SampleItem card : cards) {
      dav.put(made.addressBook() + card.file(), card.content());
    }
    return made;
  }

  /** A whole collection is put at once, which only Radicale can do. */
  private static DavSide.Collections fillAtOnce(
      RawDav dav, List<SampleItem> events, List<SampleItem> cards) throws IOException {
    String calendar =
        events.stream()
            .map(item -> text(item).replaceAll("(?s)^.*?(?=BEGIN:VEVENT)|END:VCALENDAR\r\n$", ""))
            .collect(
                Collectors.joining(
                    "",
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Bench//EN\r\n",
                    "END:VCALENDAR\r\n"));
    String home = dav.homes().get(0);
    put(dav, home + "work/", "text/calendar", calendar);
    put(
        dav,
        home + "people/",
        "text/vcard",
        cards.stream().map(DavBench::text).collect(Collectors.joining()));
    return new DavSide.Collections(home + "work/", home + "people/");
  }

  private static void put(RawDav dav, String path, String type, String text) throws IOException {
    RawDav.Answer answer = dav.ask("PUT", path, text, "Content-Type", type + "; charset=utf-8");
    if (answer.status() != 201) {
      throw new IOException("PUT " + path + ": " + answer.status() + " " + answer.text());
    }
  }

  private static String text(SampleItem item) {
    return new String(item.content(), StandardCharsets.UTF_8);
  }

  private void measure(DavSide source, DavSide.Collections from, DavTool tool, int repetition)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve(tool.label() + repetition));
    try (DavSide destination = servers.start(roundTrip)) {
      List<String> command = tool.prepare(source, from, destination, folder);
      for (String pass : List.of("full", "delta")) {
        double before = serverCpu(source, destination);
        Command.Usage usage = Command.run(command, folder);
        double serverCpu = serverCpu(source, destination) - before;
        boolean all = usage.exitCode() == 0 && count(destination) == 2 * items;
        double seconds = usage.wall().toNanos() / 1e9;
        rows.add(
            new Row(
                tool.label(),
                pass,
                seconds,
                usage.cpu().toNanos() / 1e9,
                serverCpu,
                usage.memory() / 1024,
                all));
        System.err.printf(
            Locale.ROOT,
            "%-10s %-6s %8.2f s  %s%n",
            tool.label(),
            pass,
            seconds,
            all ? "all there" : count(destination) + " there, exit code " + usage.exitCode());
        if (usage.exitCode() != 0) {
          try (Stream<String> log = Files.lines(folder.resolve("log"))) {
            log.limit(20).forEach(System.err::println);
          }
        }
      }
    }
  }

  /** Of both; servers in one process are one. */
  private double serverCpu(DavSide source, DavSide destination) {
    Duration all = source.cpu().get();
    if (servers == DavSide.Kind.RADICALE) {
      all = all.plus(destination.cpu().get());
    }
    return all.toNanos() / 1e9;
  }

  private static int count(DavSide server) throws IOException {
    RawDav dav = server.program();
    int count = 0;
    for (RawDav.Folder folder : dav.folders()) {
      count += dav.items(folder.href()).size();
    }
    return count;
  }

  private String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        "# %d events and %d contacts, from %s to another, %d ms round trip added%n%n"
            .formatted(items, items, servers.version(), roundTrip.toMillis()));
    page.append(
        "| pass | tool | wall s | items/s | CPU s tool | CPU s servers | peak MB | check |\n");
    page.append("|---|---|---|---|---|---|---|---|\n");
    rows.stream()
        .collect(Collectors.groupingBy(row -> row.pass() + "|" + row.tool()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .forEach(each -> page.append(line(each.getValue())));
    page.append(
        "\nMedians of %d runs, of whole processes; %s.%n"
            .formatted(
                repetitions, String.join(", ", DavTool.versions()) + ", " + servers.version()));
    return page.toString();
  }

  private String line(List<Row> runs) {
    List<Row> sorted = runs.stream().sorted(Comparator.comparingDouble(Row::seconds)).toList();
    Row median = sorted.get(sorted.size() / 2);
    String rate =
        median.pass().equals("full")
            ? String.format(Locale.ROOT, "%.0f", 2 * items / median.seconds())
            : "";
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f | %s | %.2f | %.2f | %d | %s |%n",
        median.pass(),
        median.tool(),
        median.seconds(),
        rate,
        median.cpu(),
        median.serverCpu(),
        median.memory(),
        runs.stream().allMatch(Row::all) ? "all there" : "not all there");
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
