package io.mailtrek.server.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RadicaleServerTest {

  @Test
  @RequiresRadicale
  void holdsCalendarsAndAddressBooksBehindALogin() throws Exception {
    long pid;
    try (RadicaleServer server = new RadicaleServer(Map.of("anna@old.example", "secret"))) {
      pid = server.pid();
      RawDav dav = new RawDav(server.port(), "anna@old.example", "secret");
      String home = dav.homes().get(0);
      String calendar = dav.makeCalendar(home, "work", "Arbeit & mehr", "VEVENT");
      String book = dav.makeAddressBook(home, "people", "Leute");
      dav.put(calendar + "a.ics", DavSamples.event("a", "Standup").getBytes(UTF_8));
      dav.put(book + "b.vcf", DavSamples.card("b", "Jörg").getBytes(UTF_8));
      assertEquals(
          List.of("Arbeit & mehr", "Leute"),
          dav.folders().stream().map(RawDav.Folder::name).sorted().toList());
      assertEquals(1, dav.items(calendar).size());
      assertTrue(new String(dav.get(book + "b.vcf"), UTF_8).contains("Jörg"));

      server.stop();
      server.start();
      assertEquals(1, dav.items(book).size());
      RawDav stranger = new RawDav(server.port(), "anna@old.example", "wrong");
      assertEquals(401, stranger.ask("GET", book + "b.vcf", "").status());
    }
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void isSkippedOnABareMachineButNotOnABuildServer() {
    assertTrue(RadicaleCondition.decide(false, false).isDisabled());
    assertFalse(RadicaleCondition.decide(true, true).isDisabled());
    assertThrows(IllegalStateException.class, () -> RadicaleCondition.decide(false, true));
  }
}
