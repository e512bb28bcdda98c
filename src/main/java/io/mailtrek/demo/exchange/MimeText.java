package io.mailtrek.demo.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the message of an item anew, as Exchange does, which does not keep the bytes that were put
 * in: the headers come in another order, some come in addition, and parts have other boundaries.
 */
final class MimeText {
  private static final Pattern BOUNDARY =
      Pattern.compile("(boundary\\s*=\\s*)(\"([^\"]+)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
  private static final List<String> FIRST =
      List.of("from", "to", "cc", "subject", "date", "message-id", "references", "in-reply-to");

  private MimeText() {}

  static byte[] of(StoredItem item) throws EwsFailure {
    Optional<byte[]> given = item.mime();
    byte[] source = given.isPresent() ? given.get() : MimeFromProperties.of(item);
    return again(source, item).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String again(byte[] source, StoredItem item) {
    String text = new String(source, StandardCharsets.ISO_8859_1).replaceAll("\r?\n", "\r\n");
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end + 4);
    List<String> fields = new ArrayList<>();
    for (String line : head.split("\r\n", -1)) {
      if (!fields.isEmpty()
          && !line.isEmpty()
          && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
        fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\r\n" + line);
      } else if (line.contains(":")) {
        fields.add(line);
      }
    }
    String boundary = "";
    String fresh = "_000_" + Integer.toHexString(item.id().hashCode()) + "_";
    for (int i = 0; i < fields.size(); i++) {
      if (name(fields.get(i)).equals("content-type")) {
        Matcher found = BOUNDARY.matcher(fields.get(i));
        if (found.find()) {
          boundary = found.group(3) == null ? found.group(4) : found.group(3);
          fields.set(
              i,
              fields.get(i).substring(0, found.start(2))
                  + '"'
                  + fresh
                  + '"'
                  + fields.get(i).substring(found.end(2)));
        }
      }
    }
    StringBuilder out = new StringBuilder(text.length() + 200);
    ordered(fields, item).forEach(field -> out.append(field).append("\r\n"));
    out.append("\r\n");
    out.append(boundary.isEmpty() ? body : withBoundary(body, boundary, fresh));
    return out.toString();
  }

  private static List<String> ordered(List<String> fields, StoredItem item) {
    List<String> ordered = new ArrayList<>();
    fields.stream().filter(MimeText::trace).forEach(ordered::add);
    for (String first : FIRST) {
      fields.stream().filter(field -> name(field).equals(first)).forEach(ordered::add);
    }
    fields.stream()
        .filter(field -> !trace(field) && !FIRST.contains(name(field)) && !last(field))
        .forEach(ordered::add);
    ordered.add("X-MS-Has-Attach: " + (item.attachments().isEmpty() ? "" : "yes"));
    ordered.add("X-MS-Exchange-Organization-SCL: -1");
    fields.stream().filter(field -> name(field).startsWith("content-")).forEach(ordered::add);
    ordered.add("MIME-Version: 1.0");
    return ordered;
  }

  private static boolean trace(String field) {
    return name(field).equals("received") || name(field).equals("return-path");
  }

  private static boolean last(String field) {
    return name(field).startsWith("content-") || name(field).equals("mime-version");
  }

  private static String name(String field) {
    return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
  }

  private static String withBoundary(String body, String boundary, String fresh) {
    return Pattern.compile("(?m)^--" + Pattern.quote(boundary) + "(--)?[ \\t]*(?=\r?$)")
        .matcher(body)
        .replaceAll("--" + Matcher.quoteReplacement(fresh) + "$1");
  }
}
