package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogFieldsTest {
  @Test
  void anotherThreadHasTheFieldsOfTheOneThatMadeTheTask() throws Exception {
    FutureTask<String> look = new FutureTask<>(() -> MDC.get("mailbox"));
    try (var field = MDC.putCloseable("mailbox", "anna@old.example")) {
      Runnable kept = LogFields.kept(look);
      MDC.put("mailbox", "another@old.example");
      Thread thread = new Thread(kept, "has fields");
      thread.start();
      thread.join();
    }

    assertEquals("anna@old.example", look.get());
    assertNull(MDC.get("mailbox"));
  }
}
