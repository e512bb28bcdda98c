package io.mailtrek.store.dav;

import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Side;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.net.TlsInspection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * Looks at a DAV server with the eyes of one mailbox, by requests that change nothing. For one
 * thread, once.
 */
final class DavInspection {
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

  private static final Map<String, String> FEATURES =
      Map.of(
          "calendar-access", "calendars",
          "addressbook", "address books",
          "extended-mkcol", "new address books",
          "calendar-auto-schedule", "invitations by the server, which are kept back");

  private final Side side;
  private final DavClient client;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<Quota> space = Optional.empty();

  DavInspection(Side side, DavClient client, Clock clock) {
    this.side = side;
    this.client = client;
    this.clock = clock;
  }

  Inspection run() throws StoppedException {
    Subject step = Subject.HOST;
    try {
      client.traffic().takeConnection();
      Discovery.Homes homes = Discovery.find(client);
      reached(Subject.RIGHTS);
      step = Subject.RIGHTS;
      rights(CollectionList.read(client, homes));
      step = Subject.CAPABILITIES;
      capabilities(homes);
      quota(homes);
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      Subject failed =
          step == Subject.HOST ? STEPS.getOrDefault(e.problem(), Subject.RIGHTS) : step;
      if (step == Subject.HOST) {
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
              .orElseGet(() -> TlsInspection.inTheClear(side, client.uri().host(), "Use davs://")));
    }
    if (step.compareTo(Subject.LOGIN) > 0) {
      String mailbox = client.login().authorizationId().map(other -> " for " + other).orElse("");
      go(Subject.LOGIN, client.login().username() + " logs in" + mailbox);
    }
  }

  private void rights(CollectionList list) throws StoreException {
    int calendars = 0;
    int addressBooks = 0;
    long resources = 0;
    List<String> readOnly = new ArrayList<>();
    for (DavCollection collection : list.collections()) {
      calendars += collection.addressBook() ? 0 : 1;
      addressBooks += collection.addressBook() ? 1 : 0;
      if (side == Side.SOURCE) {
        resources += ResourceList.read(client, collection).size();
      } else if (!collection.writable()) {
        readOnly.add(collection.name());
      }
    }
    String what =
        String.format(
            Locale.ROOT,
            "%s and %s",
            count(calendars, "calendar"),
            count(addressBooks, "address book"));
    go(
        Subject.RIGHTS,
        side == Side.SOURCE
            ? what + " can be read, with " + count(resources, "item") + " in them"
            : what + " are there");
    list.leftOut().forEach(reason -> caution("left out is " + reason, ""));
    if (!readOnly.isEmpty()) {
      caution(
          "nothing may be added to " + String.join(", ", readOnly),
          "What goes there gets a folder of its own; or give the login the right to write");
    }
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /** RFC 4791 §5.1, RFC 6352 §6.1, RFC 5689 §3.1, RFC 6638 §2. */
  private void capabilities(Discovery.Homes homes) throws StoreException {
    Href home = homes.all().get(0);
    DavResponse answer = client.send(DavRequest.of("OPTIONS", client.at(home)));
    Set<String> told =
        Set.of(
            String.join(",", answer.headers().allValues("DAV"))
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("\\s*,\\s*"));
    List<String> used =
        FEATURES.entrySet().stream()
            .filter(feature -> told.contains(feature.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    go(Subject.CAPABILITIES, used.isEmpty() ? "tells none" : String.join(", ", used));
  }

  /** RFC 4331. */
  private void quota(Discovery.Homes homes) throws StoreException {
    Optional<Multistatus.Response> home =
        new Propfind(client)
            .one(client.at(homes.all().get(0)), List.of(Dav.QUOTA_AVAILABLE, Dav.QUOTA_USED));
    Optional<Long> available = home.flatMap(found -> number(found, Dav.QUOTA_AVAILABLE));
    Optional<Long> used = home.flatMap(found -> number(found, Dav.QUOTA_USED));
    if (available.isPresent() && used.isPresent()) {
      space = Optional.of(new Quota(used.get(), used.get() + available.get()));
    }
  }

  private static Optional<Long> number(Multistatus.Response response, QName name) {
    return response.text(name).filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
  }

  private void go(Subject subject, String text) {
    findings.add(new Finding(side, subject, Verdict.GO, text));
  }

  private void caution(String text, String advice) {
    findings.add(new Finding(side, Subject.RIGHTS, Verdict.CAUTION, text, advice));
  }
}
