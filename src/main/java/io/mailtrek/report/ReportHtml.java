package io.mailtrek.report;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Leftover;
import io.mailtrek.ledger.Outcome;
import io.mailtrek.ledger.Reasons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report as one page of HTML that needs nothing but itself: no script, no font and no picture
 * from elsewhere. Everything in it that comes from mailboxes or servers is escaped.
 */
public final class ReportHtml {
  private static final int MOST_ITEMS = 1000;

  private static final String STYLE =
      """
      <style>
      :root { color-scheme: light dark; --text: #1c2430; --dim: #5b6675; --back: #fff; --line: #d8dee6;
        --c0: #1f77b4; --c1: #9ecae1; --c2: #2ca089; --c3: #b9bfc8; --c4: #e3b23c; --c5: #c8403a; }
      @media (prefers-color-scheme: dark) {
        :root { --text: #e4e8ee; --dim: #9aa5b3; --back: #14181e; --line: #333c48; --c3: #6b7480; } }
      body { font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--back);
        max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
      .dim { color: var(--dim); } .bad { color: var(--c5); }
      .tiles { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1.2rem 0; padding: 0; }
      .tiles li { list-style: none; border: 1px solid var(--line); border-radius: .5rem;
        padding: .5rem 1rem; min-width: 7rem; } .tiles b { display: block; font-size: 1.4rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-size: .87rem; width: 100%; }
      th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left;
        vertical-align: top; overflow-wrap: anywhere; }
      th.n, td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      figure { margin: 1.2rem 0; } figcaption { font-weight: 600; }
      svg { width: 100%; height: auto; font-size: 13px; } svg text { fill: var(--text); }
      .legend { margin: .2rem 0; font-size: .87rem; }
      .key { display: inline-block; width: .8em; height: .8em; margin-left: .8em; }
      .k0 { background: var(--c0); } .k1 { background: var(--c1); } .k2 { background: var(--c2); }
      .k3 { background: var(--c3); } .k4 { background: var(--c4); } .k5 { background: var(--c5); }
      .s0 { fill: var(--c0); } .s1 { fill: var(--c1); } .s2 { fill: var(--c2); }
      .s3 { fill: var(--c3); } .s4 { fill: var(--c4); } .s5 { fill: var(--c5); }
      </style>
      """;

  private final PassReport report;
  private final Html page = new Html();

  private ReportHtml(PassReport report) {
    this.report = report;
  }

  /** The page. */
  public static String of(PassReport report) {
    return new ReportHtml(report).page();
  }

