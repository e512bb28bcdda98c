package io.mailtrek.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a mailbox that may fail before the mailbox fails.
 *
 * @param percent from 0 to 100
 */
public record ErrorBudget(double percent) {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");

  /**
   * Reads {@code 5%} or {@code 0.5 %}.
   *
   * @throws IllegalArgumentException when it is not a percentage up to 100
   */
  public static ErrorBudget parse(String text) {
    Matcher matcher = PERCENT.matcher(text.trim());
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) > 100) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a percentage from 0% to 100%, as in 5% or 0.5%.");
    }
    return new ErrorBudget(Double.parseDouble(matcher.group(1)));
  }

  /** Whether this many failed items are more than the part of all items. */
  public boolean isExceeded(long failed, long items) {
    return failed * 100.0 > percent * items;
  }

  /** {@code 5%}, {@code 0.5%}. */
  @Override
  public String toString() {
    return (percent == Math.rint(percent) ? Long.toString((long) percent) : "" + percent) + "%";
  }
}
