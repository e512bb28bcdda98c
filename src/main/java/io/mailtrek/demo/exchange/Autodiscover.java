package io.mailtrek.demo.exchange;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells mail programs where the mailbox of an address is, by the older protocol without SOAP. */
final class Autodiscover implements ExchangeHandler {
  private static final String ROOT =
      "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
  private static final String OUTLOOK =
      "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

  private final ExchangeOrganization organization;
  private final Supplier<String> url;

  Autodiscover(ExchangeOrganization organization, Supplier<String> url) {
    this.organization = organization;
    this.url = url;
  }

  @Override
  public ExchangeReply handle(ExchangeRequest request) throws IOException {
    String address = Xml.parse(request.body()).text("Request", "EMailAddress").strip();
    Optional<ExchangeMailbox> mailbox = organization.mailbox(address);
    Xml response = mailbox.isPresent() ? found(mailbox.get()) : notFound();
    return ExchangeReply.xml(200, new Xml(ROOT, "Autodiscover").add(response));
  }

  private Xml found(ExchangeMailbox mailbox) {
    Xml response = outlook("Response");
    Xml protocol = outlook("Protocol").add(outlook("Type").withText("EXPR"));
    protocol.add(outlook("Server").withText("127.0.0.1"));
    protocol.add(outlook("EwsUrl").withText(url.get()));
    Xml internal = outlook("Protocol").add(outlook("Type").withText("EXCH"));
    internal.add(outlook("Server").withText("127.0.0.1"));
    internal.add(outlook("EwsUrl").withText(url.get()));
    Xml account = outlook("Account").add(outlook("AccountType").withText("email"));
    account.add(outlook("Action").withText("settings")).add(internal).add(protocol);
    Xml user = outlook("User").add(outlook("DisplayName").withText(mailbox.address()));
    user.add(outlook("AutoDiscoverSMTPAddress").withText(mailbox.address()));
    return response.add(user).add(account);
  }

  private static Xml notFound() {
    Xml error = new Xml(ROOT, "Error").with("Time", "12:00:00.0000000").with("Id", "1");
    error.add(new Xml(ROOT, "ErrorCode").withText("500"));
    error.add(new Xml(ROOT, "Message").withText("The email address can't be found."));
    return new Xml(ROOT, "Response").add(error.add(new Xml(ROOT, "DebugData")));
  }

  private static Xml outlook(String name) {
    return new Xml(OUTLOOK, name);
  }
}
