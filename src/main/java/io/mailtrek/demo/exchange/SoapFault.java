package io.mailtrek.demo.exchange;

import java.util.Optional;

/** An answer that says that nothing of an operation was done. */
public final class SoapFault {
  private SoapFault() {}

  static Xml of(String code, String message, Optional<Integer> backOffMilliseconds) {
    Xml detail = new Xml("", "detail").add(new Xml(Xml.ERRORS, "ResponseCode").withText(code));
    detail.add(new Xml(Xml.ERRORS, "Message").withText(message));
    backOffMilliseconds.ifPresent(
        pause ->
            detail.add(
                Xml.t(
                    "MessageXml", Xml.t("Value", "" + pause).with("Name", "BackOffMilliseconds"))));
    Xml fault = new Xml(Xml.SOAP, "Fault").add(new Xml("", "faultcode").withText("t:" + code));
    return fault.add(new Xml("", "faultstring").withText(message)).add(detail);
  }

  /**
   * A whole answer.
   *
   * @param status the HTTP status, which is 500 at Exchange, and 200 at some
   * @param backOffMilliseconds how long the client is to wait; none for no such hint
   */
  public static ExchangeReply reply(
      int status, String code, String message, Optional<Integer> backOffMilliseconds) {
    return ExchangeReply.xml(status, EwsService.envelope(of(code, message, backOffMilliseconds)));
  }
}
