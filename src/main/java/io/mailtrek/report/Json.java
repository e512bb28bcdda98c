package io.mailtrek.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.ledger.Counts;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Objects that scripts read, on one line. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Writes maps, lists, texts and numbers. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the same, and leaves {@code out} open. */
  static void write(Object value, Writer out) throws IOException {
    MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(out, value);
  }

  /**
   * The object that ends the output of a pass command.
   *
   * @param more what it holds beside what that of every pass has
   */
  public static String pass(PassView view, Map<String, Object> more) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("pass", view.pass().id());
    object.put("type", view.pass().type().word());
    object.put("status", view.status());
    object.put("cutOff", view.pass().cutOff().map(Object::toString).orElse(null));
    object.put("adopt", view.pass().adopt());
    object.put("mailboxes", view.mailboxes().size());
    object.putAll(counts(view.counts()));
    object.put("seconds", seconds(view.duration()));
    object.putAll(more);
    return write(object);
  }

  /** The counts, by their names. */
  public static Map<String, Object> counts(Counts counts) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("listed", counts.listed());
    object.put("migrated", counts.migrated());
    object.put("alreadyMigrated", counts.alreadyMigrated());
    object.put("adopted", counts.adopted());
    object.put("filtered", counts.filtered());
    object.put("skipped", counts.skipped());
    object.put("failed", counts.failed());
    object.put("bytes", counts.bytes());
    return object;
  }

  /** Seconds with one decimal. */
  public static double seconds(Duration duration) {
    return decimal(duration.toMillis() / 1000.0);
  }

  /** A number with one decimal. */
  public static double decimal(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
