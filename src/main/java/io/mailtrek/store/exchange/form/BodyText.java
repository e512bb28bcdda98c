package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.HtmlText;
import io.mailtrek.store.xml.XmlNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of an item, with its format where it has one.
 *
 * @param text without format
 * @param html with it
 */
record BodyText(String text, Optional<String> html) {
  /** The properties of which it is read. */
  static final String[] NAMES = {"DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION"};

  private static final String DATA = "data:text/html";

  /** Of DESCRIPTION and of what programs write beside it. */
  static BodyText of(Component component) {
    String text =
        component
            .all("DESCRIPTION")
            .map(line -> TextValue.of(line.value()))
            .collect(Collectors.joining("\n\n"));
    Optional<String> html =
        Stream.concat(component.all("X-ALT-DESC"), component.all("STYLED-DESCRIPTION"))
            .filter(
                line -> line.parameter("FMTTYPE").filter("text/html"::equalsIgnoreCase).isPresent())
            .map(line -> TextValue.of(line.value()))
            .filter(value -> !value.isBlank())
            .findFirst()
            .or(() -> component.line("DESCRIPTION").flatMap(BodyText::alternative));
    return new BodyText(text, html);
  }

  /** Thunderbird writes the format into the reference to another form (RFC 5545 §3.2.1). */
  private static Optional<String> alternative(ContentLine line) {
    return line.parameter("ALTREP")
        .filter(reference -> reference.toLowerCase(Locale.ROOT).startsWith(DATA))
        .filter(reference -> reference.indexOf(',') > 0)
        .flatMap(
            reference -> {
              String data = reference.substring(reference.indexOf(',') + 1).replace("+", "%2B");
              try {
                return Optional.of(URLDecoder.decode(data, StandardCharsets.UTF_8));
              } catch (IllegalArgumentException e) {
                return Optional.empty();
              }
            });
  }

  /** The element, with some lines more; empty where there is no text at all. */
  Optional<XmlNode> with(List<String> more) {
    // What has been at Exchange before has them already.
    List<String> notes =
        more.stream()
            .filter(
                note ->
                    html.map(page -> !page.contains(HtmlText.escaped(note)))
                        .orElse(!text.contains(note)))
            .toList();
    if (html.isPresent()) {
      return Optional.of(body("HTML", html(html.get(), notes)));
    }
    String whole =
        Stream.concat(text.isBlank() ? Stream.empty() : Stream.of(text), block(notes))
            .collect(Collectors.joining("\n\n"));
    return whole.isEmpty() ? Optional.empty() : Optional.of(body("Text", whole));
  }

  private static Stream<String> block(List<String> notes) {
    return notes.isEmpty() ? Stream.empty() : Stream.of(String.join("\n", notes));
  }

  private static String html(String page, List<String> notes) {
    if (notes.isEmpty()) {
      return page;
    }
    String block =
        "<p>" + notes.stream().map(HtmlText::escaped).collect(Collectors.joining("<br>")) + "</p>";
    int end = page.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
    return end < 0 ? page + block : page.substring(0, end) + block + page.substring(end);
  }

  static XmlNode body(String type, String text) {
    XmlNode body = Ews.text("Body", text);
    body.attribute("BodyType", type);
    return body;
  }
}
