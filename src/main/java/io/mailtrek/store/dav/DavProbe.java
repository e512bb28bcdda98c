package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.FolderProperties;
import io.mailtrek.store.Side;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a marked event to a new calendar, reads it back, compares, and removes both. This class
 * alone can remove something from a server, and does so only where a calendar has the name of a
 * probe and holds nothing but its event. For one thread, once.
 */
final class DavProbe {
  private static final String NAME = "mailtrek-probe-";
  private static final Pattern LEFT_BEHIND = Pattern.compile(NAME + "([0-9a-f]{16})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DavClient client;
  private final List<Finding> findings = new ArrayList<>();

  DavProbe(DavClient client) {
    this.client = client;
  }

  List<Finding> run() throws StoppedException {
    try {
      client.traffic().takeConnection();
      Discovery.Homes homes = Discovery.find(client);
      if (homes.calendars().isEmpty()) {
        add(Subject.BYTES, Verdict.GO, "there are no calendars, and so no probe", "");
        return findings;
      }
      removeLeftBehind(homes);
      byte[] random = new byte[8];
      RANDOM.nextBytes(random);
      probe(homes.calendars().get(0), HexFormat.of().formatHex(random));
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      add(Subject.BYTES, Verdict.NO_GO, e.getMessage(), "Try again when the server is well");
    } finally {
      client.traffic().close();
    }
    return findings;
  }

  private void removeLeftBehind(Discovery.Homes homes) throws StoreException {
    for (DavCollection collection : CollectionList.read(client, homes).collections()) {
      Matcher matcher = LEFT_BEHIND.matcher(collection.href().name());
      if (matcher.matches() && !collection.addressBook()) {
        remove(collection.href(), matcher.group(1));
      }
    }
  }

  private void probe(Href home, String id) throws StoreException {
    Href calendar = home.childCollection(NAME + id);
    NewCollection wanted =
        new NewCollection(
            "MailTrek probe " + id, false, FolderProperties.NONE, Set.of("VEVENT"), true);
    DavResponse made = MkCalendar.send(client, client.at(calendar), wanted);
    if (!made.success() || made.status() == 207) {
      add(
          Subject.RIGHTS,
          Verdict.NO_GO,
          DavErrors.of(client, made, "Making a calendar").getMessage(),
          "");
      return;
    }
    try {
      write(calendar, id);
    } finally {
      remove(calendar, id);
    }
  }

  private void write(Href calendar, String id) throws StoreException {
    Content event = event(id);
    Href href = calendar.child(id + ".ics");
    DavResponse put =
        client.send(
            new DavRequest("PUT", client.at(href), Map.of(), event, DavRequest.LARGE)
                .with("Content-Type", "text/calendar; charset=utf-8")
                .with("If-None-Match", "*"));
    if (!DavErrors.written(put)) {
      add(
          Subject.BYTES,
          Verdict.NO_GO,
          DavErrors.of(client, put, "Writing an event").getMessage(),
          "");
      return;
    }
    DavResponse got = client.send(DavRequest.of("GET", client.at(href)));
    if (got.status() != 200) {
      add(
          Subject.BYTES,
          Verdict.NO_GO,
          DavErrors.of(client, got, "Reading an event back").getMessage(),
          "");
    } else if (Arrays.equals(event.toByteArray(), got.body())) {
      add(Subject.BYTES, Verdict.GO, "an event comes back byte for byte", "");
    } else if (SameItem.same(event, got.content())) {
      add(Subject.BYTES, Verdict.GO, "an event comes back in other words with the same sense", "");
    } else {
      add(
          Subject.BYTES,
          Verdict.CAUTION,
          "an event does not come back as it was",
          "Compare some events after the first pass");
    }
  }

  private static Content event(String id) {
    String text =
        String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//MailTrek//Probe//EN",
            "BEGIN:VEVENT",
            "UID:" + NAME + id,
            "DTSTAMP:20200102T030405Z",
            "DTSTART:20200102T030405Z",
            "DTEND:20200102T040405Z",
            "SUMMARY:Probe of MailTrek\\, größer als ASCII",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "");
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private void remove(Href calendar, String id) throws StoppedException {
    Optional<String> problem;
    try {
      problem = removed(calendar, id);
    } catch (StoppedException e) {
      throw e;
    } catch (StoreException e) {
      problem = Optional.of(e.getMessage());
    }
    if (problem.isPresent()) {
      add(
          Subject.CLEAN_UP,
          Verdict.CAUTION,
          "the calendar " + calendar.path() + " is still there: " + problem.get(),
          "The next trial tries again; or delete it by hand");
    } else {
      add(
          Subject.CLEAN_UP,
          Verdict.GO,
          "the calendar " + calendar.path() + " and its event are removed",
          "");
    }
  }

  /** Removes the event of the probe and the calendar; tells why it did not. */
  private Optional<String> removed(Href calendar, String id) throws StoreException {
    Optional<DavCollection> there = CollectionList.one(client, calendar);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    List<Resource> inside = ResourceList.read(client, there.get());
    for (Resource resource : inside) {
      MultiGet.Read read = new MultiGet(client, there.get()).get(resource);
      boolean marked =
          read.content()
              .flatMap(content -> ItemScan.of(content).uid())
              .filter((NAME + id)::equals)
              .isPresent();
      if (!marked) {
        return Optional.of("it holds something that is not the probe's");
      }
    }
    for (Resource resource : inside) {
      DavResponse answer = client.send(DavRequest.of("DELETE", client.at(resource.href())));
      if (!answer.success() && !answer.notThere()) {
        return Optional.of("removing the event was answered " + answer.words());
      }
    }
    if (!ResourceList.read(client, there.get()).isEmpty()) {
      return Optional.of("it still holds an event after the probe's was removed");
    }
    DavResponse answer = client.send(DavRequest.of("DELETE", client.at(calendar)));
    return answer.success() || answer.notThere()
        ? Optional.empty()
        : Optional.of("removing it was answered " + answer.words());
  }

  private void add(Subject subject, Verdict verdict, String text, String advice) {
    findings.add(new Finding(Side.DESTINATION, subject, verdict, text, advice));
  }
}
