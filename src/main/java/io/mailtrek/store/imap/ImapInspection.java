package io.mailtrek.store.imap;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Login;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Side;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.net.TlsInspection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at an IMAP server with the eyes of one mailbox, by commands that change nothing. For one
 * thread, once.
 */
final class ImapInspection {
  private static final String INBOX = "INBOX";

  private static final List<String> OF_SOURCE =
      List.of("LIST-STATUS", "NAMESPACE", "SPECIAL-USE", "ESEARCH");
  private static final List<String> OF_DESTINATION =
      List.of("LITERAL+", "MULTIAPPEND", "UIDPLUS", "NAMESPACE", "SPECIAL-USE", "UNSELECT");

  private final Side side;
  private final ImapUri uri;
  private final Login login;
  private final Function<Boolean, Connector> connectors;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();
  private QuotaRootCommand.Quotas quotas =
      new QuotaRootCommand.Quotas(Optional.empty(), Optional.empty());
  private OptionalLong largest = OptionalLong.empty();

  /**
   * @param connectors makes one for a connection of its own; told whether it is a further one,
   *     which must not wait
   */
  ImapInspection(
      Side side, ImapUri uri, Login login, Function<Boolean, Connector> connectors, Clock clock) {
    this.side = side;
    this.uri = uri;
    this.login = login;
    this.connectors = connectors;
    this.clock = clock;
  }

  /**
   * Looks.
   *
   * @param connections how many are wanted at once
   */
  Inspection run(int connections) throws StoppedException {
    Connector connector = connectors.apply(false);
    Optional<SingleConnection> first = connect(connector);
    if (first.isPresent()) {
      try (SingleConnection single = first.get()) {
        look(single.live(), connections);
      }
    }
    return new Inspection(findings, quotas.space(), quotas.messages(), largest);
  }

  private Optional<SingleConnection> connect(Connector connector) throws StoppedException {
    try {
      SingleConnection first = SingleConnection.open(connector);
      reached(Subject.CAPABILITIES, connector);
      return Optional.of(first);
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      reached(connector.step(), connector);
      add(connector.step(), Verdict.NO_GO, e.getMessage(), "");
      return Optional.empty();
    }
  }

  /** All steps of connecting before this one went well. */
  private void reached(Subject step, Connector connector) {
    if (step.compareTo(Subject.HOST) > 0) {
      add(Subject.HOST, Verdict.GO, uri.server() + " answers", "");
    }
    if (step.compareTo(Subject.TLS) > 0) {
      findings.add(
          connector
              .tlsSession()
              .map(session -> TlsInspection.secured(side, session, clock))
              .orElseGet(
                  () ->
                      TlsInspection.inTheClear(
                          side,
                          uri.host(),
                          "Use imaps://, or imap:// without security=none, where the server can")));
    }
    if (step.compareTo(Subject.LOGIN) > 0) {
      String who =
          login
              .authorizationId()
              .map(mailbox -> login.username() + " logs in for " + mailbox)
              .orElse(login.username() + " logs in");
      add(Subject.LOGIN, Verdict.GO, who, "");
    }
  }

  private void look(Connection live, int connections) throws StoppedException {
    try {
      rights(live);
      capabilities(live.capabilities());
      quotas(live);
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      add(Subject.RIGHTS, Verdict.NO_GO, e.getMessage(), "Try again when the server is well");
      return;
    }
    connections(connections);
  }

  private void rights(Connection live) throws StoreException {
    FolderState inbox;
    try {
      inbox = live.run(SelectCommand.examine(INBOX)).state();
    } catch (PermanentException e) {
      add(Subject.RIGHTS, Verdict.NO_GO, e.getMessage(), "Give the login access to the mailbox");
      return;
    }
    Optional<String> rights =
        live.capabilities().has("ACL") ? live.run(new MyRightsCommand(INBOX)) : Optional.empty();
    String opened =
        String.format(
            Locale.ROOT,
            "INBOX can be opened, %,d %s",
            inbox.count(),
            inbox.count() == 1 ? "message" : "messages");
    if (rights.isEmpty()) {
      add(Subject.RIGHTS, Verdict.GO, opened, "");
    } else {
      rights(opened + ", rights " + rights.get(), rights.get());
    }
  }

