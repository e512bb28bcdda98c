package io.mailtrek.store.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultistatusTest {
  private static final URI ASKED = URI.create("https://dav.example/home/");

  private static Multistatus read(String body) throws IOException {
    return Multistatus.read(body.getBytes(UTF_8), ASKED);
  }

  @Test
  void readsPropertiesStatusesAndTheToken() throws Exception {
    Multistatus answer =
        read(
            """
            <?xml version="1.0"?>
            <x:multistatus xmlns:x="DAV:"><!-- odd -->
              <x:response><x:href>work%20a/</x:href>
                <x:propstat><x:prop><x:displayname> A &amp; B </x:displayname></x:prop>
                  <x:status>HTTP/1.1 200 OK</x:status></x:propstat>
                <x:propstat><x:prop><x:owner/></x:prop>
                  <x:status>HTTP/1.1 404 Not Found</x:status></x:propstat>
              </x:response>
              <x:response><x:href>https://dav.example:443/home/gone.ics</x:href>
                <x:status>HTTP/1.1 404 Not Found</x:status></x:response>
              <x:response><x:href>https://evil.example/home/x</x:href></x:response>
              <x:sync-token>t-1</x:sync-token>
            </x:multistatus>
            """);
    assertEquals(2, answer.responses().size());
    Multistatus.Response first = answer.responses().get(0);
    assertEquals("/home/work a", first.href().path());
    assertEquals("/home/work%20a/", first.href().raw());
    assertEquals(Optional.of("A & B"), first.text(Dav.DISPLAYNAME));
    assertEquals(Optional.empty(), first.property(Dav.OWNER));
    assertTrue(answer.responses().get(1).gone());
    assertEquals(Optional.of("t-1"), answer.syncToken());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "<html><body>Log in</body></html>",
        "<multistatus xmlns=\"DAV:\"><response>",
        "<multistatus xmlns=\"DAV:\"><response><href>\u0001</href></response></multistatus>",
        "<!DOCTYPE a [<!ENTITY b \"b\">]><multistatus xmlns=\"DAV:\">&b;</multistatus>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x\"><multistatus xmlns=\"DAV:\"/>"
      })
  void refusesWhatIsNone(String body) {
    assertThrows(IOException.class, () -> read(body));
  }

  @Test
  void aBombOfEntitiesGoesOffNowhere() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
    for (int i = 1; i < 40; i++) {
      bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
    }
    bomb.append("]><multistatus xmlns=\"DAV:\"><sync-token>&e39;</sync-token></multistatus>");
    assertThrows(IOException.class, () -> read(bomb.toString()));
  }

  @Test
  void doesNotFollowIntoTheDepth() {
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    assertThrows(
        IOException.class, () -> read("<multistatus xmlns=\"DAV:\">" + deep + "</multistatus>"));
  }

  @Test
  void contentsGetTheirLineEndsBack() {
    assertEquals(
        "BEGIN:A\r\nEND:A\r\n",
        new String(XmlText.lines("\n  BEGIN:A\nEND:A\r\n").toByteArray(), UTF_8));
  }

  @Test
  void pathsAreOneHoweverTheyAreEncoded() {
    Href one = Href.ofRaw("/a/b%40c/");
    assertTrue(one.same(Href.of("/a/b@c", ASKED).orElseThrow()));
    assertTrue(one.same(Href.of("https://dav.example/a/b@c/", ASKED).orElseThrow()));
    assertEquals("/a/with space", Href.of("/a/with space", ASKED).orElseThrow().path());
    assertEquals("/a/with%20space", Href.of("/a/with space", ASKED).orElseThrow().raw());
    assertEquals("/a/b@c/%C3%BC.ics", Href.ofRaw("/a/b@c").child("\u00fc.ics").raw());
    assertEquals(Optional.empty(), Href.of("https://other.example/a", ASKED));
  }
}
