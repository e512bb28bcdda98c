package io.mailtrek.store.exchange;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.net.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that is no SOAP: what comes from the web server in front of Exchange, or from something
 * else that is there.
 *
 * @param what was tried and where, as the beginning of a sentence
 * @param page the text of its body
 */
record EwsRefusal(String what, int status, HttpHeaders headers, String page) {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

  /** Requests that are smaller are refused for another reason. */
  private static final long LARGE = 1024 * 1024;

  /** RFC 6585 §4, RFC 9110 §15.6.4. */
  boolean throttles() {
    return status == 429 || (status == 503 && !retryAfter().isZero());
  }

  Duration retryAfter() {
    return RetryAfter.of(headers);
  }

  /** Status and whatever says more. */
  String words() {
    Optional<String> said =
        headers.firstValue("X-MS-Diagnostics").or(this::title).map(text -> " " + text.strip());
    return status + said.orElse("");
  }

  private Optional<String> title() {
    Matcher title = TITLE.matcher(page);
    return title.find() ? Optional.of(title.group(1)) : Optional.empty();
  }

  /** The login was refused. */
  FatalException login(ExchangeUri uri, EwsLogin login) {
    String message = "The login of " + login + " at " + uri.server() + " failed: " + words();
    List<String> offers = headers.allValues("WWW-Authenticate");
    String wanted = uri.auth() == ExchangeUri.Auth.BASIC ? "basic" : "bearer";
    boolean offered =
        offers.isEmpty()
            || offers.stream().anyMatch(offer -> offer.toLowerCase(Locale.ROOT).contains(wanted));
    return offered
        ? new FatalException(
            Problem.LOGIN_REFUSED,
            EwsErrors.sentence(message, "Check the login name and the password"))
        : new FatalException(
            Problem.LOGIN_IMPOSSIBLE,
            EwsErrors.sentence(
                message,
                "The server offers "
                    + String.join(", ", offers)
                    + ", not "
                    + wanted
                    + ": permit it for the virtual directory of EWS"
                    + (wanted.equals("basic") ? " (Set-WebServicesVirtualDirectory)" : "")
                    + ", because NTLM and Negotiate are not used"));
  }

  /**
   * What it means.
   *
   * @param sent how many bytes the request had
   * @param known whether the server has answered before as it should
   */
  StoreException meaning(long sent, boolean known) {
    String message = what + " was answered " + words();
    if (REDIRECTS.contains(status)) {
      return new FatalException(
          Problem.LOGIN_IMPOSSIBLE,
          EwsErrors.sentence(
              message + " and a redirect to " + headers.firstValue("Location").orElse("nowhere"),
              "No login is sent there. Give the address of the services themselves, as in"
                  + " ews://HOST/EWS/Exchange.asmx, without a login page in front of them"));
    }
    if (status == 413 || (status == 404 && known && sent > LARGE)) {
      return new PermanentException(
          Problem.TOO_LARGE,
          EwsErrors.sentence(
              message,
              "Raise maxAllowedContentLength and maxReceivedMessageSize of EWS in its web.config,"
                  + " or leave the item behind"));
    }
    if (status == 403) {
      return new FatalException(
          Problem.LOGIN_REFUSED,
          EwsErrors.sentence(message, "Permit EWS for the mailbox (Set-CASMailbox -EwsEnabled)"));
    }
    if (status >= 500 || status == 408 || known) {
      return new TransientException(Problem.SERVER_TROUBLE, message, null, retryAfter());
    }
    return new FatalException(
        Problem.LOGIN_IMPOSSIBLE,
        EwsErrors.sentence(
            message + (html() ? " with a web page instead of SOAP" : ""),
            "Check the address of the server: it is ews://HOST/EWS/Exchange.asmx on most"));
  }

  private boolean html() {
    return headers.firstValue("Content-Type").orElse("").contains("html");
  }
}
