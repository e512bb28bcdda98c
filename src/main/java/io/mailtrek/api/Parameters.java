package io.mailtrek.api;

import io.mailtrek.config.OlderThan;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;

/**
 * The parameters of a request. They are read from its query and path alone, for Camel puts them
 * among the headers, where a header of the same name could stand in for one.
 */
final class Parameters {
  /** How many entries an answer has where the request does not say. */
  static final int USUAL_LIMIT = 100;

  private static final int LARGEST_LIMIT = 1000;

  private final Map<String, String> query;
  private final List<String> path;

  private Parameters(Map<String, String> query, List<String> path) {
    this.query = query;
    this.path = path;
  }

  /**
   * Reads them.
   *
   * @param names the parameters of the query that there are
   * @throws ProblemException when there are others, or one is there twice
   */
  static Parameters of(Exchange exchange, String... names) {
    String text = exchange.getMessage().getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
    Map<String, String> query = new LinkedHashMap<>();
    Set<String> known = new TreeSet<>(List.of(names));
    for (String part : text.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = decode(equals < 0 ? part : part.substring(0, equals));
      if (!known.contains(name)) {
        throw Problem.badRequest(
                known.isEmpty()
                    ? "There are no parameters here."
                    : "There is no parameter '" + name + "'; there are " + known + ".")
            .exception();
      }
      if (query.put(name, decode(equals < 0 ? "" : part.substring(equals + 1))) != null) {
        throw Problem.badRequest("The parameter '" + name + "' is there twice.").exception();
      }
    }
    String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, "", String.class);
    return new Parameters(query, Arrays.stream(path.split("/", -1)).skip(1).toList());
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The query is not encoded as it should be.").exception();
    }
  }

  /** A part of the path, which is a number: 2 is the 7 in {@code /api/passes/7}. */
  long pathNumber(int part) {
    return number("path", path.get(part));
  }

  /** A part of the path, decoded. */
  String pathText(int part) {
    // A plus in an address stands for itself.
    return decode(path.get(part).replace("+", "%2B"));
  }

  /** A text that is not empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** A text that has to be there. */
  String required(String name) {
    return text(name)
        .orElseThrow(
            () -> Problem.badRequest("The parameter '" + name + "' is needed.").exception());
  }

  /** A whole number. */
  Optional<Long> number(String name) {
    return text(name).map(value -> number(name, value));
  }

  /** A date, or a date and time. */
  Optional<Instant> time(String name) {
    return text(name)
        .map(
            value -> {
              try {
                // A plus that was not encoded has become a space.
                return OlderThan.instant(value.replace(' ', '+'));
              } catch (IllegalArgumentException e) {
                throw Problem.badRequest(
                        "'"
                            + name
                            + "' is a date as in 2026-12-01 or a time as in 2026-12-01T20:00Z.")
                    .exception();
              }
            });
  }

  /** One of some words. */
  Optional<String> word(String name, Set<String> words) {
    return text(name)
        .map(
            value -> {
              if (!words.contains(value)) {
                throw Problem.badRequest("'" + name + "' is one of " + new TreeSet<>(words) + ".")
                    .exception();
              }
              return value;
            });
  }

  /** Some of some words, with commas between; empty when there are none. */
  Set<String> words(String name, Set<String> words) {
    Set<String> given = new TreeSet<>(Arrays.asList(text(name).orElse("").split(",")));
    given.remove("");
    if (!words.containsAll(given)) {
      throw Problem.badRequest("'" + name + "' is one or more of " + new TreeSet<>(words) + ".")
          .exception();
    }
    return given;
  }

  /** How many entries the answer has at most. */
  int limit() {
    return (int) number("limit", USUAL_LIMIT, LARGEST_LIMIT);
  }

  /** A whole number from 1 to a largest one. */
  long number(String name, long usual, long largest) {
    long number = number(name).orElse(usual);
    if (number < 1 || number > largest) {
      throw Problem.badRequest("'" + name + "' is a number from 1 to " + largest + ".").exception();
    }
    return number;
  }

  /** Where the answer before said that it goes on, as a number of entries. */
  long offset() {
    return number("after").orElse(0L);
  }

  private static long number(String name, String value) {
    if (!value.matches("\\d{1,18}")) {
      throw Problem.badRequest("'" + name + "' is a whole number, not '" + value + "'.")
          .exception();
    }
    return Long.parseLong(value);
  }
}
