package io.mailtrek.cli;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.ReportFormat;
import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassLog;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassListener;
import io.mailtrek.pass.PassRefusedException;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.pass.RetryRule;
import io.mailtrek.report.Json;
import io.mailtrek.report.Moments;
import io.mailtrek.report.PassView;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Submits a pass and follows it to its end. Alone, this process does the work; where a service
 * holds the project, the service does it.
 */
final class PassSubmission {
  private static final long POLL_MILLIS = 500;

  private final MailTrek root;
  private final CommandLine command;
  private final PassType type;
  private final Optional<OlderThan> olderThan;
  private final PassOptions options;
  private final boolean details;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Progress progress;
  private boolean stopping;
  private boolean leftOut;

  PassSubmission(
      MailTrek root,
      CommandLine command,
      PassType type,
      Optional<OlderThan> olderThan,
      PassOptions options) {
    this(root, command, type, olderThan, options, false);
  }

  /**
   * @param details whether to show all checks of a pass that looks before it moves
   */
  PassSubmission(
      MailTrek root,
      CommandLine command,
      PassType type,
      Optional<OlderThan> olderThan,
      PassOptions options,
      boolean details) {
    this.root = root;
    this.command = command;
    this.type = type;
    this.olderThan = olderThan;
    this.options = options;
    this.details = details;
    this.out = command.getOut();
    this.err = command.getErr();
    this.progress = progress();
  }

  /** Runs the command; returns the exit code. */
  int call() throws ConfigException, InterruptedException {
    Project project = root.project("OFF");
    List<Mailbox> mailboxes = options.mailboxes().selection().resolve(project.mailboxes());
    PassRequest request =
        new PassRequest(type, olderThan, mailboxes, options.startAt(), options.adopt());
    while (true) {
      Optional<ProjectLock> lock = ProjectLock.take(project.data(), type.word());
      if (lock.isPresent()) {
        ProjectLock held = lock.get();
        try (Engine engine = root.engines().start(project, false)) {
          long pass = submit(engine, request);
          return followed(pass, () -> alone(project, engine, pass));
        } finally {
          held.close();
        }
      }
      Optional<ProjectLock.Holder> holder = ProjectLock.holder(project.data());
      if (holder.isPresent()) {
        return handOver(project, holder.get(), request);
      }
    }
  }

  /** Follows a pass to its end; returns the exit code. */
  private interface Following {
    int toTheEnd() throws InterruptedException;
  }

  /** A pass that was submitted is under way, also where nothing is heard of it any more. */
  private int followed(long pass, Following following) throws InterruptedException {
    try {
      return following.toTheEnd();
    } catch (LedgerException | ServiceClient.GoneException e) {
      err.println(command.getColorScheme().errorText(e.getMessage()));
      err.println("Pass " + pass + " was submitted. How it gets on is told by 'mailtrek status'.");
      return ExitCode.FAILED;
    }
  }

  private int alone(Project project, Engine engine, long pass) throws InterruptedException {
    PassLog passes = engine.ledger().passes();
    try (StopSignal signal = new StopSignal(() -> requestStop(passes, pass))) {
      engine.addListener(
          new PassListener() {
            @Override
            public void passEnded(PassRecord ended, List<MailboxPassRecord> mailboxPasses) {
              if (ended.id() == pass) {
                signal.wake();
              }
            }
          });
      PassSource source = PassSource.of(project, engine.ledger());
      PassView view = follow(source, pass, () -> stopping(signal.await(POLL_MILLIS)));
      int exitCode = finish(view, project, source);
      if (view.mailboxes().stream().anyMatch(m -> m.status().text().equals("Stopped"))) {
        err.println(
            "Stopped. To go on: mailtrek "
                + type.word()
                + " "
                + options.mailboxes().text()
                + (options.adopt() ? " --adopt" : ""));
      }
      return exitCode;
    }
  }

  private int handOver(Project project, ProjectLock.Holder holder, PassRequest request)
      throws ConfigException, InterruptedException {
    if (!holder.service()) {
      throw new UsageException(
          "The project is in use by 'mailtrek "
              + holder.command()
              + "' (process "
              + holder.pid()
              + ", since "
              + Moments.text(holder.since())
              + "). Wait for it, or stop it with 'mailtrek stop --all'.");
    }
    // What a verification finds, and what can be retried, is read from the ledger.
    boolean byLedger = GoNoGo.covers(type) || type == PassType.RETRY;
    Optional<ServiceClient> service =
        byLedger ? Optional.empty() : ServiceClient.of(project.home(), holder);
    if (service.isPresent()) {
      ServiceClient client = service.get();
      long pass = client.submit(request);
      return followed(pass, () -> followService(project, holder, client, pass));
    }
    try (Engine engine = root.engines().connect(project)) {
      PassSource source = PassSource.of(project, engine.ledger());
      long pass = submit(engine, request);
      return followed(pass, () -> followService(project, holder, source, pass));
    }
  }

