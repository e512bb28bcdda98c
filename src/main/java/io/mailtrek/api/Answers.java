package io.mailtrek.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mistake;
import io.mailtrek.ledger.LedgerException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what a resource has to say into the answer of a request: JSON, or a {@link Problem} when
 * the work failed. Nothing of the request goes back with it.
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Answers() {}

  /** What a request asks for. */
  interface Work {
    /** Does it; returns the body of the answer, or an {@link Answer} with more. */
    Object result() throws Exception;
  }

  /**
   * An answer that is more than an object with status 200.
   *
   * @param status the HTTP status
   * @param mediaType the type of the body
   * @param body bytes, or what is written as JSON
   * @param header the name of one more header, empty for none
   * @param value its value
   */
  record Answer(int status, String mediaType, Object body, String header, String value) {

    /** Something was made, and is now at a path. */
    static Answer created(Object body, String path) {
      return new Answer(201, "application/json", body, "Location", path);
    }

    /** A file to look at or to save. */
    static Answer file(String mediaType, byte[] body, String name) {
      return new Answer(
          200, mediaType, body, "Content-Disposition", "inline; filename=\"" + name + "\"");
    }
  }

  /** Does the work of a request and answers it. */
  static void give(Exchange exchange, Work work) {
    try {
      Object result = work.result();
      reply(
          exchange,
          result instanceof Answer answer
              ? answer
              : new Answer(200, "application/json", result, "", ""));
    } catch (ProblemException e) {
      reply(exchange, e.problem());
    } catch (ConfigException e) {
      reply(
          exchange,
          Problem.badRequest(
              e.mistakes().stream().map(Mistake::message).collect(Collectors.joining(" "))));
    } catch (LedgerException e) {
      LOG.error("The ledger could not be used for a request.", e);
      reply(exchange, new Problem(503, e.getMessage()));
    } catch (Exception e) {
      LOG.error("A request could not be answered.", e);
      reply(exchange, new Problem(500, "An error that was not expected; the log says more."));
    }
  }

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException when it is no JSON, or does not fit
   */
  static <T> T body(Exchange exchange, Class<T> type) {
    String mediaType = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
    if (!mediaType.toLowerCase(Locale.ROOT).matches("application/json *(;.*)?")) {
      throw new Problem(415, "The body has to be JSON, with Content-Type: application/json.")
          .exception();
    }
    String text = exchange.getMessage().getBody(String.class);
    try {
      T value = JSON.readValue(text == null ? "" : text, type);
      if (value == null) {
        throw Problem.badRequest("The body has to be a JSON object.").exception();
      }
      return value;
    } catch (JsonMappingException e) {
      throw Problem.badRequest(
              "The body does not fit at '"
                  + e.getPath().stream()
                      .map(each -> String.valueOf(each.getFieldName()))
                      .collect(Collectors.joining("."))
                  + "': see /api/openapi.json.")
          .exception();
    } catch (JsonProcessingException e) {
      throw Problem.badRequest("The body is no JSON: " + e.getOriginalMessage()).exception();
    }
  }

  private static void reply(Exchange exchange, Problem problem) {
    send(exchange, problem.status(), Problem.MEDIA_TYPE, bytes(problem.json()));
  }

  private static void reply(Exchange exchange, Answer answer) {
    byte[] body = answer.body() instanceof byte[] bytes ? bytes : bytes(write(answer.body()));
    Message message = send(exchange, answer.status(), answer.mediaType(), body);
    if (!answer.header().isEmpty()) {
      message.setHeader(answer.header(), answer.value());
    }
  }

  /** Camel would send the headers of the request back. */
  private static Message send(Exchange exchange, int status, String mediaType, byte[] body) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, mediaType);
    message.setBody(body);
    return message;
  }

  /** An object as JSON. */
  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
