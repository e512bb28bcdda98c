package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.xml.PermittedXml;
import io.mailtrek.store.xml.XmlException;
import io.mailtrek.store.xml.XmlNode;
import io.mailtrek.store.xml.XmlReading;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * Reads the SOAP of Exchange while it comes. Contents in base64 are decoded on the way. For one
 * thread, once.
 */
final class EwsReading implements XmlReading.LargeTexts {
  static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

  /** Texts of items beside their contents; only who asks for too much at once reaches it. */
  private static final long MOST_TEXT = 128L * 1024 * 1024;

  private static final Set<QName> CONTENTS =
      Set.of(Ews.type("MimeContent"), Ews.type("Content"), Ews.message("Data"));

  private final Map<XmlNode, Content> contents = new HashMap<>();
  private final Set<XmlNode> broken = new HashSet<>();
  private Base64Text open = new Base64Text();

  private EwsReading() {}

  /**
   * Reads an answer.
   *
   * @param operation the name of the operation that it is to
   * @throws XmlException when it is no XML
   * @throws IOException when it is no such answer, or the stream fails
   */
  static EwsReply read(InputStream in, String operation) throws IOException {
    EwsReading reading = new EwsReading();
    return reading.reply(XmlReading.read(new PermittedXml(in), reading, MOST_TEXT), operation);
  }

  @Override
  public boolean takes(XmlNode element) {
    return CONTENTS.contains(element.name());
  }

  @Override
  public void part(XmlNode element, char[] text, int offset, int count) throws IOException {
    open.add(text, offset, count);
  }

  @Override
  public void end(XmlNode element) {
    contents.put(element, open.content());
    if (!open.whole()) {
      broken.add(element);
    }
    open = new Base64Text();
  }

  private EwsReply reply(XmlNode envelope, String operation) throws IOException {
    if (!envelope.is(soap("Envelope"))) {
      throw new XmlException("it is no SOAP but <" + envelope.name().getLocalPart() + ">");
    }
    List<XmlNode> body = envelope.child(soap("Body")).map(XmlNode::children).orElse(List.of());
    for (XmlNode child : body) {
      if (child.is(soap("Fault"))) {
        return new EwsReply(Optional.of(fault(child)), new EwsAnswer(List.of(), Map.of()));
      }
      Optional<XmlNode> messages = child.child(Ews.message("ResponseMessages"));
      if (child.is(Ews.message(operation + "Response")) && messages.isPresent()) {
        List<EwsMessage> all = messages.get().children().stream().map(this::message).toList();
        return new EwsReply(Optional.empty(), new EwsAnswer(all, contents));
      }
    }
    throw new XmlException("its SOAP is no answer to " + operation);
  }

  private static QName soap(String name) {
    return new QName(SOAP, name);
  }

  private EwsMessage message(XmlNode element) {
    if (breaksOff(element)) {
      return new EwsMessage(false, EwsErrors.BROKEN_OFF, "a content came without its end", element);
    }
    // A warning is told of what was not done, because something before it ended the whole request.
    boolean success = element.attribute("ResponseClass").orElse("Error").equals("Success");
    String code = text(element, "ResponseCode").orElse(success ? "NoError" : "Error");
    return new EwsMessage(success, code, text(element, "MessageText").orElse(""), element);
  }

  private boolean breaksOff(XmlNode node) {
    return broken.contains(node) || node.children().stream().anyMatch(this::breaksOff);
  }

  private static Optional<String> text(XmlNode element, String name) {
    return element.child(Ews.message(name)).flatMap(XmlNode::trimmed);
  }

  /** The detail has the code; where there is none, the qualified code of SOAP has to do. */
  private static EwsMessage fault(XmlNode fault) {
    String soapCode = local(fault, "faultcode").orElse("Fault");
    Optional<XmlNode> detail =
        fault.children().stream().filter(child -> named(child, "detail")).findFirst();
    String code =
        detail
            .flatMap(in -> local(in, "ResponseCode"))
            .orElse(soapCode.substring(soapCode.indexOf(':') + 1));
    String text =
        detail.flatMap(in -> local(in, "Message")).or(() -> local(fault, "faultstring")).orElse("");
    return new EwsMessage(false, code, text, detail.orElse(fault));
  }

  private static Optional<String> local(XmlNode parent, String name) {
    return parent.children().stream()
        .filter(child -> named(child, name))
        .findFirst()
        .flatMap(XmlNode::trimmed);
  }

  private static boolean named(XmlNode node, String name) {
    return node.name().getLocalPart().equals(name);
  }
}
