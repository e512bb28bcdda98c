package io.mailtrek.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/**
 * What the command writes to.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is a terminal
 */
public record Terminal(boolean out, boolean err) {

  /** No terminal: a pipe, a file, a test. */
  public static final Terminal NONE = new Terminal(false, false);

  /**
   * What the launcher says, which can ask the operating system, by the system property {@code
   * mailtrek.terminal} ({@code out}, {@code err}, both, or nothing); without it, no terminal.
   */
  public static Terminal detect() {
    String told = System.getProperty("mailtrek.terminal", "");
    return new Terminal(told.contains("out"), told.contains("err"));
  }

  /** Whether colours are wanted: on a terminal, unless NO_COLOR is set. */
  boolean colours() {
    String term = System.getenv("TERM");
    return out && System.getenv("NO_COLOR") == null && !"dumb".equals(term);
  }

  /** How many lines and columns the terminal has now. */
  Size size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (Scanner answer = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
        if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0) {
          Size size = new Size(answer.nextInt(), answer.nextInt());
          return size.rows() > 0 && size.columns() > 0 ? size : Size.USUAL;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | java.util.NoSuchElementException e) {
      // Not every system has stty or a controlling terminal.
    }
    return Size.USUAL;
  }

  /** The size of a terminal in characters. */
  record Size(int rows, int columns) {
    static final Size USUAL = new Size(24, 80);
  }
}
