package io.mailtrek.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A whole migration to look at: two servers for mail, calendars and contacts in this process, a
 * project in a temporary folder with the shipped routes, and the same commands that a user gives.
 */
public final class Demo {
  private static final List<String> USERS = List.of("anna", "bernd", "carla");
  private static final String PASSWORD = "demo";

  private final DemoProject project;
  private final DemoProject exchange;
  private final PrintWriter out;

  /** Gives a command as on the command line. */
  @FunctionalInterface
  public interface Commands {
    /** Runs it; returns its exit code. */
    int run(String... words);
  }

  /**
   * A demo that has not begun.
   *
   * @param home an empty folder for the project
   * @param commands runs MailTrek's own commands
   * @param out where it tells what it does
   */
  public Demo(Path home, Commands commands, PrintWriter out) {
    this.project = new DemoProject(home.resolve("demo"), commands, out);
    this.exchange = new DemoProject(home.resolve("demo-exchange"), commands, out);
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param shipped the folder that holds the shipped routes
   * @return whether every command succeeded and the check found nothing wrong
   */
  public boolean run(Path shipped) throws Exception {
    Instant begin = Instant.now();
    try (DemoServer source = DemoServer.start("old.example", USERS, PASSWORD);
        DemoServer destination = DemoServer.start("new.example", USERS, PASSWORD)) {
      int messages = new SampleMailboxes(source, begin).fill();
      new SampleGroupware(source, begin).fill();
      writeProject(shipped, source, destination);
      say(
          "Two servers for mail, calendars and contacts run inside this process. At the old one are"
              + " %d mailboxes from two years, with %d messages, %s.",
          USERS.size(), messages, GroupwareSnapshot.of(source).counts());

      heading("Weeks before the cutover: Pre-Stage moves the mail older than 90 days");
      if (!project.pass("pre-stage")) {
        return false;
      }
      heading("Meanwhile people work with the old server");
      UsersWork work = new UsersWork(source, begin);
      work.doIt().forEach(sentence -> say("- %s", sentence));

      heading("After the cutover: Full moves all the rest");
      if (!project.pass("full")) {
        return false;
      }
      Snapshot before = Snapshot.of(destination);
      GroupwareSnapshot groupwareBefore = GroupwareSnapshot.of(destination);
      heading("Full again finds nothing left to move");
      if (!project.pass("full")) {
        return false;
      }
      heading("Check: both servers are read and compared");
      Comparison comparison =
          new Comparison(
              Snapshot.of(source), work.leftTheSource(), before, Snapshot.of(destination));
      comparison.groupware(
          GroupwareSnapshot.of(source),
          groupwareBefore,
          GroupwareSnapshot.of(destination),
          destination.groupware().mailed().size());
      comparison.findings().forEach(finding -> say("%s", finding));

      heading("A second project: one mailbox of a server that speaks as Exchange does");
      boolean right =
          new ExchangePart(exchange, out, begin).run(shipped, PASSWORD) && comparison.right();
      say("");
      say(
          "%s in %.1f seconds. Everything is removed again.",
          right ? "All is right," : "SOMETHING IS WRONG,",
          Duration.between(begin, Instant.now()).toMillis() / 1000.0);
      return right;
    }
  }

  private void writeProject(Path shipped, DemoServer source, DemoServer destination)
      throws IOException {
    StringBuilder rows = new StringBuilder("Source Email,Destination Email");
    for (String user : USERS) {
      rows.append('\n').append(source.address(user)).append(',').append(destination.address(user));
    }
    project.write(
        shipped,
        rows.toString(),
        "mailtrek.project = demo",
        "mailtrek.source.imap = " + source.uri(),
        "mailtrek.source.dav = " + source.davUri(),
        "mailtrek.source.password = " + PASSWORD,
        "mailtrek.destination.imap = " + destination.uri(),
        "mailtrek.destination.dav = " + destination.davUri(),
        "mailtrek.destination.password = " + PASSWORD);
  }

  private void heading(String text) {
    say("");
    say("=== %s", text);
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
