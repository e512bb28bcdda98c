package io.mailtrek.config;

import java.util.Comparator;

/**
 * Something that a user wrote and has to change.
 *
 * @param file where it is: a path as the user knows it, or the command line option
 * @param line its line from 1; 0 where there are no lines
 * @param column its column from 1; 0 where there are no columns
 * @param message what is wrong and what to do; never a password
 */
public record Mistake(String file, int line, int column, String message)
    implements Comparable<Mistake> {

  private static final Comparator<Mistake> ORDER =
      Comparator.comparing(Mistake::file)
          .thenComparingInt(Mistake::line)
          .thenComparingInt(Mistake::column)
          .thenComparing(Mistake::message);

  /** Keeps the message on one line, whatever it quotes. */
  public Mistake {
    message = message.replaceAll("\\p{Cntrl}+", " ");
  }

  /** A mistake that has no place in a file: an option, or a missing file. */
  public static Mistake in(String where, String message) {
    return new Mistake(where, 0, 0, message);
  }

  @Override
  public int compareTo(Mistake other) {
    return ORDER.compare(this, other);
  }

  /** As compilers write it: {@code file:line:column: message}. */
  @Override
  public String toString() {
    return (line > 0 ? file + ":" + line + ":" + column : file) + ": " + message;
  }
}
