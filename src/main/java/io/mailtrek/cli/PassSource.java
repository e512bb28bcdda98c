package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.ledger.Repaired;
import io.mailtrek.report.PassReport;
import io.mailtrek.report.PassView;
import io.mailtrek.report.Reports;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a command sees how far a pass is: in the ledger, or at the service that has it open. */
interface PassSource {

  /** A pass as it is now. */
  PassView view(long pass);

  /** Why items of a pass were filtered or skipped. */
  Reasons reasons(long pass);

  /** What is left for the next pass, in sentences; none where there is no forecast. */
  List<String> forecast(long pass);

  /** What was found before anything was moved, for passes that look; empty for others. */
  default Optional<GoNoGo> checks(PassView view) {
    return Optional.empty();
  }

  /** How many items were migrated in another form, by what was changed, as far as it is known. */
  default SortedMap<String, Long> repairs(PassView view) {
    return new TreeMap<>();
  }

  /** What the ledger of a project has. */
  static PassSource of(Project project, Ledger ledger) {
    PassLog log = ledger.passes();
    return new PassSource() {
      @Override
      public PassView view(long pass) {
        return PassView.read(log, pass).orElseThrow();
      }

      @Override
      public Reasons reasons(long pass) {
        return ledger.figures().reasons(pass).values().stream().reduce(Reasons.NONE, Reasons::plus);
      }

      @Override
      public List<String> forecast(long pass) {
        return new Reports(project, ledger)
            .of(pass)
            .flatMap(PassReport::forecast)
            .map(forecast -> forecast.sentences())
            .orElse(List.of());
      }

      @Override
      public SortedMap<String, Long> repairs(PassView view) {
        return log.repaired().stream()
            .filter(item -> item.passId() == view.pass().id())
            .collect(Collectors.groupingBy(Repaired::repairs, TreeMap::new, Collectors.counting()));
      }

      @Override
      public Optional<GoNoGo> checks(PassView view) {
        return GoNoGo.covers(view.pass().type())
            ? Optional.of(GoNoGo.of(view, log))
            : Optional.empty();
      }
    };
  }
}
