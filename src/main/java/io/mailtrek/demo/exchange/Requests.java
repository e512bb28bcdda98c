package io.mailtrek.demo.exchange;

/** Reads parts of requests. */
final class Requests {
  private Requests() {}

  static Xml required(Xml request, String name) throws EwsFailure {
    return request
        .child(name)
        .orElseThrow(() -> EwsFailure.schema(name + " is missing in " + request.name() + "."));
  }
}
