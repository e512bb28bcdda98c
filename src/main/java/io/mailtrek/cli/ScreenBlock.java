package io.mailtrek.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * A block of lines on a terminal that is painted again in its place. Each painting is one write,
 * and no line is longer than the terminal is wide, so that nothing flickers or wraps. The caller
 * keeps to {@link #room} lines, so that nothing scrolls. For one thread.
 */
final class ScreenBlock {
  private static final Duration SIZE_IS_VALID = Duration.ofSeconds(2);
  private static final String ESCAPE = "\u001b[";

  private final PrintWriter out;
  private final Supplier<Terminal.Size> sizes;
  private Terminal.Size size = Terminal.Size.USUAL;
  private Instant sizeEnds = Instant.MIN;
  private int painted;

  ScreenBlock(PrintWriter out, Supplier<Terminal.Size> sizes) {
    this.out = out;
    this.sizes = sizes;
  }

  /** How many lines there is room for at a moment, beside the one of the cursor. */
  int room(Instant at) {
    if (!at.isBefore(sizeEnds)) {
      size = sizes.get();
      sizeEnds = at.plus(SIZE_IS_VALID);
    }
    return Math.max(1, size.rows() - 1);
  }

  /** Paints the lines in the place of those before. */
  void paint(List<String> lines) {
    StringBuilder block = new StringBuilder();
    if (painted > 0) {
      block.append('\r').append(ESCAPE).append(painted).append('A');
    }
    for (String line : lines) {
      block.append(cut(line)).append(ESCAPE).append("K\n");
    }
    block.append(ESCAPE).append('J');
    painted = lines.size();
    out.print(block);
    out.flush();
  }

  private String cut(String line) {
    int most = Math.max(1, size.columns() - 1);
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
