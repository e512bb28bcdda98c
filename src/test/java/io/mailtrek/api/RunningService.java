package io.mailtrek.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.migration.TestProject;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.ServiceAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;

/** The service of a project on a free port, and a client that has its token. */
final class RunningService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Engine engine;
  private final ServiceAddress address;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();

  RunningService(TestProject project) throws Exception {
    engine = new CamelEngines().start(project.project(), true);
    address = engine.address().orElseThrow();
    token = Files.readString(project.home().resolve(ApiToken.FILE)).strip();
  }

  Engine engine() {
    return engine;
  }

  ServiceAddress address() {
    return address;
  }

  int port() {
    return address.uri().getPort();
  }

  String token() {
    return token;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** The JSON of an answer with status 200. */
  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** A request with the token. */
  HttpRequest.Builder request(String path) {
    return bare(path).header("Authorization", "Bearer " + token);
  }

  /** A request without one. */
  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(address.uri() + path)).timeout(Duration.ofMinutes(1));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Waits until a pass has ended, and gives it. */
  JsonNode ended(long pass) throws IOException, InterruptedException {
    TestProject.until(
        () ->
            engine.ledger().passes().mailboxPasses(pass).stream()
                .allMatch(mailbox -> mailbox.status().finished()));
    return json("/api/passes/" + pass);
  }

  static JsonNode parse(String text) throws IOException {
    return JSON.readTree(text);
  }

  @Override
  public void close() {
    engine.close();
  }
}
