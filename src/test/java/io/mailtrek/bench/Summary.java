package io.mailtrek.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** One table over all trials: how long MailTrek took, and the others in multiples of it. */
final class Summary {
  private static final List<String> OTHERS = List.of("mbsync", "dsync", "limit");

  private final List<Trial> trials;

  Summary(List<Trial> trials) {
    this.trials = List.copyOf(trials);
  }

  /** The page. */
  String markdown() {
    StringBuilder out =
        new StringBuilder(
            """
            # Wall time of whole processes

            MailTrek in seconds; the others in seconds and, in brackets, in multiples of MailTrek's time.

            | class | round trip | pass | mailtrek | mbsync | dsync | limit |
            |---|--:|---|--:|--:|--:|--:|
            """);
    for (Trial trial : trials) {
      for (Pass pass : Pass.values()) {
        if (!trial.runs(pass, "mailtrek").isEmpty()) {
          out.append(row(trial, pass));
        }
      }
    }
    return out.toString();
  }

  private static String row(Trial trial, Pass pass) {
    OptionalDouble own = trial.seconds(pass, "mailtrek");
    StringBuilder row =
        new StringBuilder(
            "| %s | %d ms | %s | %s |"
                .formatted(
                    trial.workload().label,
                    trial.roundTrip(),
                    pass.label,
                    own.isPresent() ? number(own.getAsDouble()) : "incomplete"));
    for (String tool : OTHERS) {
      row.append(' ').append(compared(own, trial.seconds(pass, tool))).append(" |");
    }
    return row.append('\n').toString();
  }

  private static String compared(OptionalDouble own, OptionalDouble other) {
    if (other.isEmpty()) {
      return "";
    }
    String seconds = number(other.getAsDouble());
    return own.isEmpty()
        ? seconds
        : seconds + " (" + number(other.getAsDouble() / own.getAsDouble()) + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
