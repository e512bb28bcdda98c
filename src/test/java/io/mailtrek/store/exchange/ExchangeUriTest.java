package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeUriTest {

  @ParameterizedTest
  @CsvSource({
    "ews://mail.old.example, https://mail.old.example:443/EWS/Exchange.asmx",
    "ews://mail.old.example/, https://mail.old.example:443/EWS/Exchange.asmx",
    "ews://mail.old.example:8443/ews/exchange.asmx, https://mail.old.example:8443/ews/exchange.asmx",
    "ews://127.0.0.1?security=none, http://127.0.0.1:80/EWS/Exchange.asmx",
  })
  void knowsWhereTheServicesAre(String text, String services) {
    ExchangeUri uri = ExchangeUri.parse(text);
    assertEquals(URI.create(services), uri.at(uri.path()));
    assertFalse(uri.discovers());
  }

  @Test
  void looksForTheServicesOfADomain() {
    ExchangeUri uri = ExchangeUri.parse("ews://old.example/Autodiscover/");
    assertTrue(uri.discovers());
    assertEquals("ews://old.example:443/autodiscover", uri.toString());
  }

  @Test
  void readsItsParameters() {
    ExchangeUri plain = ExchangeUri.parse("ews://h");
    assertEquals(ExchangeUri.Auth.BASIC, plain.auth());
    assertEquals(5, plain.atOnce());
    assertFalse(plain.archive() || plain.recoverableItems());
    assertEquals(Duration.ofSeconds(60), plain.connecting().readTimeout());
    ExchangeUri uri =
        ExchangeUri.parse(
            "ews://h?auth=oauth2&tokenEndpoint=https%3A%2F%2Flogin.example%2Ftoken&clientId=app"
                + "&atOnce=10&archive=true&recoverableItems=true&mailDate=sent&timeZone=Europe/Berlin&readTimeout=2m&truststore=ca.pem");
    assertEquals(
        Optional.of(
            new ExchangeUri.TokenEndpoint(
                URI.create("https://login.example/token"), "app", "https://h/.default")),
        uri.tokens());
    assertEquals(10, uri.atOnce());
    assertTrue(uri.archive() && uri.recoverableItems());
    assertEquals(ExchangeUri.MailDate.SENT, uri.mailDate());
    assertEquals(ZoneId.of("Europe/Berlin"), uri.timeZone());
    assertEquals(
        Optional.of(Path.of("/etc/ca.pem")),
        uri.inFolder(Path.of("/etc")).connecting().truststore());
    assertEquals(
        Duration.ofSeconds(5), uri.within(Duration.ofSeconds(5)).connecting().readTimeout());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://h | begins with ews://, not with 'https'",
        "ews:// | is no URI",
        "ews://u:p@h | A login does not belong",
        "ews://h:99999 | A port is a number",
        "ews://h?security=starttls | security is tls or none",
        "ews://h?auth=ntlm | auth is basic or oauth2",
        "ews://h?atOnce=0 | atOnce is a whole number from 1 to 100, not '0'",
        "ews://h?timeZone=Nowhere | such as Europe/Berlin, not 'Nowhere'",
        "ews://h?archive=yes | archive is true or false, not 'yes'",
        "ews://h?tokenEndpoint=https://l/t | tokenEndpoint is for auth=oauth2",
        "ews://h?auth=oauth2&tokenEndpoint=http://l/t | an address with https://",
        "ews://h?auth=oauth2&tokenEndpoint=https://l/t | needs a clientId",
        "ews://h?pasword=x | Unknown parameter 'pasword' of an Exchange server",
      })
  void saysWhatIsWrong(String text, String part) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ExchangeUri.parse(text));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
