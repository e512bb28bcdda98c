package io.mailtrek.store;

import java.util.Map;
import org.slf4j.MDC;

/** The fields of log lines that say which mailbox and pass a thread works for. */
public final class LogFields {
  private LogFields() {}

  /** The task, to be run in another thread with the fields of this one. */
  public static Runnable kept(Runnable task) {
    Map<String, String> fields = MDC.getCopyOfContextMap();
    return () -> {
      if (fields != null) {
        MDC.setContextMap(fields);
      }
      task.run();
    };
  }
}
