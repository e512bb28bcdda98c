package io.mailtrek.cli;

import io.mailtrek.config.Project;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.Repaired;
import io.mailtrek.report.Json;
import io.mailtrek.report.Moments;
import io.mailtrek.report.Words;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The items that were migrated in a repaired form.
 *
 * @param lines the items with their mailboxes
 */
record RepairedList(List<Line> lines) {

  /** An item with the source address of its mailbox. */
  record Line(String mailbox, Repaired item) {}

  /**
   * Reads them from the ledger, if there is one.
   *
   * @param selected source addresses in lower case
   */
  static RepairedList read(Project project, Set<String> selected) {
    List<Line> lines = new ArrayList<>();
    if (LedgerFiles.exist(project.ledger())) {
      try (Ledger ledger = Ledger.open(project.ledger())) {
        Map<Long, String> mailboxes = new LinkedHashMap<>();
        for (MailboxPassRecord mailbox : ledger.passes().latestPerMailbox()) {
          mailboxes.put(mailbox.mailboxId(), mailbox.source());
        }
        for (Repaired item : ledger.passes().repaired()) {
          String mailbox = mailboxes.get(item.mailboxId());
          if (mailbox != null && selected.contains(mailbox)) {
            lines.add(new Line(mailbox, item));
          }
        }
      }
    }
    return new RepairedList(lines);
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("count", lines.size());
      object.put("repaired", lines.stream().map(RepairedList::object).toList());
      out.println(Json.write(object));
      return;
    }
    for (Line line : lines) {
      Repaired item = line.item();
      out.println(
          line.mailbox()
              + "  "
              + item.folder()
              + "  "
              + item.type().word()
              + " "
              + item.key()
              + "  "
              + item.repairs()
              + "  (pass "
              + item.passId()
              + ", "
              + Moments.text(item.at())
              + ")");
      item.original().ifPresent(file -> out.println("    original kept as " + file));
    }
    out.println(
        lines.isEmpty()
            ? "Nothing was repaired."
            : Words.count(lines.size(), "repaired item", "repaired items"));
  }

  private static Map<String, Object> object(Line line) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("mailbox", line.mailbox());
    object.put("pass", line.item().passId());
    object.put("folder", line.item().folder().toString());
    object.put("type", line.item().type().word());
    object.put("item", line.item().key().value());
    object.put("repairs", List.of(line.item().repairs().split(",")));
    object.put("original", line.item().original().orElse(null));
    object.put("at", line.item().at().toString());
    return object;
  }
}
