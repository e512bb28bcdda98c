package io.mailtrek.demo.exchange;

/** What a server refuses: a part of an operation, or all of it. */
final class EwsFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;

  EwsFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  /** {@code ErrorItemNotFound} or another. */
  String code() {
    return code;
  }

  static EwsFailure itemNotFound() {
    return new EwsFailure("ErrorItemNotFound", "The specified object was not found in the store.");
  }

  static EwsFailure schema(String message) {
    return new EwsFailure(
        "ErrorSchemaValidation", "The request failed schema validation: " + message);
  }
}
