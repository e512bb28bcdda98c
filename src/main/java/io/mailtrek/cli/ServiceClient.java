package io.mailtrek.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailtrek.api.ApiToken;
import io.mailtrek.api.FolderAnswer;
import io.mailtrek.api.FolderList;
import io.mailtrek.api.ForecastAnswer;
import io.mailtrek.api.MailboxPassAnswer;
import io.mailtrek.api.MailboxPassList;
import io.mailtrek.api.PassAnswer;
import io.mailtrek.api.PassOrder;
import io.mailtrek.api.StopOrder;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.Reasons;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.pass.ProjectLock;
import io.mailtrek.pass.ServiceAddress;
import io.mailtrek.report.Json;
import io.mailtrek.report.PassView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Speaks with the service that holds the project, by its API. */
final class ServiceClient implements PassSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ServiceAddress address;
  private final ApiToken token;
  private final HttpClient http;

  private ServiceClient(ServiceAddress address, ApiToken token) {
    this.address = address;
    this.token = token;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if (!address.certificates().isEmpty()) {
      builder.sslContext(PinnedCertificates.of(address.certificates()));
    }
    this.http = builder.version(HttpClient.Version.HTTP_1_1).build();
  }

  /** The service does not answer any more. */
  static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private GoneException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The client of a service; empty when it has no API, or its token is not for this user. */
  static Optional<ServiceClient> of(Path home, ProjectLock.Holder holder) {
    return holder
        .address()
        .flatMap(address -> ApiToken.read(home).map(token -> new ServiceClient(address, token)));
  }

  /** Submits a pass; returns its number. */
  long submit(PassRequest request) {
    PassOrder order =
        new PassOrder(
            request.type().word(),
            request.mailboxes().stream().map(Mailbox::source).distinct().toList(),
            request.olderThan().map(OlderThan::toString).orElse(null),
            request.startAt().map(Instant::toString).orElse(null),
            request.adopt(),
            null);
    return post("/api/passes", order, PassAnswer.class).pass();
  }

  /** Stops what is under way for mailboxes with these source addresses. */
  List<MailboxPassRecord> stop(List<String> sources) {
    return records(post("/api/mailboxes/stop", new StopOrder(sources), MailboxPassList.class));
  }

  /** Stops what is under way in a pass. */
  List<MailboxPassRecord> stop(long pass) {
    return records(post("/api/passes/" + pass + "/stop", Map.of(), MailboxPassList.class));
  }

  @Override
  public PassView view(long pass) {
    PassAnswer answer = get("/api/passes/" + pass, PassAnswer.class);
    List<MailboxPassRecord> mailboxes = new ArrayList<>();
    String after = "0";
    while (after != null) {
      MailboxPassList page =
          get(
              "/api/passes/" + pass + "/mailboxes?limit=1000&after=" + after,
              MailboxPassList.class);
      mailboxes.addAll(records(page));
      after = page.next();
    }
    return new PassView(answer.toRecord(), mailboxes, Instant.now());
  }

  /** Without a service that answers, the summary is shown without them. */
  @Override
  public Reasons reasons(long pass) {
    Reasons sum = Reasons.NONE;
    try {
      String after = "0";
      while (after != null) {
        FolderList page =
            get("/api/passes/" + pass + "/folders?limit=1000&after=" + after, FolderList.class);
        for (FolderAnswer folder : page.folders()) {
          sum =
              sum.plus(
                  new Reasons(
                      new TreeMap<>(folder.filteredBy()), new TreeMap<>(folder.skippedBy())));
        }
        after = page.next();
      }
    } catch (GoneException e) {
      return Reasons.NONE;
    }
    return sum;
  }

  @Override
  public List<String> forecast(long pass) {
    try {
      return get("/api/passes/" + pass + "/forecast", ForecastAnswer.class).sentences();
    } catch (GoneException e) {
      return List.of();
    }
  }

  private static List<MailboxPassRecord> records(MailboxPassList list) {
    return list.mailboxes().stream().map(MailboxPassAnswer::toRecord).toList();
  }

  private <T> T get(String path, Class<T> type) {
    return send(request(path).GET(), type);
  }

  private <T> T post(String path, Object body, Class<T> type) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))),
        type);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address.uri() + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token.secret().reveal());
  }

  private <T> T send(HttpRequest.Builder request, Class<T> type) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 == 2) {
        return JSON.readValue(response.body(), type);
      }
      throw new UsageException(refusal(response));
    } catch (IOException e) {
      throw new GoneException(
          "The service at " + address.uri() + " does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GoneException("Interrupted while waiting for the service", e);
    }
  }

  private static String refusal(HttpResponse<String> response) {
    String detail;
    try {
      detail = JSON.readTree(response.body()).path("detail").asText();
    } catch (JsonProcessingException e) {
      detail = "it answered with status " + response.statusCode() + ".";
    }
    return "The service refused: "
        + detail
        + (response.statusCode() == 400
            ? " The service reads the configuration when it starts: restart it after a change."
            : "");
  }
}