  private String page() {
    String title = report.project() + ", pass " + report.view().pass().id();
    page.own("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
        .own("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .element("title", title)
        .line()
        .own(STYLE)
        .own("</head>\n<body>\n");
    head();
    tiles();
    forecast();
    new ReportCharts(report).addTo(page);
    mailboxes();
    reasons();
    leftovers();
    page.own("</body>\n</html>\n");
    return page.toString();
  }

  private void head() {
    PassView view = report.view();
    page.element("h1", "Project " + report.project() + ": pass " + view.pass().id()).line();
    page.open("p", "class", view.flawless() || !view.finished() ? "" : "bad")
        .element("b", view.words() + ": " + view.status())
        .close("p")
        .line();
    List<String> facts = new ArrayList<>();
    facts.add("submitted " + Moments.text(view.pass().submittedAt()));
    view.pass().startAt().ifPresent(at -> facts.add("to start " + Moments.text(at)));
    view.pass().cutOff().ifPresent(at -> facts.add("items before " + Moments.text(at)));
    facts.add("took " + Words.duration(view.duration()));
    report.timeLeft().ifPresent(left -> facts.add("about " + Words.duration(left) + " left"));
    facts.add("as of " + Moments.precise(view.at()));
    page.open("p", "class", "dim").text(String.join(" · ", facts)).close("p").line();
  }

  private void tiles() {
    Counts counts = report.view().counts();
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("mailboxes", Words.count(report.mailboxes().size()));
    tiles.put("items listed", Words.count(counts.listed()));
    tiles.put("migrated", Words.count(counts.migrated() + counts.adopted()));
    tiles.put("bytes", Words.bytes(counts.bytes()));
    tiles.put("errors", Words.count(counts.failed()));
    tiles.put("items listed in a second", Words.rate(report.itemsPerSecond()));
    tiles.put("the slower side", report.pace().bottleneck().word());
    page.open("ul", "class", "tiles");
    tiles.forEach(
        (name, value) ->
            page.open("li").element("b", value).element("span", name).close("li").line());
    page.close("ul").line();
    page.element(
        "p",
        String.format(
            Locale.ROOT,
            "Listed %,d = %,d migrated + %,d already migrated + %,d adopted + %,d filtered"
                + " + %,d skipped + %,d failed.",
            counts.listed(),
            counts.migrated(),
            counts.alreadyMigrated(),
            counts.adopted(),
            counts.filtered(),
            counts.skipped(),
            counts.failed()));
  }

  private void forecast() {
    report
        .forecast()
        .ifPresent(
            forecast -> {
              page.element("h2", "Forecast");
              forecast.sentences().forEach(sentence -> page.element("p", sentence).line());
              page.open("div", "class", "scroll").open("table").line();
              page.row("th", 1, List.of("Mailbox", "Items left", "Bytes left", "It takes"));
              forecast
                  .mailboxes()
                  .forEach(
                      part ->
                          page.row(
                              "td",
                              1,
                              List.of(
                                  part.mailbox(),
                                  Words.count(part.items()),
                                  Words.bytes(part.bytes()),
                                  part.duration().map(Forecast.Range::text).orElse("unknown"))));
              page.close("table").close("div").line();
            });
  }

  private void mailboxes() {
    page.element("h2", "Mailboxes").open("div", "class", "scroll").open("table").line();
    page.row(
        "th",
        4,
        List.of(
            "Mailbox",
            "Status",
            "Slower side",
            "Last error",
            "Listed",
            "Migrated",
            "Already",
            "Adopted",
            "Filtered",
            "Skipped",
            "Failed",
            "Bytes",
            "Rate",
            "Took"));
    for (MailboxReport mailbox : report.mailboxes()) {
      Counts counts = mailbox.record().counts();
      page.row(
          "td",
          4,
          List.of(
              mailbox.record().source(),
              report.view().status(mailbox.record()),
              mailbox.bottleneck().word(),
              mailbox.lastError().orElse(""),
              Words.count(counts.listed()),
              Words.count(counts.migrated()),
              Words.count(counts.alreadyMigrated()),
              Words.count(counts.adopted()),
              Words.count(counts.filtered()),
              Words.count(counts.skipped()),
              Words.count(counts.failed()),
              Words.bytes(counts.bytes()),
              Words.rate(mailbox.itemsPerSecond()),
              Words.duration(mailbox.duration())));
    }
    page.close("table").close("div").line();
  }

  private void reasons() {
    Reasons reasons = report.reasons();
    Map<String, Long> errors = new TreeMap<>();
    for (Leftover item : report.leftovers()) {
      if (item.outcome() == Outcome.FAILED) {
        errors.merge(item.reason(), 1L, Long::sum);
      }
    }
    page.element("h2", "Why items were not migrated").line();
    if (reasons.filteredBy().isEmpty() && reasons.skippedBy().isEmpty() && errors.isEmpty()) {
      page.element("p", "Every item that was listed is at the destination.").line();
      return;
    }
    page.open("table").line().row("th", 2, List.of("Outcome", "Reason", "Items"));
    reasons.filteredBy().forEach((reason, items) -> reason("filtered", reason, items));
    reasons.skippedBy().forEach((reason, items) -> reason("skipped", reason, items));
    errors.forEach((reason, items) -> reason("failed", reason, items));
    page.close("table").line();
  }

  private void reason(String outcome, String reason, long items) {
    page.row("td", 2, List.of(outcome, reason, Words.count(items)));
  }

  private void leftovers() {
    if (report.leftovers().isEmpty()) {
      return;
    }
    page.element("h2", "Items that were not migrated").line();
    int more = report.leftovers().size() - MOST_ITEMS;
    if (more > 0) {
      page.element(
          "p",
          "The first "
              + Words.count(MOST_ITEMS)
              + "; the CSV file has "
              + Words.count(more)
              + " more.");
    }
    Map<Long, String> addresses = report.addresses();
    page.open("div", "class", "scroll").open("table").line();
    page.row(
        "th",
        7,
        List.of("Mailbox", "Folder", "Item", "Date", "Outcome", "Reason", "Message", "Size"));
    report.leftovers().stream()
        .limit(MOST_ITEMS)
        .forEach(
            item ->
                page.row(
                    "td",
                    7,
                    List.of(
                        addresses.get(item.mailboxId()),
                        item.folder().toString(),
                        item.type().word() + " " + item.key(),
                        item.date().map(Moments::text).orElse(""),
                        item.outcome().word(),
                        item.reason(),
                        item.message(),
                        item.size() > 0 ? Words.bytes(item.size()) : "")));
    page.close("table").close("div").line();
  }
}
