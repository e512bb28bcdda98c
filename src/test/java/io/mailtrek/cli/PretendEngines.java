package io.mailtrek.cli;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.Project;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.Preflight;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.Engines;
import io.mailtrek.pass.Limits;
import io.mailtrek.pass.PassListener;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Engines that move nothing, but write into a real ledger what a test wants to have happened. */
final class PretendEngines implements Engines {
  /** What becomes of each mailbox. */
  Counts counts = new Counts(10, 4, 3, 0, 3, 0, 0, 2048, 0);

  /** How each mailbox ends; empty for not at all. */
  Optional<MailboxPassStatus> end = Optional.of(MailboxPassStatus.COMPLETED);

  /** What a verification or a trial finds; empty for a pass that does not look. */
  Optional<Preflight> preflight = Optional.empty();

  final List<String> calls = new ArrayList<>();
  final List<PassRequest> requests = new ArrayList<>();

  @Override
  public Engine start(Project project, boolean schedules) {
    calls.add("start");
    return new PretendEngine(Ledger.open(project.ledger()));
  }

  @Override
  public Engine connect(Project project) {
    calls.add("connect");
    return new PretendEngine(Ledger.open(project.ledger()));
  }

  private final class PretendEngine implements Engine {
    private final Ledger ledger;

    PretendEngine(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public Ledger ledger() {
      return ledger;
    }

    @Override
    public long submit(PassRequest request) {
      requests.add(request);
      PassLog passes = ledger.passes();
      List<Long> ids = request.mailboxes().stream().map(this::id).toList();
      long pass =
          passes.submit(
              new io.mailtrek.ledger.PassRequest(
                  request.type(),
                  EnumSet.of(ItemType.MAIL),
                  request.olderThan().map(limit -> limit.resolve(Instant.now())),
                  request.olderThan().map(Object::toString),
                  request.startAt(),
                  request.adopt(),
                  ids));
      end.ifPresent(status -> ids.forEach(id -> finish(passes, pass, id, status)));
      return pass;
    }

    @Override
    public boolean reschedule(long passId, Optional<Instant> startAt) {
      return ledger.passes().reschedule(passId, startAt);
    }

    @Override
    public Limits limits() {
      throw new UnsupportedOperationException("Nothing is limited here.");
    }

    @Override
    public void addListener(PassListener listener) {
      // Its passes have ended when they are submitted.
    }

    private long id(Mailbox mailbox) {
      return ledger.mailboxId(
          mailbox.source().toLowerCase(Locale.ROOT),
          mailbox.destination().toLowerCase(Locale.ROOT));
    }

    private void finish(PassLog passes, long pass, long id, MailboxPassStatus status) {
      passes.change(pass, id, MailboxPassStatus.UNFINISHED, MailboxPassStatus.QUEUED);
      passes.begin(pass, id);
      TreeMap<String, Long> filteredBy = new TreeMap<>();
      if (counts.filtered() > 0) {
        filteredBy.put("cut-off", counts.filtered());
      }
      passes.recordFolderCounts(
          pass,
          id,
          List.of(
              new FolderCounts(
                  FolderPath.INBOX, ItemType.MAIL, counts, filteredBy, new TreeMap<>())));
      preflight.ifPresent(found -> passes.recordPreflight(pass, id, found));
      String message = status == MailboxPassStatus.FAILED ? "The login was refused." : "";
      passes.end(pass, id, status, message, counts);
    }

    @Override
    public void close() {
      calls.add("close");
      ledger.close();
    }
  }
}
