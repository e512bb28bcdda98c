package io.mailtrek.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.ledger.Counts;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  private final SampleReport sample =
      new SampleReport()
          .mailbox("anna@old.example", new Counts(1501, 1000, 0, 0, 500, 0, 1, 1_000_000, 0))
          .failed("INBOX", "NO \"too\" large");

  @Test
  void holdsSumsMailboxesPassesAndItems() throws IOException {
    JsonNode json = write(sample.report());

    assertEquals("contoso", json.get("project").asText());
    assertEquals("pre-stage", json.get("type").asText());
    assertEquals(1501, json.get("listed").asInt());
    assertEquals(500, json.get("filteredBy").get("cut-off").asInt());
    assertEquals("mail", json.get("types").get(0).get("type").asText());
    assertEquals(2, json.get("passes").size());
    assertTrue(json.get("forecast").isNull());
    JsonNode mailbox = json.get("mailboxes").get(0);
    assertEquals("anna@old.example", mailbox.get("source").asText());
    assertEquals("source", mailbox.get("bottleneck").asText());
    assertEquals(50, mailbox.get("sourceWaitSeconds").asInt());
    assertEquals(1000, mailbox.get("types").get(0).get("migrated").asInt());
    JsonNode item = json.get("notMigrated").get(0);
    assertEquals("17", item.get("item").asText());
    assertEquals("NO \"too\" large", item.get("message").asText());
  }

  @Test
  void holdsTheForecastWithItsRange() throws IOException {
    JsonNode forecast =
        write(sample.report(Optional.of(ForecasterTest.forecast(sample, 2)))).get("forecast");

    assertEquals(501, forecast.get("items").asInt());
    double least = forecast.get("leastSeconds").asDouble();
    double likely = forecast.get("likelySeconds").asDouble();
    assertTrue(0 < least && least < likely, forecast.toString());
    assertTrue(likely < forecast.get("mostSeconds").asDouble(), forecast.toString());
    assertEquals("anna@old.example", forecast.get("mailboxes").get(0).get("source").asText());
  }

  private static JsonNode write(PassReport report) throws IOException {
    StringWriter out = new StringWriter();
    ReportJson.write(report, out);
    return new ObjectMapper().readTree(out.toString());
  }
}
