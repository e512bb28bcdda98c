package io.mailtrek.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Counts;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r\n=1",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "＝1",
        "|calc"
      })
  void aTextThatCouldBeAFormulaBeginsWithAnApostrophe(String text) {
    assertEquals("'" + text, Csv.safe(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "INBOX", "a=b", "anna@old.example", "1-2", "'=1", "Entwürfe"})
  void otherTextStaysAsItIs(String text) {
    assertEquals(text, Csv.safe(text));
  }

  @Test
  void everyTextStandsInQuotesAndNumbersDoNot() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("folder", "x;=1");
    row.put("items", -12);
    row.put("none", null);
    row.put("quote", "a \"b\"\nc");

    assertEquals(
        "\"folder\",\"items\",\"none\",\"quote\"\r\n\"x;=1\",-12,,\"a \"\"b\"\"\nc\"\r\n",
        Csv.of(List.of(row)));
  }

  @Test
  void aQueryWithoutRowsGivesAnEmptyText() {
    assertEquals("", Csv.of(List.of()));
  }

  @Test
  void theTablesOfAReportHaveAsManyCellsAsColumns() throws IOException {
    PassReport report =
        new SampleReport()
            .mailbox("anna@old.example", new Counts(5, 1, 1, 1, 0, 1, 1, 77, 0))
            .failed("=cmd", "NO, \"never\",\r\nagain")
            .report();
    StringBuilder mailboxes = new StringBuilder();
    StringBuilder items = new StringBuilder();

    ReportCsv.mailboxes(report, mailboxes);
    ReportCsv.items(report, items);

    CSVRecord mailbox = read(mailboxes).get(0);
    assertEquals("anna@old.example", mailbox.get("Mailbox"));
    assertEquals("77", mailbox.get("Bytes"));
    assertEquals("source", mailbox.get("Bottleneck"));
    CSVRecord item = read(items).get(0);
    assertEquals("anna@old.example", item.get("Mailbox"));
    assertEquals("'=cmd", item.get("Folder"));
    assertEquals("failed", item.get("Outcome"));
    assertEquals("NO, \"never\",\r\nagain", item.get("Message"));
    assertTrue(mailbox.isConsistent() && item.isConsistent());
  }

  private static List<CSVRecord> read(StringBuilder text) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = format.parse(new StringReader(text.toString()))) {
      return new ArrayList<>(parser.getRecords());
    }
  }
}
