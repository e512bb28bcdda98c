package io.mailtrek.api;

import io.mailtrek.api.PreviewAnswer.Choice;
import io.mailtrek.api.PreviewAnswer.DateFilter;
import io.mailtrek.api.PreviewAnswer.LeftOut;
import io.mailtrek.api.PreviewAnswer.Outlook;
import io.mailtrek.config.Filters;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.Setting;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.report.Forecast;
import io.mailtrek.report.Moments;
import io.mailtrek.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what a pass would do, before it is submitted. */
final class Preview {
  private static final List<Integer> USUAL_DAYS = List.of(30, 60, 90);
  private static final int SHOWN = 100;

  private final Project project;
  private final PassRequest request;
  private final List<MailboxFacts> mailboxes;
  private final OfferedTypes types;
  private final Instant now = Instant.now();

  private Preview(PassEngine engine, PassRequest request) {
    this.project = engine.project();
    this.request = request;
    this.mailboxes = facts(engine, request.mailboxes());
    this.types =
        new OfferedTypes(
            project.options().read().filters().itemTypes(), engine.endpoints().orElseThrow());
  }

  /** What a pass would do. */
  static PreviewAnswer of(PassEngine engine, PassRequest request) {
    Preview preview = new Preview(engine, request);
    return preview.answer(
        request.type() == PassType.FULL
            ? preview.outlook(new Reports(engine.project(), engine.ledger()))
            : Optional.empty());
  }

  /** Those of some mailboxes that can be retried. */
  static List<Mailbox> retried(PassEngine engine, List<Mailbox> mailboxes) {
    return facts(engine, mailboxes).stream()
        .filter(facts -> facts.retryRefusal().isEmpty())
        .map(MailboxFacts::mailbox)
        .toList();
  }

  private static List<MailboxFacts> facts(PassEngine engine, List<Mailbox> mailboxes) {
    Set<String> wanted = mailboxes.stream().map(MailboxRows::pair).collect(Collectors.toSet());
    return MailboxRows.all(engine).stream()
        .filter(facts -> wanted.contains(MailboxRows.pair(facts.mailbox())))
        .toList();
  }

  private PreviewAnswer answer(Optional<Outlook> outlook) {
    boolean preStage = request.type() == PassType.PRE_STAGE;
    OlderThan rule = request.olderThan().orElse(project.preStageOlderThan());
    List<LeftOut> leftOut = request.type() == PassType.RETRY ? leftOut() : List.of();
    return new PreviewAnswer(
        request.type().word(),
        mailboxes.size(),
        ZoneId.systemDefault().getId(),
        types.of(request.type()),
        preStage ? rule.toString() : null,
        preStage ? rule.resolve(now).toString() : null,
        preStage ? olderThan(rule) : null,
        preStage ? USUAL_DAYS.stream().map(OlderThan::days).map(this::choice).toList() : List.of(),
        project.preStageOlderThan().toString(),
        dateFilters(),
        PassAnswer.text(request.startAt()),
        request.startAt().map(Moments::inFull).orElse("now"),
        mailboxes.stream().filter(Preview::busy).count(),
        leftOut.stream().limit(SHOWN).toList(),
        leftOut.size(),
        leftOut.isEmpty() || leftOut.size() < mailboxes.size()
            ? null
            : "None of these mailboxes can be retried: " + leftOut.get(0).reason(),
        outlook.orElse(null));
  }

  private Choice choice(OlderThan rule) {
    return new Choice(rule.toString(), rule.resolve(now).toString(), olderThan(rule));
  }

  private String olderThan(OlderThan rule) {
    return "older than " + Moments.inFull(rule.resolve(now));
  }

  private static boolean busy(MailboxFacts facts) {
    return facts.history().stream().anyMatch(record -> !record.status().finished());
  }

  private List<LeftOut> leftOut() {
    return mailboxes.stream()
        .flatMap(
            facts ->
                facts
                    .retryRefusal()
                    .map(refusal -> new LeftOut(facts.mailbox().source(), refusal.reason()))
                    .stream())
        .toList();
  }

  private List<DateFilter> dateFilters() {
    List<Filters> all =
        mailboxes.stream()
            .map(facts -> project.optionsOf(facts.mailbox()).read().filters())
            .toList();
    return Stream.concat(
            dateFilters(all, Setting.EARLIEST_DATE, Filters::earliestDate, "Items before "),
            dateFilters(all, Setting.LATEST_DATE, Filters::latestDate, "Items from "))
        .toList();
  }

  private Stream<DateFilter> dateFilters(
      List<Filters> all,
      Setting<OlderThan> setting,
      Function<Filters, Optional<OlderThan>> filter,
      String begin) {
    Map<String, Long> mailboxesByValue =
        all.stream()
            .flatMap(filters -> filter.apply(filters).stream())
            .collect(
                Collectors.groupingBy(OlderThan::toString, TreeMap::new, Collectors.counting()));
    return mailboxesByValue.entrySet().stream()
        .map(
            entry ->
                new DateFilter(
                    setting.name(),
                    entry.getKey(),
                    begin
                        + Moments.inFull(OlderThan.parse(entry.getKey()).resolve(now))
                        + (setting.equals(Setting.LATEST_DATE) ? " on" : "")
                        + " are left out.",
                    entry.getValue(),
                    request.type() == PassType.PRE_STAGE));
  }

  /** Empty when nothing is known of any of the mailboxes. */
  private Optional<Outlook> outlook(Reports reports) {
    List<List<MailboxPassRecord>> histories =
        mailboxes.stream().map(MailboxFacts::history).toList();
    Forecast forecast = reports.forecast(histories);
    return forecast.mailboxes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outlook(
                forecast.items(),
                forecast.bytes(),
                seconds(forecast, Forecast.Range::least),
                seconds(forecast, Forecast.Range::likely),
                seconds(forecast, Forecast.Range::most),
                mailboxes.size() - forecast.mailboxes().size(),
                forecast.sentences()));
  }

  private static Long seconds(Forecast forecast, Function<Forecast.Range, Duration> which) {
    return forecast.duration().map(which).map(Duration::toSeconds).orElse(null);
  }
}
