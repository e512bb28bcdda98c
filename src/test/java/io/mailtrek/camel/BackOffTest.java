package io.mailtrek.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.RetryDelays;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff =
      new BackOff(new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(10)));
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void waitsTwiceAsLongEachTimeButForALittleChance() {
    assertAbout(1000, waitAfter(1));
    assertAbout(2000, waitAfter(2));
    assertAbout(4000, waitAfter(3));
  }

  @Test
  void waitsNotMuchLongerThanTheLongestDelay() {
    assertAbout(10_000, waitAfter(6));
    assertAbout(10_000, waitAfter(600));
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    fail(new TransientException("busy", null, Duration.ofMinutes(5)), 1, true);
    assertEquals(Duration.ofMinutes(5), exchange.getProperty(MailboxConstants.WAIT));
  }

  @Test
  void camelWaitsWhereAnotherStepThanTheDestinationFailed() {
    fail(new TransientException("busy", null), 2, false);
    assertAbout(2000, exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY, Long.class));
    assertNull(exchange.getProperty(MailboxConstants.WAIT));
  }

  @Test
  void whatIsNotTriedAgainForTimeToPassNeedsNoWait() {
    fail(new PermanentException("bad"), 1, true);
    assertEquals(Duration.ZERO, exchange.getProperty(MailboxConstants.WAIT));
  }

  private long waitAfter(int tries) {
    fail(new TransientException("busy", null), tries, true);
    assertEquals(0L, exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY));
    return exchange.getProperty(MailboxConstants.WAIT, Duration.class).toMillis();
  }

  private void fail(Exception failure, int tries, boolean atDestination) {
    exchange.setException(failure);
    exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, tries);
    exchange.setProperty(MailboxConstants.UNDELIVERED, atDestination ? failure : null);
    backOff.process(exchange);
  }

  private static void assertAbout(long expected, long actual) {
    assertTrue(actual >= expected * 0.85 && actual <= expected * 1.15, actual + " ms");
  }
}
