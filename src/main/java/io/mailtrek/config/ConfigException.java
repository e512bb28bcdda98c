package io.mailtrek.config;

import java.util.List;
import java.util.stream.Collectors;

/** All mistakes of the configuration at once. Its message has one line a mistake. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /** With the mistakes in any order. */
  public ConfigException(List<Mistake> mistakes) {
    super(
        mistakes.stream()
            .sorted()
            .distinct()
            .map(Mistake::toString)
            .collect(Collectors.joining("\n")));
    this.mistakes = mistakes.stream().sorted().distinct().toList();
  }

  /** The mistakes, sorted by file and place. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
