package io.mailtrek.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.store.Store;
import io.mailtrek.store.imap.ImapStore;
import io.mailtrek.store.imap.ImapUri;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.Test;

class EndpointCheckTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aServerThatGreetsIsUpAndNotAskedAgainAtOnce() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              connections.incrementAndGet();
              talk.send("* OK [CAPABILITY IMAP4rev1] hello");
              talk.expect("LOGOUT");
            })) {
      EndpointCheck check = check(server);

      HealthCheck.Result first = check.call();
      assertEquals(HealthCheck.State.UP, first.getState());
      assertEquals("The source was reached", first.getMessage().orElseThrow());
      assertEquals(HealthCheck.State.UP, check.call().getState());
      assertEquals(1, connections.get());

      nanos.addAndGet(Duration.ofSeconds(16).toNanos());
      assertEquals(HealthCheck.State.UP, check.call().getState());
      assertEquals(2, connections.get());
    }
  }

  @Test
  void whatAServerSaysDoesNotBreakThePage() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(talk -> talk.send("* BYE \"closed\", see C:\\news\t"))) {
      HealthCheck.Result result = check(server).call();

      assertEquals(HealthCheck.State.DOWN, result.getState());
      String message = result.getMessage().orElseThrow();
      assertTrue(message.contains("'closed', see C:/news"), message);
      assertFalse(message.matches(".*[\"\\\\\\p{Cntrl}].*"), message);
    }
  }

  @Test
  void anEndpointThatIsDownIsNoReasonToStartTheServiceAnew() throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(talk -> talk.send("* BYE no"))) {
      AbstractHealthCheck check = check(server);
      assertTrue(check.isReadiness());
      assertFalse(check.isLiveness());
    }
  }

  private EndpointCheck check(ScriptedImapServer server) {
    Store store =
        ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + server.port() + "?security=none"));
    return new EndpointCheck("source", store, nanos::get);
  }
}
