package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.net.RetryAfter;
import io.mailtrek.store.xml.XmlNode;
import io.mailtrek.store.xml.XmlReading;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * What a DAV server answered.
 *
 * @param request what was asked, where it was answered at last
 * @param status HTTP's
 * @param headers as they came
 * @param body all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
record DavResponse(DavRequest request, int status, HttpHeaders headers, byte[] body) {
  private static final int LONGEST_WORDS = 300;
  private static final QName ERROR = new QName(Dav.DAV, "error");

  boolean success() {
    return status >= 200 && status < 300;
  }

  boolean notThere() {
    return status == 404 || status == 410;
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  Content content() {
    return Content.of(body);
  }

  /**
   * Reads it as a multistatus.
   *
   * @throws IOException when it is none
   */
  Multistatus multistatus() throws IOException {
    return Multistatus.read(body, request.uri());
  }

  /** What was not met, in the words of the RFCs (RFC 4918 §16); empty when it does not tell. */
  List<XmlNode> preconditions() {
    List<XmlNode> met = new ArrayList<>();
    if (body.length == 0) {
      return met;
    }
    try {
      if (status == 207) {
        multistatus().responses().forEach(response -> met.addAll(response.preconditions()));
      } else if (!XmlReading.read(body, met::add).is(ERROR)) {
        met.clear();
      }
    } catch (IOException e) {
      met.clear();
    }
    return met;
  }

  /** How long the server asks to wait (RFC 9110 §10.2.3); zero when it does not. */
  Duration retryAfter() {
    return RetryAfter.of(headers);
  }

  /** Status and the server's own words, for people: {@code 403 (no-uid-conflict)}. */
  String words() {
    String said = preconditions().stream().map(DavResponse::describe).findFirst().orElse("");
    if (said.isEmpty()) {
      said = text();
    }
    return status + (said.isEmpty() ? "" : " (" + said + ")");
  }

  private static String describe(XmlNode condition) {
    return condition.name().getLocalPart();
  }

  /** The text of a page without its tags, in one line. */
  private String text() {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("text/") && !type.contains("xml")) {
      return "";
    }
    String text =
        new String(body, 0, Math.min(body.length, 16 * LONGEST_WORDS), StandardCharsets.UTF_8)
            .replaceAll("(?s)<(style|script|title)[^>]*>.*?</\\1>", " ")
            .replaceAll("<[^>]*>", " ")
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .strip();
    return text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) + "…" : text;
  }
}
