package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Side;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.net.TlsInspection;
import io.mailtrek.store.xml.XmlNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Looks at an Exchange server with the eyes of one mailbox, by operations that change nothing. For
 * one thread, once.
 */
final class ExchangeInspection {
  /** Which step a problem belongs to; all others come after the login. */
  private static final Map<Problem, Subject> STEPS =
      Map.of(
          Problem.UNREACHABLE, Subject.HOST,
          Problem.HOST_UNKNOWN, Subject.HOST,
          Problem.CONNECTION_LOST, Subject.HOST,
          Problem.CERTIFICATE_NOT_TRUSTED, Subject.TLS,
          Problem.TLS_FAILED, Subject.TLS,
          Problem.LOGIN_REFUSED, Subject.LOGIN,
          Problem.LOGIN_IMPOSSIBLE, Subject.LOGIN);

  private final Side side;
  private final EwsClient client;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();

  ExchangeInspection(Side side, EwsClient client, Clock clock) {
    this.side = side;
    this.client = client;
    this.clock = clock;
  }

  Inspection run() throws StoppedException {
    Optional<Quota> space = Optional.empty();
    boolean loggedIn = false;
    try {
      client.traffic().takeConnection();
      XmlNode root =
          GetFolder.one(
              client,
              FolderList.ROOT,
              List.of(
                  Fields.field("folder:EffectiveRights"),
                  Fields.tag(Fields.MAILBOX_SIZE, "Long"),
                  Fields.tag(Fields.PROHIBIT_RECEIVE_QUOTA, "Integer")));
      reached(Subject.RIGHTS);
      loggedIn = true;
      rights(root);
      address();
      space = quota(root);
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      Subject failed = loggedIn ? Subject.RIGHTS : STEPS.getOrDefault(e.problem(), Subject.RIGHTS);
      if (!loggedIn) {
        reached(failed);
      }
      findings.add(new Finding(side, failed, Verdict.NO_GO, e.getMessage()));
    } finally {
      client.traffic().close();
    }
    return new Inspection(findings, space, Optional.empty(), OptionalLong.empty());
  }

  /** All steps before this one went well. */
  private void reached(Subject step) {
    if (step.compareTo(Subject.HOST) > 0) {
      go(Subject.HOST, client.uri().server() + " answers");
    }
    if (step.compareTo(Subject.TLS) > 0) {
      findings.add(
          client
              .tlsSession()
              .map(session -> TlsInspection.secured(side, session, clock))
              .orElseGet(
                  () ->
                      TlsInspection.inTheClear(
                          side, client.uri().host(), "Leave out security=none")));
    }
    if (step.compareTo(Subject.LOGIN) > 0) {
      go(Subject.LOGIN, client.login() + " logs in");
    }
  }

  private void rights(XmlNode root) throws StoreException {
    FolderList list =
        FolderList.read(
            client,
            new ReadOptions(
                ExchangeUri.MailDate.RECEIVED,
                side == Side.SOURCE && client.uri().archive(),
                side == Side.SOURCE && client.uri().recoverableItems(),
                false));
    Map<ItemType, Integer> folders = new EnumMap<>(ItemType.class);
    long items = 0;
    for (ExchangeFolder folder : list.folders()) {
      folders.merge(folder.type(), 1, Integer::sum);
      items += folder.count();
    }
    String what =
        folders.entrySet().stream()
            .map(each -> each.getValue() + " of " + each.getKey().word())
            .collect(Collectors.joining(", "));
    go(
        Subject.RIGHTS,
        side == Side.SOURCE
            ? String.format(Locale.ROOT, "folders can be read: %s; %,d items in them", what, items)
            : "folders are there: " + what);
    list.leftOut().forEach(reason -> caution("left out is " + reason, ""));
    boolean mayWrite =
        root.child(type("EffectiveRights"))
            .map(rights -> Nodes.flag(rights, "CreateHierarchy"))
            .orElse(true);
    if (side == Side.DESTINATION && !mayWrite) {
      findings.add(
          new Finding(
              side,
              Subject.RIGHTS,
              Verdict.NO_GO,
              client.login() + " may make no folders",
              "Give the login the role ApplicationImpersonation, or full access to the mailbox"));
    }
  }

  /** The quota is told in kilobytes, the size in bytes; where one is missing nothing is known. */
  private static Optional<Quota> quota(XmlNode root) {
    Optional<String> size = Fields.extended(root, Fields.MAILBOX_SIZE);
    long limit = Nodes.number(Fields.extended(root, Fields.PROHIBIT_RECEIVE_QUOTA));
    return size.isPresent() && limit > 0
        ? Optional.of(new Quota(Nodes.number(size), limit * 1024))
        : Optional.empty();
  }

  private void go(Subject subject, String text) {
    findings.add(new Finding(side, subject, Verdict.GO, text));
  }

  /**
   * By an address that is not the primary one a server may not be found, or nobody be acted for.
   */
  private void address() throws StoppedException {
    Optional<String> own = client.login().anchor();
    if (own.isEmpty()) {
      return;
    }
    try {
      ResolveNames.primary(client, own.get())
          .filter(primary -> !primary.equalsIgnoreCase(own.get()))
          .ifPresent(
              primary ->
                  caution(
                      "the mailbox of " + own.get() + " has the primary address " + primary,
                      "Write that into the list of mailboxes"));
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      // Who may read the mailbox need not be permitted to look into the address list.
      go(Subject.RIGHTS, "whether the address is the primary one is not told: " + e.getMessage());
    }
  }

  private void caution(String text, String advice) {
    findings.add(new Finding(side, Subject.RIGHTS, Verdict.CAUTION, text, advice));
  }
}
