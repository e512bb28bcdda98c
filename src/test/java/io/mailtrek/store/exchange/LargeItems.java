package io.mailtrek.store.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailtrek.store.exchange.form.Ews;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A server with one item of any size, which it makes while it sends it, without telling its length,
 * and of what is sent to it keeps a digest alone.
 */
final class LargeItems implements AutoCloseable {
  private static final int BLOCK = 3 * 8192;
  private static final Set<String> CONTENTS = Set.of("Data", "Content", "MimeContent");
  private static final String TOLD =
      "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><m:%1$sResponse"
          + " xmlns:m='%2$s' xmlns:t='%3$s'><m:ResponseMessages><m:%1$sResponseMessage"
          + " ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode>%4$s"
          + "</m:%1$sResponseMessage></m:ResponseMessages></m:%1$sResponse></s:Body></s:Envelope>";

  /** What each operation answers; the content comes in place of the sign. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "ExportItems",
          "<m:ItemId Id='a'/><m:Data>#</m:Data>",
          "UploadItems",
          "<m:ItemId Id='a'/>",
          "GetItem",
          "<m:Items><t:Message><t:MimeContent CharacterSet='UTF-8'>#</t:MimeContent>"
              + "<t:ItemId Id='a'/><t:ItemClass>IPM.Note</t:ItemClass></t:Message></m:Items>",
          "CreateItem",
          "<m:Items><t:Message><t:ItemId Id='b'/></t:Message></m:Items>",
          "GetAttachment",
          "<m:Attachments><t:FileAttachment><t:AttachmentId Id='c'/><t:Name>c</t:Name>"
              + "<t:Content>#</t:Content></t:FileAttachment></m:Attachments>",
          "CreateAttachment",
          "<m:Attachments><t:FileAttachment><t:AttachmentId Id='d'/></t:FileAttachment>"
              + "</m:Attachments>");

  private final HttpServer http;
  private final byte[] block;
  private final int blocks;
  private final Map<String, String> received = new ConcurrentHashMap<>();

  private LargeItems(HttpServer http, int blocks) {
    this.http = http;
    this.blocks = blocks;
    byte[] bytes = new byte[BLOCK];
    new Random(7).nextBytes(bytes);
    this.block = Base64.getEncoder().encode(bytes);
    http.createContext("/", this::handle);
    http.start();
  }

  /** Starts one with an item of about so many bytes. */
  static LargeItems start(long size) throws IOException {
    return new LargeItems(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
        (int) (size / BLOCK));
  }

  int port() {
    return http.getAddress().getPort();
  }

  /** Digests of the contents that came, by the operations that brought them. */
  Map<String, String> received() {
    return received;
  }

  /** The digest of its item. */
  String digest() {
    MessageDigest digest = sha256();
    for (int i = 0; i < blocks; i++) {
      digest.update(block);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String action = exchange.getRequestHeaders().getFirst("SOAPAction");
      String operation = action.replaceAll(".*/|\"", "");
      take(operation, exchange.getRequestBody());
      exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      String[] around =
          TOLD.formatted(operation, Ews.MESSAGES, Ews.TYPES, ANSWERS.get(operation)).split("#", -1);
      out.write(around[0].getBytes(US_ASCII));
      if (around.length > 1) {
        for (int i = 0; i < blocks; i++) {
          out.write(block);
        }
        out.write(around[1].getBytes(US_ASCII));
      }
    }
  }

  private void take(String operation, InputStream request) throws IOException {
    MessageDigest digest = sha256();
    boolean any = false;
    try {
      XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(request);
      boolean inside = false;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          inside = CONTENTS.contains(reader.getLocalName());
          any |= inside;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          inside = false;
        } else if (inside && event == XMLStreamConstants.CHARACTERS) {
          digest.update(reader.getText().getBytes(US_ASCII));
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    if (any) {
      received.put(operation, HexFormat.of().formatHex(digest.digest()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
