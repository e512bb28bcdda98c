package io.mailtrek.demo.exchange;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends each operation of somebody who has logged in to what does it. */
final class EwsService {
  private static final Set<String> VERSIONS =
      Set.of(
          "Exchange2007",
          "Exchange2007_SP1",
          "Exchange2010",
          "Exchange2010_SP1",
          "Exchange2010_SP2",
          "Exchange2013",
          "Exchange2013_SP1");

  private final ExchangeOrganization organization;
  private final Map<String, Operation> operations =
      Map.ofEntries(
          Map.entry("FindFolder", new FindFolder()),
          Map.entry("GetFolder", new GetFolder()),
          Map.entry("CreateFolder", new CreateFolder()),
          Map.entry("DeleteFolder", new DeleteFolder()),
          Map.entry("FindItem", new FindItem()),
          Map.entry("SyncFolderItems", new SyncFolderItems()),
          Map.entry("GetItem", new GetItem()),
          Map.entry("ExportItems", new ExportItems()),
          Map.entry("UploadItems", new UploadItems()),
          Map.entry("CreateItem", new CreateItem()),
          Map.entry("UpdateItem", new UpdateItem()),
          Map.entry("DeleteItem", new DeleteItem()),
          Map.entry("CreateAttachment", new CreateAttachment()),
          Map.entry("GetAttachment", new GetAttachment()),
          Map.entry("ResolveNames", new ResolveNames()));

  EwsService(ExchangeOrganization organization) {
    this.organization = organization;
  }

  ExchangeReply handle(ExchangeRequest request, String login) {
    if (!request.method().equals("POST")) {
      return ExchangeReply.of(200, "You have created a service.");
    }
    Optional<Xml> operation = request.operation();
    if (operation.isEmpty()) {
      return fault(EwsFailure.schema("this is no SOAP."));
    }
    Xml header = request.soap().orElseThrow().child("Header").orElseGet(() -> new Xml("", ""));
    String address = request.impersonated().orElse(login);
    organization.note(
        new Asked(
            request.name(),
            login,
            address,
            request.header("x-anchormailbox").orElse(""),
            request.text()),
        Sending.wouldSend(operation.get()));
    try {
      checkVersion(header);
      Caller caller = new Caller(organization, mailbox(request, login), zone(header));
      Operation named = operations.get(request.name());
      if (named == null) {
        throw new EwsFailure("ErrorInvalidOperation", "The operation is not known.");
      }
      synchronized (organization) {
        return ExchangeReply.xml(200, envelope(named.answer(operation.get(), caller)));
      }
    } catch (EwsFailure e) {
      return fault(e);
    }
  }

  private static void checkVersion(Xml header) throws EwsFailure {
    Optional<Xml> version = header.child("RequestServerVersion");
    if (version.isPresent() && !VERSIONS.contains(version.get().attribute("Version"))) {
      throw new EwsFailure("ErrorInvalidServerVersion", "The specified server version is invalid.");
    }
  }

  private ExchangeMailbox mailbox(ExchangeRequest request, String login) throws EwsFailure {
    Optional<String> other = request.impersonated();
    if (other.isEmpty()) {
      return organization
          .mailbox(login)
          .orElseThrow(
              () ->
                  new EwsFailure(
                      "ErrorMissingEmailAddress",
                      "When making a request as an account that does not have a mailbox, you must"
                          + " specify the mailbox primary SMTP address for any distinguished folder"
                          + " Ids."));
    }
    if (!organization.isAdmin(login)) {
      throw new EwsFailure(
          "ErrorImpersonateUserDenied",
          "The account does not have permission to impersonate the requested user.");
    }
    return organization
        .mailbox(other.get())
        .orElseThrow(
            () ->
                new EwsFailure(
                    "ErrorNonExistentMailbox",
                    "The SMTP address has no mailbox associated with it."));
  }

  private ZoneId zone(Xml header) throws EwsFailure {
    Optional<Xml> zone = header.at("TimeZoneContext", "TimeZoneDefinition");
    return zone.isPresent() ? Zones.of(zone.get().attribute("Id")) : organization.zone();
  }

  static ExchangeReply fault(EwsFailure failure) {
    return ExchangeReply.xml(
        500, envelope(SoapFault.of(failure.code(), failure.getMessage(), Optional.empty())));
  }

  static Xml envelope(Xml body) {
    Xml version =
        Xml.t("ServerVersionInfo")
            .with("MajorVersion", "15")
            .with("MinorVersion", "0")
            .with("MajorBuildNumber", "1497")
            .with("MinorBuildNumber", "48")
            .with("Version", "V2_23");
    Xml envelope = new Xml(Xml.SOAP, "Envelope");
    envelope.add(new Xml(Xml.SOAP, "Header").add(version));
    return envelope.add(new Xml(Xml.SOAP, "Body").add(body));
  }
}
