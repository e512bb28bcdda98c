package io.mailtrek.cli;

import io.mailtrek.pass.Engines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the command line in this process, with what it printed. */
record Run(int exitCode, String out, String err) {

  static Run of(Engines engines, Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        MailTrek.commandLine(engines, Terminal.NONE)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(List.of(words).stream().map(Object::toString).toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }

  String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
