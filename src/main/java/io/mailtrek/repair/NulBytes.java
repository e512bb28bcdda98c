package io.mailtrek.repair;

import io.mailtrek.store.Content;
import java.io.ByteArrayOutputStream;

/** Bytes with the value 0. */
final class NulBytes {
  private NulBytes() {}

  static Content remove(Content message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.size());
    for (int i = 0; i < message.size(); i++) {
      if (message.at(i) != 0) {
        out.write(message.at(i));
      }
    }
    return out.size() == message.size() ? message : Content.of(out.toByteArray());
  }
}
