package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.xml.XmlNode;
import io.mailtrek.store.xml.XmlWriting;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.namespace.QName;

/**
 * An operation in its SOAP envelope, written for Exchange 2013 and later. Contents are encoded
 * while they are sent, as often as they are.
 */
final class EwsEnvelope {
  private static final String VERSION = "Exchange2013_SP1";
  private static final QName ENVELOPE = new QName(EwsReading.SOAP, "Envelope");
  private static final QName HEADER = new QName(EwsReading.SOAP, "Header");
  private static final QName BODY = new QName(EwsReading.SOAP, "Body");

  private final Map<XmlNode, Content> streams;
  private final XmlWriting xml = new XmlWriting(prefixes());
  private final List<Supplier<InputStream>> parts = new ArrayList<>();
  private long length;

  /**
   * @param impersonated whose mailbox it is for, when another logs in
   */
  EwsEnvelope(EwsRequest request, Optional<String> impersonated) {
    streams = request.streams();
    xml.open(ENVELOPE).open(HEADER);
    header(impersonated).forEach(xml::node);
    xml.close(HEADER).open(BODY);
    write(request.operation());
    xml.close(BODY).close(ENVELOPE);
    takeXml();
  }

  private static Map<String, String> prefixes() {
    Map<String, String> prefixes = new LinkedHashMap<>();
    prefixes.put(EwsReading.SOAP, "soap");
    prefixes.put(Ews.TYPES, "t");
    prefixes.put(Ews.MESSAGES, "m");
    return prefixes;
  }

  private static List<XmlNode> header(Optional<String> impersonated) {
    List<XmlNode> header = new ArrayList<>();
    XmlNode version = Ews.element("RequestServerVersion");
    version.attribute("Version", VERSION);
    header.add(version);
    impersonated.ifPresent(
        mailbox ->
            header.add(
                Ews.element(
                    "ExchangeImpersonation",
                    Ews.element("ConnectingSID", Ews.text("PrimarySmtpAddress", mailbox)))));
    XmlNode zone = Ews.element("TimeZoneDefinition");
    zone.attribute("Id", "UTC");
    header.add(Ews.element("TimeZoneContext", zone));
    return header;
  }

  private void write(XmlNode node) {
    xml.begin(node);
    Content content = streams.get(node);
    if (content == null) {
      node.children().forEach(this::write);
    } else {
      takeXml();
      parts.add(() -> new Base64Stream(content));
      length += Base64Stream.length(content);
    }
    xml.close(node.name());
  }

  private void takeXml() {
    byte[] bytes = xml.take();
    parts.add(() -> new ByteArrayInputStream(bytes));
    length += bytes.length;
  }

  /** How many bytes it has. */
  long length() {
    return length;
  }

  /** Its bytes, from the beginning. */
  InputStream stream() {
    return new SequenceInputStream(
        Collections.enumeration(parts.stream().map(Supplier::get).toList()));
  }

  /** Its bytes for a request, with their number, as a server that has limits wants to know it. */
  BodyPublisher publisher() {
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::stream), length);
  }
}
