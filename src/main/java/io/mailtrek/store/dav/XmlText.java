package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Content that has travelled in XML. */
final class XmlText {
  private XmlText() {}

  /**
   * The content with its line ends. XML makes an LF of each CRLF (XML 1.0 §2.11), and both
   * iCalendar and vCard have nothing but CRLF, so that each LF was one.
   */
  static Content lines(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int first = 0;
    while (first < bytes.length
        && (bytes[first] == '\n' || bytes[first] == '\r' || bytes[first] == ' ')) {
      first++;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + bytes.length / 30 + 2);
    for (int i = first; i < bytes.length; i++) {
      if (bytes[i] == '\n' && (i == first || bytes[i - 1] != '\r')) {
        out.write('\r');
      }
      out.write(bytes[i]);
    }
    return Content.of(out.toByteArray());
  }
}
