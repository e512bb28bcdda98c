package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
  private final Sessions sessions = new Sessions(Duration.ofMinutes(30), time::get);

  private void pass(int minutes) {
    time.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  @Test
  void oneEndsWhenNobodyUsesIt() {
    Session session = sessions.open();
    pass(29);
    assertEquals(Optional.of(session), sessions.find(session.id()));
    pass(2);
    assertEquals(Optional.empty(), sessions.find(session.id()), "to be found is no use");
    assertFalse(sessions.open(session));
  }

  @Test
  void useMakesOneLastLonger() {
    Session session = sessions.open();
    for (int i = 0; i < 5; i++) {
      pass(29);
      sessions.use(session);
    }
    assertTrue(sessions.open(session));
  }

  @Test
  void useBringsNoneBack() {
    Session session = sessions.open();
    sessions.close(session);
    sessions.use(session);
    assertFalse(sessions.open(session));
  }

  @Test
  void eachHasSecretsOfItsOwn() {
    Session one = sessions.open();
    Session other = sessions.open();
    assertNotEquals(one.id(), other.id());
    assertNotEquals(one.csrf(), other.csrf());
    assertNotEquals(one.id(), one.csrf());
    assertTrue(one.id().length() >= 43, "256 bits");
    assertFalse(one.toString().contains(one.id()));
  }

  @Test
  void theOneThatWasNotUsedForTheLongestTimeMakesRoom() {
    Session first = sessions.open();
    Session second = sessions.open();
    for (int i = 2; i < Sessions.MOST; i++) {
      Session unused = sessions.open();
    }
    sessions.use(first);
    Session last = sessions.open();
    assertTrue(sessions.open(first));
    assertFalse(sessions.open(second));
    assertTrue(sessions.open(last));
  }
}
