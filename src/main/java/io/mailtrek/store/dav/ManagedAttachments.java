package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attachments that the server of a calendar keeps beside it (RFC 8607). They are gone when it is,
 * so they are put into the item. One that is too large, is elsewhere or can't be read stays as it
 * is: an address.
 */
final class ManagedAttachments {
  private static final Logger LOG = LoggerFactory.getLogger(ManagedAttachments.class);
  private static final long LARGEST = 10 << 20;
  private static final String MANAGED_ID = "MANAGED-ID";
  private static final List<String> REPLACED = List.of(MANAGED_ID, "SIZE", "VALUE", "ENCODING");

  private final DavClient client;

  ManagedAttachments(DavClient client) {
    this.client = client;
  }

  /** Whether there are any. */
  static boolean in(Content content) {
    return ItemScan.of(content).managed();
  }

  /** Brings them into the item. */
  Content inline(Content content) throws StoreException {
    if (!in(content)) {
      return content;
    }
    Map<String, String> lines = new HashMap<>();
    for (ContentLine line : ContentLines.of(content)) {
      if (isManaged(line)) {
        Optional<String> inlined = inlined(line);
        inlined.ifPresent(text -> lines.put(line.text(), text));
      }
    }
    return ContentLines.edit(
        content,
        (line, inside) ->
            isManaged(line)
                ? Optional.ofNullable(lines.get(line.text())).map(List::of)
                : Optional.empty());
  }

  private static boolean isManaged(ContentLine line) {
    return line.is("ATTACH") && line.parameter(MANAGED_ID).isPresent();
  }

  private Optional<String> inlined(ContentLine line) throws StoreException {
    URI uri;
    try {
      uri = client.uri().root().resolve(line.value().strip());
    } catch (IllegalArgumentException e) {
      return left(line, "its address can't be read");
    }
    if (!client.sameServer(uri)) {
      return left(line, "it is on another server");
    }
    try {
      DavResponse answer = client.send(DavRequest.of("GET", uri).atMost(LARGEST));
      return answer.status() == 200
          ? Optional.of(inlined(line, answer))
          : left(line, "the server answered " + answer.words());
    } catch (PermanentException e) {
      return left(line, e.getMessage());
    }
  }

  private static String inlined(ContentLine line, DavResponse answer) {
    List<String> head = new ArrayList<>(line.head());
    head.removeIf(part -> REPLACED.stream().anyMatch(name -> ContentLine.isParameter(part, name)));
    if (line.parameter("FMTTYPE").isEmpty()) {
      answer
          .header("Content-Type")
          .map(type -> type.split(";", 2)[0].strip())
          .filter(type -> type.matches("[\\w.+-]+/[\\w.+-]+"))
          .ifPresent(type -> head.add("FMTTYPE=" + type));
    }
    return String.join(";", head)
        + ";ENCODING=BASE64;VALUE=BINARY:"
        + Base64.getEncoder().encodeToString(answer.body());
  }

  private static Optional<String> left(ContentLine line, String reason) {
    LOG.info("An attachment stays where it is, {}: {}", line.value(), reason);
    return Optional.empty();
  }
}
