package io.mailtrek.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request was not done (RFC 9457).
 *
 * @param status the HTTP status
 * @param detail a sentence for the user: what is wrong and what to do
 */
record Problem(int status, String detail) {
  /** The media type of {@link #json}. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A problem of the request. */
  static Problem badRequest(String detail) {
    return new Problem(400, detail);
  }

  /** Something that is asked for is not there. */
  static Problem notFound(String detail) {
    return new Problem(404, detail);
  }

  /** The problem as an exception. */
  ProblemException exception() {
    return new ProblemException(this);
  }

  /** The body of the answer. */
  String json() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "about:blank");
    object.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
    object.put("status", status);
    object.put("detail", detail);
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
