package io.mailtrek.store.xml;

import java.io.IOException;

/** What a server sent is no XML, or none that is taken. The message continues a sentence. */
public final class XmlException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what it is instead, as the rest of a sentence. */
  public XmlException(String message) {
    super(message);
  }

  XmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
