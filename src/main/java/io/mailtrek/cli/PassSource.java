package io.mailtrek.cli;

import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.Repaired;
import io.mailtrek.report.PassView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where a command sees how far a pass is: in the ledger, or at the service that has it open. */
interface PassSource {

  /** A pass as it is now. */
  PassView view(long pass);

  /** The folders of a pass by the number of their mailbox. */
  Map<Long, List<FolderCounts>> folders(PassView view);

  /** What was found before anything was moved, for passes that look; empty for others. */
  default Optional<GoNoGo> checks(PassView view) {
    return Optional.empty();
  }

  /** How many items were migrated in another form, by what was changed, as far as it is known. */
  default SortedMap<String, Long> repairs(PassView view) {
    return new TreeMap<>();
  }

  /** What the ledger has. */
  static PassSource of(PassLog log) {
    return new PassSource() {
      @Override
      public PassView view(long pass) {
        return PassView.read(log, pass).orElseThrow();
      }

      @Override
      public Map<Long, List<FolderCounts>> folders(PassView view) {
        return view.mailboxes().stream()
            .collect(
                Collectors.toMap(
                    MailboxPassRecord::mailboxId,
                    mailbox -> log.folderCounts(view.pass().id(), mailbox.mailboxId())));
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
