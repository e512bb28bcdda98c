package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.Limit;
import io.mailtrek.pass.Limits;
import io.mailtrek.report.Json;
import io.mailtrek.report.Moments;
import io.mailtrek.report.Words;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows and changes the limits of passes that run. */
@Command(
    name = "limits",
    description =
        "Shows and changes how many mailboxes are worked on at once and how fast, also while passes"
            + " run. Nothing that is under way is ended.",
    footer = {
      "  mailtrek limits",
      "  mailtrek limits --set concurrent-mailboxes=2",
      "  mailtrek limits --set destination.max-bytes-per-second=5MB",
      "  mailtrek limits --set concurrent-mailboxes=configured"
    })
final class LimitsCommand implements Callable<Integer> {
  private static final String NONE = "none";
  private static final String CONFIGURED = "configured";

  private final MailTrek root;

  @Spec private CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Change a limit from now on: a value as in application.properties, 'none', or"
              + " 'configured' to take the change back. May be given several times.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  LimitsCommand(MailTrek root) {
    this.root = root;
  }

  @Override
  public Integer call() throws Exception {
    Project project = root.projectToLookAt();
    try (Engine engine = root.engines().connect(project)) {
      Limits limits = engine.limits();
      changes.forEach((name, value) -> change(limits, name, value));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.write(object(limits)));
      } else {
        print(limits, out);
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  private void change(Limits limits, String name, String text) {
    Limit limit =
        Limit.named(name)
            .orElseThrow(
                () ->
                    misused(
                        "There is no limit '"
                            + name
                            + "'. There are: "
                            + Stream.of(Limit.values())
                                .map(Limit::word)
                                .collect(Collectors.joining(", "))
                            + "."));
    try {
      limits.change(
          limit,
          switch (text) {
            case CONFIGURED -> limits.configured(limit);
            case NONE -> Optional.empty();
            default -> Optional.of(limit.parse(text));
          });
    } catch (IllegalArgumentException e) {
      throw misused("--set " + name + ": " + e.getMessage());
    }
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static void print(Limits limits, PrintWriter out) {
    Table table = new Table(1, "Limit", "Now", "Configured", "Changed");
    for (Limit limit : Limit.values()) {
      table.row(
          limit.word(),
          text(limits.value(limit)),
          text(limits.configured(limit)),
          limits.changedAt(limit).map(Moments::text).orElse("-"));
    }
    table.lines().forEach(out::println);
    out.println();
    out.println(
        "Blackout hours: "
            + limits.blackoutHours().map(Object::toString).orElse(NONE)
            + limits
                .blackoutUntil()
                .map(until -> "; now, until " + Moments.text(until))
                .orElse(""));
  }

  private static String text(Optional<Long> value) {
    return value.map(Words::count).orElse(NONE);
  }

  private static Map<String, Object> object(Limits limits) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", limit.word());
      one.put("value", limits.value(limit).orElse(null));
      one.put("configured", limits.configured(limit).orElse(null));
      one.put("changedAt", limits.changedAt(limit).map(Instant::toString).orElse(null));
      all.add(one);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("limits", all);
    object.put("blackoutHours", limits.blackoutHours().map(Object::toString).orElse(null));
    object.put("blackoutUntil", limits.blackoutUntil().map(Instant::toString).orElse(null));
    return object;
  }
}
