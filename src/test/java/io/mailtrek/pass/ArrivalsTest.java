package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.migration.TestProject;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Store;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.imap.ImapStore;
import io.mailtrek.store.imap.ImapUri;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.ServerTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mailboxes that items arrive in, at a destination that takes one connection. */
class ArrivalsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String ANNA = TestProject.address("anna");
  private static final String BOB = TestProject.address("bob");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  private final Ledger ledger =
      Ledger.open(new LedgerConfig("jdbc:h2:mem:" + UUID.randomUUID(), "mailtrek", new Secret("")));
  private ServerTraffic traffic;
  private Arrivals arrivals;

  @BeforeEach
  void open(@TempDir Path home) throws Exception {
    server.start();
    server.setUser(ANNA, "anna", TestProject.PASSWORD);
    server.setUser(BOB, "bob", TestProject.PASSWORD);
    int port = server.getImap().getPort();
    traffic =
        new ServerTraffic(
            "destination",
            "127.0.0.1:" + port,
            new ServerLimits(Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty()),
            (day, bytes) -> bytes);
    Store store = ImapStore.of(ImapUri.parse(TestProject.imap(port)), traffic);
    arrivals =
        new Arrivals(
            new TestProject(home, port, port, "anna", "bob").project(),
            new Endpoints(store, List.of(), store, List.of(traffic)),
            ledger);
  }

  @AfterEach
  void close() {
    arrivals.close();
    ledger.close();
    server.stop();
  }

  @Test
  void aMailboxThatNothingArrivesInMakesRoomForAnother() {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          arrivals.leave(arrivals.enter(ANNA));
          arrivals.leave(arrivals.enter(BOB));
          arrivals.leave(arrivals.enter(ANNA));
          assertEquals(1, traffic.openConnections());
        });
  }

  /** Or all passes would wait for the lock, and with them the one that has the connection. */
  @Test
  void anItemComesAgainWhenNoConnectionIsFree() {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          MailboxRun anna = arrivals.enter(ANNA);
          TransientException e = assertThrows(TransientException.class, () -> arrivals.enter(BOB));
          assertTrue(e.getMessage().contains("no connection is free"), e.getMessage());
          assertFalse(arrivals.take(anna.mailboxId()));
          arrivals.leave(anna);
          assertTrue(arrivals.take(anna.mailboxId()));
          arrivals.giveBack(anna.mailboxId());
          assertEquals(0, traffic.openConnections());
        });
  }
}
