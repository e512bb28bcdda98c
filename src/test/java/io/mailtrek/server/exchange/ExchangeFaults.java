package io.mailtrek.server.exchange;

import io.mailtrek.demo.exchange.ExchangeReply;
import io.mailtrek.demo.exchange.SoapFault;
import io.mailtrek.demo.exchange.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The faults and the habits of Exchange servers that tests choose from. */
public final class ExchangeFaults {
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)Z");
  private static final Pattern DATA = Pattern.compile("<m:Data>([^<]*)</m:Data>");
  private static final List<String> ITEMS =
      List.of("Message", "CalendarItem", "Contact", "DistributionList", "Task", "PostItem");

  private ExchangeFaults() {}

  /** Something done before the server gets the request. */
  @FunctionalInterface
  public interface Deed {
    /** Does it. */
    void run() throws Exception;
  }

  /** Answers in place of the server, which does not get the request. */
  public static ExchangeFault answer(int status, String text) {
    return (request, server) -> ExchangeReply.of(status, text);
  }

  /** Answers in place of the server, which does not get the request. */
  public static ExchangeFault answer(ExchangeReply reply) {
    return (request, server) -> reply;
  }

  /** A fault of SOAP with HTTP 500, as {@code ErrorMailboxMoveInProgress} comes. */
  public static ExchangeFault fault(String code) {
    return fault(500, code);
  }

  /** A fault of SOAP, which some servers send with HTTP 200. */
  public static ExchangeFault fault(int status, String code) {
    return answer(SoapFault.reply(status, code, "The test wants it: " + code, Optional.empty()));
  }

  /** Asks to come again later, by a fault. */
  public static ExchangeFault busy(int status, int backOffMilliseconds) {
    return answer(
        SoapFault.reply(
            status,
            "ErrorServerBusy",
            "The server cannot service this request right now. Try again later.",
            Optional.of(backOffMilliseconds)));
  }

  /** Asks to come again later within each message of an answer with HTTP 200. */
  public static ExchangeFault busyWithin200(int backOffMilliseconds) {
    return errorWithin200(
        "ErrorServerBusy",
        Optional.of(Xml.t("Value", "" + backOffMilliseconds).with("Name", "BackOffMilliseconds")));
  }

  /** Refuses each part of the request by a message of an answer with HTTP 200. */
  public static ExchangeFault errorWithin200(String code) {
    return errorWithin200(code, Optional.empty());
  }

  /** Does nothing, and warns of each part that it was not reached, as after an error before it. */
  public static ExchangeFault notReachedWithin200() {
    return (request, server) -> {
      ExchangeReply reply = errorWithin200("ErrorBatchProcessingStopped").apply(request, server);
      String text = reply.text().replace("\"Error\"", "\"Warning\"");
      return reply.withBody(text.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static ExchangeFault errorWithin200(String code, Optional<Xml> value) {
    return (request, server) -> {
      Xml operation = request.operation().orElseThrow();
      int parts =
          operation.children().stream()
              .filter(child -> child.name().endsWith("Ids") || child.name().equals("Items"))
              .mapToInt(child -> child.children().size())
              .max()
              .orElse(1);
      StringBuilder messages = new StringBuilder();
      for (int i = 0; i < parts; i++) {
        messages.append(message(operation.name(), code, value));
      }
      String text =
          "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:m=\""
              + Xml.MESSAGES
              + "\" xmlns:t=\""
              + Xml.TYPES
              + "\"><s:Body><m:"
              + operation.name()
              + "Response><m:ResponseMessages>"
              + messages
              + "</m:ResponseMessages></m:"
              + operation.name()
              + "Response></s:Body></s:Envelope>";
      return ExchangeReply.of(
          200, "text/xml; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Lets the server do what is asked, and tells of the last part that it failed. */
  public static ExchangeFault lastFailsWithin200(String code) {
    return (request, server) -> {
      ExchangeReply reply = server.handle(request);
      String text = reply.text();
      String name = request.name() + "ResponseMessage";
      int from = text.lastIndexOf("<m:" + name + " ");
      int to = text.lastIndexOf("</m:" + name + ">") + ("</m:" + name + ">").length();
      String changed =
          text.substring(0, from)
              + message(request.name(), code, Optional.empty())
              + text.substring(to);
      return reply.withBody(changed.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static String message(String operation, String code, Optional<Xml> value) {
    return "<m:"
        + operation
        + "ResponseMessage ResponseClass=\"Error\"><m:MessageText>The test wants it."
        + "</m:MessageText><m:ResponseCode>"
        + code
        + "</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>"
        + value.map(v -> "<m:MessageXml>" + v + "</m:MessageXml>").orElse("")
        + (List.of("GetItem", "CreateItem", "UpdateItem").contains(operation) ? "<m:Items/>" : "")
        + "</m:"
        + operation
        + "ResponseMessage>";
  }

  /** Refuses the login in the middle of the work. */
  public static ExchangeFault unauthorized() {
    return (request, server) ->
        ExchangeReply.of(401, "Log in again").with("WWW-Authenticate", "Basic realm=\"127.0.0.1\"");
  }

  /** Closes the connection in place of giving the server the request. */
  public static ExchangeFault drop() {
    return (request, server) -> {
      throw new IOException("Dropped by the test");
    };
  }

  /** Lets the server do what is asked, and closes the connection in place of the answer. */
  public static ExchangeFault loseReply() {
    return (request, server) -> {
      server.handle(request);
      throw new IOException("The answer is lost by the test");
    };
  }

  /** Lets the server do what is asked, and closes the connection in the middle of the answer. */
  public static ExchangeFault cutReply() {
    return (request, server) -> {
      ExchangeReply reply = server.handle(request);
      return reply.cut(reply.body().length / 2);
    };
  }

  /** Lets the server do what is asked, and answers when a test lets it. */
  public static ExchangeFault hold(CountDownLatch until) {
    return (request, server) -> {
      ExchangeReply reply = server.handle(request);
      await(until);
      return reply;
    };
  }

  /** Takes its time for each answer. */
  public static ExchangeFault slow(int milliseconds) {
    return (request, server) -> {
      ExchangeReply reply = server.handle(request);
      try {
        // A latch that nobody opens, so that the end of the server ends the waiting.
        new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return reply;
    };
  }

  /** Does something before the server gets the request, which then takes its course. */
  public static ExchangeFault first(Deed deed) {
    return (request, server) -> {
      try {
        deed.run();
      } catch (Exception e) {
        throw new IOException("The deed of a test failed", e);
      }
      return server.handle(request);
    };
  }

  /** Changes the text of the answer. */
  public static ExchangeFault rewrite(UnaryOperator<String> change) {
    return (request, server) -> {
      ExchangeReply reply = server.handle(request);
      return reply.withBody(change.apply(reply.text()).getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Breaks the data of what is exported off in the middle, as Exchange does under load. */
  public static ExchangeFault truncateData() {
    return rewrite(
        text ->
            DATA.matcher(text)
                .replaceAll(
                    data ->
                        "<m:Data>"
                            + data.group(1).substring(0, data.group(1).length() / 8 * 4)
                            + "=== Truncated Data ===</m:Data>"));
  }

  /** Writes times with fractions of seconds of all lengths from none to nine digits. */
  public static ExchangeFault fractions() {
    AtomicInteger count = new AtomicInteger();
    return rewrite(
        text ->
            TIME.matcher(text)
                .replaceAll(
                    time -> {
                      int digits = count.getAndIncrement() % 10;
                      String fraction = "123456789".substring(0, digits);
                      return time.group(1) + (digits == 0 ? "" : "." + fraction) + "Z";
                    }));
  }

  /** Tells the properties of items in the opposite order. */
  public static ExchangeFault oddOrder() {
    return (request, server) -> {
      ExchangeReply reply = server.handle(request);
      Xml answer = Xml.parse(reply.body());
      reverse(answer);
      return reply.withBody(answer.document());
    };
  }

  private static void reverse(Xml element) {
    if (ITEMS.contains(element.name()) && element.uri().equals(Xml.TYPES)) {
      Collections.reverse(element.children());
    }
    element.children().forEach(ExchangeFaults::reverse);
  }

  private static void await(CountDownLatch until) throws IOException {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server ends", e);
    }
  }
}
