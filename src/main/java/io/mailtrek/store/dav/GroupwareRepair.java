package io.mailtrek.store.dav;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import io.mailtrek.store.Content;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What iCalendar objects and vCards may lack that servers insist on. Each repair gives the same
 * object where there is nothing to repair, and always the same content for the same content.
 */
public final class GroupwareRepair {
  private static final Set<String> ITEMS = Set.of("VEVENT", "VTODO", "VJOURNAL");
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private GroupwareRepair() {}

  /** Whether a content is an iCalendar object or a vCard. */
  public static boolean concerns(Content content) {
    List<ContentLine> lines = ContentLines.of(content);
    return !lines.isEmpty()
        && lines.get(0).is("BEGIN")
        && Set.of("VCALENDAR", "VCARD").contains(ContentLines.component(lines.get(0)));
  }

  /** A UID for what has none (RFC 5545 §3.8.4.7): the one of the object's others, or a hash. */
  public static Content uid(Content content) {
    String uid = ItemScan.of(content).uid().orElseGet(() -> Keys.hash(content));
    return ContentLines.of(content).stream().anyMatch(line -> isBegin(line, "VCARD"))
        ? completed(content, Set.of("VCARD"), "UID", component -> Optional.of("UID:" + uid))
        : completed(content, ITEMS, "UID", component -> Optional.of("UID:" + uid));
  }

  /** A DTSTAMP (RFC 5545 §3.8.7.2): when it was changed last, as far as it tells. */
  public static Content dtstamp(Content content) {
    return completed(
        content,
        ITEMS,
        "DTSTAMP",
        component ->
            Optional.of(
                "DTSTAMP:"
                    + value(component, "LAST-MODIFIED")
                        .or(() -> value(component, "CREATED"))
                        .orElse("20000101T000000Z")));
  }

  /** An end for an event that only has a start (RFC 5545 §3.6.1): the same moment or day. */
  public static Content dtend(Content content) {
    return completed(content, Set.of("VEVENT"), "DTEND", GroupwareRepair::end);
  }

  private static Optional<String> end(List<ContentLine> component) {
    boolean lasts = component.stream().anyMatch(line -> line.is("DURATION"));
    return component.stream()
        .filter(line -> line.is("DTSTART") && !lasts)
        .findFirst()
        .map(
            start -> {
              List<String> head = new ArrayList<>(start.head());
              head.set(0, "DTEND");
              String day = start.value().strip();
              return String.join(";", head)
                  + ":"
                  + (day.length() == 8 ? DateText.nextDay(day).orElse(day) : day);
            });
  }

  /** No MANAGED-ID (RFC 8607 §3.4.1), which another server gave. */
  public static Content managedId(Content content) {
    return ContentLines.edit(
        content,
        (line, inside) -> {
          if (!line.is("ATTACH") || line.parameter("MANAGED-ID").isEmpty()) {
            return Optional.empty();
          }
          List<String> head = new ArrayList<>(line.head());
          head.removeIf(part -> ContentLine.isParameter(part, "MANAGED-ID"));
          return Optional.of(List.of(String.join(";", head) + ":" + line.value()));
        });
  }

  /** A card of version 2.1, which CardDAV does not know (RFC 6352 §5.1), as one of 3.0. */
  public static Content vcard3(Content content) {
    boolean old =
        ContentLines.of(content).stream()
            .anyMatch(line -> line.is("VERSION") && line.value().strip().equals("2.1"));
    Optional<VCard> card = old ? Optional.ofNullable(parse(content)) : Optional.empty();
    if (card.isEmpty()) {
      return content;
    }
    StringWriter out = new StringWriter();
    try (VCardWriter writer = new VCardWriter(out, VCardVersion.V3_0)) {
      writer.setAddProdId(false);
      writer.setVersionStrict(false);
      writer.write(card.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Content.of(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static VCard parse(Content content) {
    byte[] bytes = content.toByteArray();
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, WINDOWS);
    }
    try (VCardReader reader = new VCardReader(text)) {
      return reader.readNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBegin(ContentLine line, String component) {
    return line.is("BEGIN") && ContentLines.component(line).equals(component);
  }

  private static Optional<String> value(List<ContentLine> component, String name) {
    return component.stream()
        .filter(line -> line.is(name))
        .map(line -> line.value().strip())
        .filter(value -> value.matches("\\d{8}T\\d{6}Z"))
        .findFirst();
  }

  /** Makes a line from the lines of a component. */
  private interface Completion {
    Optional<String> of(List<ContentLine> component);
  }

  /** Adds a line before the end of each component that does not have it. */
  private static Content completed(
      Content content, Set<String> components, String name, Completion completion) {
    List<ContentLine> own = new ArrayList<>();
    Set<String> names = new HashSet<>();
    return ContentLines.edit(
        content,
        (line, inside) -> {
          boolean here = !inside.isEmpty() && components.contains(inside.get(inside.size() - 1));
          if (here && line.is("BEGIN")) {
            own.clear();
            names.clear();
          } else if (here && line.is("END")) {
            Optional<String> missing = names.contains(name) ? Optional.empty() : completion.of(own);
            return missing.map(added -> List.of(added, line.text().strip()));
          } else if (here) {
            own.add(line);
            names.add(line.name().toUpperCase(Locale.ROOT));
          }
          return Optional.empty();
        });
  }
}
