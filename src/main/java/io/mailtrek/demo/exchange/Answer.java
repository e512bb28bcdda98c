package io.mailtrek.demo.exchange;

import java.util.List;

/** The answer to an operation, with a message for each thing that was asked for. */
final class Answer {
  private final String operation;
  private final List<String> always;
  private final Xml messages = Xml.m("ResponseMessages");

  /** One thing that was asked for. */
  @FunctionalInterface
  interface Part {
    /** Does it; returns what its message holds. */
    List<Xml> run() throws EwsFailure;
  }

  /**
   * An answer without messages.
   *
   * @param always the elements that a message of an error holds, too
   */
  Answer(String operation, String... always) {
    this.operation = operation;
    this.always = List.of(always);
  }

  /** Does one thing, and adds its message. */
  void add(Part part) {
    Xml message = Xml.m(operation + "ResponseMessage");
    try {
      List<Xml> content = part.run();
      message.with("ResponseClass", "Success").add(Xml.m("ResponseCode", "NoError")).add(content);
    } catch (EwsFailure e) {
      message.with("ResponseClass", "Error").add(Xml.m("MessageText", e.getMessage()));
      message.add(Xml.m("ResponseCode", e.code())).add(Xml.m("DescriptiveLinkKey", "0"));
      always.forEach(name -> message.add(Xml.m(name)));
    }
    messages.add(message);
  }

  Xml xml() {
    return Xml.m(operation + "Response").add(messages);
  }
}
