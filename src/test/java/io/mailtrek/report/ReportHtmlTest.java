package io.mailtrek.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassStatus;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportHtmlTest {
  private static final Counts COUNTS = new Counts(2001, 1500, 0, 0, 500, 0, 1, 4_000_000, 0);

  @Test
  void showsNumbersChartsAndTheItemsThatWereNotMigrated() {
    String page =
        ReportHtml.of(
            new SampleReport()
                .mailbox("anna@old.example", COUNTS)
                .failed("INBOX", "NO too large")
                .report());

    assertTrue(page.contains("<title>contoso, pass 3</title>"), page);
    assertTrue(page.contains("Listed 2,001 = 1,500 migrated"), page);
    assertTrue(page.contains("<td>anna@old.example</td><td>Completed with 1 error</td>"), page);
    assertTrue(page.contains("<td>NO too large</td>"), page);
    assertEquals(4, page.split("<svg ", -1).length - 1);
    assertTrue(page.contains("anna@old.example: 1,500 migrated"), page);
  }

  @Test
  void needsNothingButItself() {
    String page = ReportHtml.of(new SampleReport().mailbox("a@old.example", COUNTS).report());

    assertFalse(page.matches("(?is).*(src=|href=|url\\(|@import|<script|<link|https?:).*"), page);
  }

  @Test
  void takesNothingOfMailboxesAndServersForMarkup() throws Exception {
    String hostile = "\"><script>alert('1')</script><img src=x onerror=y>&amp;\u0000\u202e";
    String page =
        ReportHtml.of(
            new SampleReport()
                .mailbox(hostile + "@old.example", COUNTS, MailboxPassStatus.FAILED, hostile, 0)
                .failed("<b>" + hostile, hostile)
                .report());

    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<img"), page);
    assertFalse(page.contains("\u202e"), "what follows would be read from right to left");
    assertTrue(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"), page);
    // Every element is the page's own: it would not be well-formed otherwise.
    NodeList cells = parse(page).getElementsByTagName("td");
    assertTrue(cells.getLength() > 20);
    assertEquals(0, cells.item(0).getChildNodes().item(0).getChildNodes().getLength());
  }

  @Test
  void showsTheForecastOfAPreStagePass() {
    SampleReport sample = new SampleReport().mailbox("anna@old.example", COUNTS);
    Forecast forecast = ForecasterTest.forecast(sample, 1);

    String page = ReportHtml.of(sample.report(Optional.of(forecast)));

    assertTrue(page.contains("<h2>Forecast</h2>"), page);
    assertTrue(page.contains("Left for the Full pass: 501 items"), page);
  }

  @Test
  void aPassWithoutMailboxesHasAPageToo() throws Exception {
    assertTrue(parse(ReportHtml.of(new SampleReport().report())).hasChildNodes());
  }

  /** The page as XML, which it is but for its first lines. */
  private static Document parse(String page) throws Exception {
    String body = page.substring(page.indexOf("<body>"), page.lastIndexOf("</html>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(body)));
  }
}
