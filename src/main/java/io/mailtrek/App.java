package io.mailtrek;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.cli.MailTrek;
import io.mailtrek.cli.Terminal;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Entry point. */
public final class App {
  private App() {}

  /** Runs the command line. */
  public static void main(String[] args) {
    // What other processes reach the ledger by must not be reachable from other machines.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    System.exit(
        MailTrek.commandLine(new CamelEngines(), Terminal.detect())
            .setOut(new PrintWriter(System.out, true, Charset.defaultCharset()))
            .setErr(new PrintWriter(System.err, true, Charset.defaultCharset()))
            .execute(args));
  }
}
