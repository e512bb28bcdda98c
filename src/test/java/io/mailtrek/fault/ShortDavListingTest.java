package io.mailtrek.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavReply;
import io.mailtrek.demo.dav.DavRequest;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.dav.DavFault;
import io.mailtrek.server.dav.DavFaults;
import io.mailtrek.server.dav.DavSamples;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A listing that comes back shorter than the collection is must not look like one that has ended:
 * the folder would be settled, and what was not told never migrated.
 */
class ShortDavListingTest {
  /** Says of the collection that was asked for, and of nothing else, that it failed. */
  private static final DavFault NOT_WELL =
      (request, server) ->
          DavReply.xml(
              207,
              "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>"
                  + request.path()
                  + "</d:href><d:status>HTTP/1.1 503 Service Unavailable</d:status>"
                  + "</d:response><d:sync-token>later</d:sync-token></d:multistatus>");

  private DavRun run;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    run = new DavRun(home);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void whatAProxyDoesNotFindForAMomentComesWithTheNextPass() throws Exception {
    run.atSource().on("REPORT").at("/work/").once(DavFaults.answer(404, "no route"));
    run.atSource().on("GET").at("/work/").times(60, DavFaults.answer(404, "no route"));
    run.pass().ended(MailboxPassStatus.COMPLETED);
    run.nextPassCompletes();
  }

  @Test
  void whatCantBeReadMayBeOfAnyTypeOfItsCalendar() throws Exception {
    DavCollection mixed =
        run.source().tree().addCalendar(DavRun.USER, "mixed", "Mixed", Set.of("VEVENT", "VTODO"));
    mixed.put("e.ics", DavSamples.event("mixed-e", "Mixed event").getBytes(UTF_8));
    mixed.put("t.ics", DavSamples.task("mixed-t", "Mixed task").getBytes(UTF_8));
    mixed.put("odd.ics", DavSamples.task("mixed-odd", "Odd task").getBytes(UTF_8));
    run.sourceIsMeantToBeSo();
    run.atSource().on("REPORT").always(DavFaults.stumbleOver("Odd task"));
    run.atSource().on("GET").at("odd.ics").always(DavFaults.answer(403, "No"));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(1);
    run.nextPassCompletes();
  }

  /** Sabre's tokens are numbers that each collection counts by itself. */
  @Test
  void aCalendarThatTakesTheNameOfAnotherIsListedInFull() throws Exception {
    run.atSource()
        .on("*")
        .always(
            (request, server) -> {
              String name =
                  request.path().names().isEmpty()
                      ? ""
                      : request.path().names().get(request.path().names().size() - 1);
              DavRequest told =
                  new DavRequest(
                      request.method(),
                      request.path(),
                      request.headers(),
                      request
                          .text()
                          .replace(
                              "http://sabre.io/ns/sync/",
                              "http://mailtrek.invalid/sync/" + name + "/")
                          .getBytes(UTF_8),
                      request.user());
              DavReply reply = server.handle(told);
              return new DavReply(
                  reply.status(),
                  reply.headers(),
                  reply
                      .text()
                      .replaceAll("http://mailtrek.invalid/sync/[^/]*/", "http://sabre.io/ns/sync/")
                      .getBytes(UTF_8));
            });
    run.pass().overcome();
    run.source().tree().remove(run.folder("Work"));
    DavCollection again =
        run.source().tree().addCalendar(DavRun.USER, "work-2", "Work", Set.of("VEVENT"));
    for (int i = 0; i < 80; i++) {
      again.put("n" + i + ".ics", DavSamples.event("n-" + i, "N " + i).getBytes(UTF_8));
    }
    run.passAfterRemoval();
    assertEquals(80, run.counts().migrated());
  }

  @Test
  void aCollectionThatIsNotWellIsNoEmptyOne() throws Exception {
    run.atSource().on("PROPFIND").at("/work/").with("getcontentlength").once(NOT_WELL);
    run.pass().ended(MailboxPassStatus.COMPLETED);
    run.nextPassCompletes();
  }

  @Test
  void anAbsoluteHrefThatIsNoUriIsRead() throws Exception {
    run.folder("Work").put("my event.ics", DavSamples.event("mine", "Mine").getBytes(UTF_8));
    run.sourceIsMeantToBeSo();
    run.atSource()
        .on("*")
        .always(
            DavFaults.rewrite(
                text ->
                    text.replace("<D:href>/", "<D:href>http://127.0.0.1/")
                        .replace("my%20event", "my event")));
    run.pass().ended(MailboxPassStatus.COMPLETED);
    run.nextPassCompletes();
  }

  @Test
  void aResourceThatIsListedTwiceIsOneItem() throws Exception {
    run.atSource()
        .on("PROPFIND")
        .at("/work/")
        .with("getcontentlength")
        .always(
            DavFaults.rewrite(
                text ->
                    text.replaceFirst(
                        "(?s)(<D:response>\\s*<D:href>[^<]*event-7.ics</D:href>.*?</D:response>)",
                        "$1$1")));
    run.pass().overcome();
    assertEquals(110, run.counts().listed());
  }

  @Test
  void aPrincipalThatIsNotWellIsNoEmptyMailbox() throws Exception {
    run.atSource().on("PROPFIND").at("principals").once(DavFaults.answer(502, "Bad gateway"));
    run.pass().overcome();
  }

  @Test
  void changesOfACollectionThatIsNotWellAreNoEmptyOnes() throws Exception {
    run.pass().overcome();
    run.folder("Work").put("new.ics", DavSamples.event("new", "New").getBytes(UTF_8));
    run.sourceIsMeantToBeSo();
    run.atSource().on("REPORT").at("/work/").with("sync-collection").once(NOT_WELL);
    run.pass().overcome();
  }
}