  private int followService(
      Project project, ProjectLock.Holder holder, PassSource source, long pass)
      throws InterruptedException {
    try (StopSignal signal = new StopSignal(() -> {})) {
      err.println("Pass " + pass + " was handed to the service (process " + holder.pid() + ").");
      PassView view =
          follow(
              source,
              pass,
              () -> signal.await(POLL_MILLIS) || ProjectLock.holder(project.data()).isEmpty());
      if (!view.finished()) {
        err.println(
            ProjectLock.holder(project.data()).isEmpty()
                ? "The service has ended. The pass goes on when it is started again."
                : "The pass goes on in the service; see 'mailtrek status', or end it with 'mailtrek"
                    + " stop --pass "
                    + pass
                    + "'.");
      }
      return finish(view, project, source);
    }
  }

  private long submit(Engine engine, PassRequest request) {
    return engine.submit(type == PassType.RETRY ? retried(engine, request) : request);
  }

  /** Mailboxes that can't be retried are left out, as long as there are others. */
  private PassRequest retried(Engine engine, PassRequest request) {
    List<Mailbox> mailboxes = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Mailbox mailbox : request.mailboxes()) {
      Optional<RetryRule.Refusal> refusal = RetryRule.refusal(engine.ledger(), mailbox);
      if (refusal.isEmpty()) {
        mailboxes.add(mailbox);
      } else {
        reasons.add(refusal.get().reason());
        leftOut |= !refusal.get().flawless();
      }
    }
    if (mailboxes.isEmpty()) {
      throw new PassRefusedException(
          String.join("\n", reasons) + "\nThere is nothing to retry; nothing was done.");
    }
    reasons.forEach(reason -> err.println("Left out: " + reason));
    return new PassRequest(
        request.type(), request.olderThan(), mailboxes, request.startAt(), request.adopt());
  }

  /** Waits a little; says whether to give up following. */
  private interface Wait {
    boolean interrupted() throws InterruptedException;
  }

  private PassView follow(PassSource source, long pass, Wait wait) throws InterruptedException {
    PassView view = source.view(pass);
    try {
      progress.show(view);
      while (!view.finished() && !wait.interrupted()) {
        view = source.view(pass);
        progress.show(view);
      }
      return view;
    } catch (ServiceClient.GoneException e) {
      return view;
    } finally {
      progress.end();
    }
  }

  /** After a stop the pass is still followed, to the end of what is in flight. */
  private boolean stopping(boolean signalled) throws InterruptedException {
    if (signalled && !stopping) {
      stopping = true;
      progress.end();
      err.println("Stopping: what is in flight is finished first. Ctrl-C again quits at once.");
      err.flush();
    } else if (signalled) {
      Thread.sleep(POLL_MILLIS);
    }
    return false;
  }

  private Progress progress() {
    Terminal terminal = root.terminal();
    if (options.json()) {
      return terminal.err() ? new LiveProgress(err, terminal::size) : Progress.SILENT;
    }
    return terminal.out() ? new LiveProgress(out, terminal::size) : new PlainProgress(out);
  }

  private static void requestStop(PassLog passes, long pass) {
    passes.requestStop(
        pass, passes.mailboxPasses(pass).stream().map(MailboxPassRecord::mailboxId).toList());
  }

  private int finish(PassView view, Project project, PassSource source) {
    Optional<GoNoGo> checks = source.checks(view);
    if (options.json()) {
      out.println(Json.pass(view, checks.map(GoNoGo::json).orElse(Map.of())));
    } else {
      checks.ifPresent(found -> found.lines(details).forEach(out::println));
    }
    if (!options.json() && type != PassType.VERIFY) {
      new Summary(view, source.reasons(view.pass().id()), source.repairs(view))
          .lines()
          .forEach(out::println);
      if (view.counts().failed() > 0) {
        out.println(
            "See 'mailtrek errors' for what failed, why, and what to do; 'mailtrek retry' tries it"
                + " again.");
      }
      if (view.finished()) {
        outlook(view, project, source).forEach(out::println);
      }
    }
    out.flush();
    command.getErr().flush();
    return view.finished() && view.flawless() && !leftOut ? ExitCode.OK : ExitCode.FAILED;
  }

  /** What comes next, and where to read more. */
  private List<String> outlook(PassView view, Project project, PassSource source) {
    List<String> lines = new ArrayList<>();
    if (type == PassType.PRE_STAGE) {
      lines.addAll(source.forecast(view.pass().id()));
    }
    if (project.reports().formats().contains(ReportFormat.HTML)) {
      lines.add("Report: " + project.reportFolder().resolve(view.fileName() + ".html"));
    }
    return lines;
  }
}
