package io.mailtrek.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/**
 * The last lines of the log, in memory: what is in the file as well, from INFO up, whatever the
 * project's own logging says. Safe for use by many threads.
 */
final class LogTail extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {
  /** How many lines are kept. */
  static final int KEPT = 2000;

  private static final int LONGEST = 4000;

  private final TargetLengthBasedClassNameAbbreviator abbreviator =
      new TargetLengthBasedClassNameAbbreviator(20);
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private long last;

  /** Hears what is logged from now on. */
  static LogTail open() {
    LogTail tail = new LogTail();
    tail.setName("console");
    tail.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    tail.start();
    root().addAppender(tail);
    return tail;
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
      add(event);
    }
  }

  private synchronized void add(ILoggingEvent event) {
    Map<String, String> fields = event.getMDCPropertyMap();
    last++;
    lines.addLast(
        new LogLine(
            last,
            Instant.ofEpochMilli(event.getTimeStamp()).toString(),
            event.getLevel().toString(),
            fields.getOrDefault("pass", ""),
            fields.getOrDefault("mailbox", ""),
            fields.getOrDefault("folder", ""),
            abbreviator.abbreviate(event.getLoggerName()),
            oneLine(event.getFormattedMessage() + cause(event.getThrowableProxy()))));
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  private static String cause(IThrowableProxy failure) {
    return failure == null ? "" : " (" + failure.getClassName() + ": " + failure.getMessage() + ")";
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\v+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /**
   * The last of the lines that are wanted.
   *
   * @param after only lines with a higher number
   * @param limit how many at most
   */
  synchronized LogList after(long after, Predicate<LogLine> wanted, int limit) {
    List<LogLine> found = lines.stream().filter(line -> line.seq() > after).filter(wanted).toList();
    return new LogList(found.subList(Math.max(0, found.size() - limit), found.size()), last);
  }

  /** Hears no more. */
  @Override
  public void close() {
    root().detachAppender(this);
    stop();
  }
}
