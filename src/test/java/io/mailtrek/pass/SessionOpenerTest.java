package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.Mailbox;
import io.mailtrek.config.RetryDelays;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.ledger.MailboxLedger;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.Waits;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.ServerTraffic;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the first sessions of a mailbox come and go. */
class SessionOpenerTest {
  private static final ServerTraffic FREE = ServerTraffic.unlimited("source", "imap.example:993");
  private static final ServerLimits ONE_CONNECTION =
      new ServerLimits(Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty());
  private static final Login ANNA = new Login("anna", new Secret("secret"), Optional.empty());

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  /** What happens when a session is closed. */
  private Runnable closing = () -> {};

  private Ledger ledger;
  private MailboxLedger mailboxLedger;

  /** Opens one side. */
  private interface Opening {
    void run() throws Exception;
  }

  @BeforeEach
  void openLedger() {
    ledger =
        Ledger.open(
            new LedgerConfig("jdbc:h2:mem:" + UUID.randomUUID(), "mailtrek", new Secret("")));
    mailboxLedger = ledger.mailbox(ledger.mailboxId("anna@old.example", "anna@new.example"), 1);
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void bothSidesAreOpenedAtTheSameTime() throws Exception {
    CountDownLatch sourceOpens = new CountDownLatch(1);
    CountDownLatch destinationOpens = new CountDownLatch(1);
    try (Sessions sessions =
        open(
            FREE,
            () -> {
              sourceOpens.countDown();
              await(destinationOpens);
            },
            () -> {
              destinationOpens.countDown();
              await(sourceOpens);
            })) {
      assertEquals(Duration.ZERO, sessions.roundTrips());
    }
    assertEquals(List.of("destination closed", "source closed"), events.stream().sorted().toList());
  }

  /** Or two mailboxes could wait for the connection that the other one has. */
  @Test
  void theDestinationComesSecondWhereConnectionsAreLimited() throws Exception {
    open(limited(), () -> events.add("source opens"), () -> events.add("destination opens"))
        .close();
    assertEquals(List.of("source opens", "destination opens"), events.stream().limit(2).toList());
  }

  @Test
  void aDestinationThatIsOpenIsClosedWhenTheSourceCantBe() {
    CountDownLatch destinationIsOpen = new CountDownLatch(1);
    FatalException e =
        assertThrows(
            FatalException.class,
            () ->
                open(
                    FREE,
                    () -> {
                      await(destinationIsOpen);
                      throw new FatalException("the source refuses");
                    },
                    destinationIsOpen::countDown));
    assertEquals("the source refuses", e.getMessage());
    assertEquals(List.of("destination closed"), List.copyOf(events));
  }

  @Test
  void theWaitsOfTheDestinationEndWhenTheSourceCantBeOpened() {
    CountDownLatch destinationWaits = new CountDownLatch(1);
    assertThrows(
        FatalException.class,
        () ->
            open(
                FREE,
                () -> {
                  await(destinationWaits);
                  throw new FatalException("the source refuses");
                },
                () -> {
                  destinationWaits.countDown();
                  new CountDownLatch(1).await();
                }));
    assertEquals(List.of(), List.copyOf(events));
  }

  @Test
  void aSourceThatIsOpenIsClosedWhenTheDestinationCantBe() {
    FatalException e =
        assertThrows(
            FatalException.class,
            () ->
                open(
                    FREE,
                    () -> {},
                    () -> {
                      throw new FatalException("the destination refuses");
                    }));
    assertEquals("the destination refuses", e.getMessage());
    assertEquals(List.of("source closed"), List.copyOf(events));
  }

  @Test
  void ofTwoRefusalsThatOfTheSourceIsTold() {
    FatalException e =
        assertThrows(
            FatalException.class,
            () ->
                open(
                    FREE,
                    () -> {
                      throw new FatalException("the source refuses");
                    },
                    () -> {
                      throw new FatalException("the destination refuses");
                    }));
    assertEquals("the source refuses", e.getMessage());
  }

  @Test
  void aDestinationThatCantBeClosedDoesNotHideWhyTheSourceCantBeOpened() {
    CountDownLatch destinationIsOpen = new CountDownLatch(1);
    closing =
        () -> {
          throw new IllegalStateException("it hangs");
        };
    FatalException e =
        assertThrows(
            FatalException.class,
            () ->
                open(
                    FREE,
                    () -> {
                      await(destinationIsOpen);
                      throw new FatalException("the source refuses");
                    },
                    destinationIsOpen::countDown));
    assertEquals("the source refuses", e.getMessage());
    assertEquals("it hangs", e.getSuppressed()[0].getMessage());
  }

  @Test
  void aSourceThatCantBeClosedDoesNotHideWhyTheDestinationCantBeOpened() {
    closing =
        () -> {
          throw new IllegalStateException("it hangs");
        };
    for (ServerTraffic traffic : List.of(FREE, limited())) {
      FatalException e =
          assertThrows(
              FatalException.class,
              () ->
                  open(
                      traffic,
                      () -> {},
                      () -> {
                        throw new FatalException("the destination refuses");
                      }));
      assertEquals("the destination refuses", e.getMessage());
      assertEquals("it hangs", e.getSuppressed()[0].getMessage());
    }
  }

  /** Whoever has the only connection to the source may wait for the one to the destination. */
  @Test
  void aDestinationIsClosedAgainWhenConnectionsBecomeLimitedBeforeTheSourceIsOpen()
      throws Exception {
    ServerTraffic traffic = ServerTraffic.unlimited("source", "imap.example:993");
    CountDownLatch destinationIsOpen = new CountDownLatch(1);
    open(
            traffic,
            () -> {
              await(destinationIsOpen);
              traffic.limit(ONE_CONNECTION);
              assertEquals("destination opens", events.poll(20, TimeUnit.SECONDS));
              assertEquals("destination closed", events.poll(20, TimeUnit.SECONDS));
              events.add("source opens");
            },
            () -> {
              events.add("destination opens");
              destinationIsOpen.countDown();
            })
        .close();
    assertEquals(List.of("source opens", "destination opens"), events.stream().limit(2).toList());
    assertEquals(
        List.of("destination closed", "source closed"), events.stream().skip(2).sorted().toList());
  }

  @Test
  void eachSideIsTriedAgain() throws Exception {
    CountDownLatch sourceFails = new CountDownLatch(2);
    CountDownLatch destinationFails = new CountDownLatch(3);
    open(FREE, () -> failUntilZero(sourceFails), () -> failUntilZero(destinationFails)).close();
    assertEquals(0, sourceFails.getCount());
    assertEquals(0, destinationFails.getCount());
  }

  @Test
  void anInterruptClosesWhatIsOpen() throws Exception {
    CountDownLatch destinationWaits = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread opener =
        new Thread(
            () -> {
              assertThrows(
                  InterruptedException.class,
                  () ->
                      open(
                          FREE,
                          () -> {},
                          () -> {
                            destinationWaits.countDown();
                            new CountDownLatch(1).await();
                          }));
              interrupted.countDown();
            });
    opener.start();
    await(destinationWaits);
    opener.interrupt();
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    assertTrue(events.contains("source closed"));
    assertFalse(events.contains("destination closed"));
  }

  private static ServerTraffic limited() {
    return new ServerTraffic("source", "imap.example:993", ONE_CONNECTION, (day, bytes) -> bytes);
  }

  private static void failUntilZero(CountDownLatch left) throws StoreException {
    if (left.getCount() > 0) {
      left.countDown();
      throw new TransientException("not yet", null);
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(20, TimeUnit.SECONDS));
  }

  private Sessions open(ServerTraffic sourceTraffic, Opening source, Opening destination)
      throws Exception {
    Store from = store(source, SourceSession.class, "source");
    Store to = store(destination, DestinationSession.class, "destination");
    Duration soon = Duration.ofMillis(1);
    return new SessionOpener(
            new Endpoints(from, List.of(sourceTraffic), to, List.of(FREE)),
            () -> new RetryDelays(soon, soon),
            () -> false)
        .open(
            new Mailbox("anna@old.example", "anna@new.example", ANNA, ANNA),
            EnumSet.allOf(ItemType.class),
            mailboxLedger,
            new Waits(Waits.PATIENCE));
  }

  /** A store whose sessions tell when they are closed. */
  private Store store(Opening opening, Class<?> session, String side) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (store, method, arguments) -> {
              if (!method.getName().startsWith("open")) {
                return store;
              }
              opening.run();
              return session(session, side);
            });
  }

  private Object session(Class<?> type, String side) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (session, method, arguments) -> {
          if (method.getName().equals("close")) {
            events.add(side + " closed");
            closing.run();
          }
          return method.getReturnType() == Optional.class ? Optional.empty() : null;
        });
  }
}