  /** Letters of RFC 4314 §2.1. */
  private void rights(String text, String rights) {
    String needed = side == Side.SOURCE ? "lr" : "lri";
    String missing = without(needed, rights);
    String wanted = side == Side.SOURCE ? "" : without("sw", rights);
    if (!missing.isEmpty()) {
      add(
          Subject.RIGHTS,
          Verdict.NO_GO,
          text + ", without " + missing,
          "Give the login these rights in all folders, as by SETACL (RFC 4314)");
    } else if (!wanted.isEmpty()) {
      add(
          Subject.RIGHTS,
          Verdict.CAUTION,
          text + ", without " + wanted,
          "Flags will not be kept; give the login these rights, too");
    } else {
      add(Subject.RIGHTS, Verdict.GO, text, "");
    }
  }

  private static String without(String needed, String rights) {
    return needed
        .chars()
        .filter(letter -> rights.indexOf(letter) < 0)
        .mapToObj(letter -> String.valueOf((char) letter))
        .collect(Collectors.joining());
  }

  private void capabilities(Capabilities can) {
    List<String> known = side == Side.SOURCE ? OF_SOURCE : OF_DESTINATION;
    String used = known.stream().filter(can::has).collect(Collectors.joining(", "));
    String missing =
        known.stream().filter(name -> !can.has(name)).collect(Collectors.joining(", "));
    String text =
        (used.isEmpty() ? "" : "uses " + used)
            + (used.isEmpty() || missing.isEmpty() ? "" : "; ")
            + (missing.isEmpty() ? "" : "does without " + missing);
    add(Subject.CAPABILITIES, Verdict.GO, text, "");
  }

  private void quotas(Connection live) throws StoreException {
    if (live.capabilities().has("QUOTA")) {
      quotas = live.run(new QuotaRootCommand(INBOX));
    }
    largest = live.capabilities().appendLimit();
    if (largest.isEmpty() && live.capabilities().has("APPENDLIMIT")) {
      largest = live.run(new AppendLimitCommand(INBOX));
    }
  }

  /** Those that the project's own limit refuses tell nothing of the server. */
  private void connections(int wanted) throws StoppedException {
    List<SingleConnection> more = new ArrayList<>();
    Optional<String> refusal = Optional.empty();
    boolean byServer = false;
    try {
      while (more.size() + 1 < wanted && refusal.isEmpty()) {
        Connector connector = connectors.apply(true);
        byServer = false;
        try {
          connector.traffic().takeConnection();
          byServer = true;
          more.add(SingleConnection.with(connector));
        } catch (StoppedException e) {
          throw e;
        } catch (StoreException e) {
          refusal = Optional.of(e.getMessage());
        }
      }
    } finally {
      more.forEach(SingleConnection::close);
    }
    taken(more.size() + 1, wanted, refusal, byServer);
  }

  private void taken(int taken, int wanted, Optional<String> refusal, boolean byServer) {
    String text = taken == 1 ? "1 connection at once" : taken + " connections at once";
    if (refusal.isEmpty()) {
      add(Subject.CONNECTIONS, Verdict.GO, text, "");
    } else if (byServer) {
      add(
          Subject.CONNECTIONS,
          Verdict.CAUTION,
          text + " of " + wanted + " wanted: " + refusal.get(),
          "Raise the server's limit for the time of the migration, or set"
              + " mailtrek.connections-per-mailbox = "
              + taken);
    } else {
      add(Subject.CONNECTIONS, Verdict.GO, text + ", no more tried: " + refusal.get(), "");
    }
  }

  private void add(Subject subject, Verdict verdict, String text, String advice) {
    findings.add(new Finding(side, subject, verdict, text, advice));
  }
}
