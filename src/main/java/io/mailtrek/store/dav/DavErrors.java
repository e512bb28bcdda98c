package io.mailtrek.store.dav;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the answers of a DAV server mean to a migration. */
final class DavErrors {
  /** RFC 4791 §5.3.2.1, RFC 6352 §6.3.2.1, RFC 6638 §3.2.4.1: it is there already. */
  private static final Set<String> THERE =
      Set.of("no-uid-conflict", "unique-scheduling-object-resource");

  private static final Set<String> TOO_LARGE = Set.of("max-resource-size");

  /** RFC 4331 §6. */
  private static final Set<String> FULL = Set.of("quota-not-exceeded", "sufficient-disk-space");

  private static final Set<String> COMPONENT = Set.of("supported-calendar-component");

  /** RFC 4918 §11.5. */
  static final int INSUFFICIENT = 507;

  private static final Set<Integer> WRITTEN = Set.of(200, 201, 204);

  private DavErrors() {}

  /** Whether the answer to a PUT says that it was done; a multistatus may say that it was not. */
  static boolean written(DavResponse answer) {
    return WRITTEN.contains(effectiveStatus(answer));
  }

  /** Whether the answer to a PUT says that the item is there already. */
  static boolean there(DavResponse answer) {
    return effectiveStatus(answer) == 412 || (!written(answer) && names(answer, THERE));
  }

  /** Whether the answer says that the collection does not take this kind of component. */
  static boolean wrongComponent(DavResponse answer) {
    return names(answer, COMPONENT);
  }

  private static boolean names(DavResponse answer, Set<String> wanted) {
    return answer.preconditions().stream()
        .anyMatch(condition -> wanted.contains(condition.name().getLocalPart()));
  }

  /**
   * What an answer means that is no success.
   *
   * @param what was tried, as the beginning of a sentence: {@code Writing to Work}
   */
  static StoreException of(DavClient client, DavResponse answer, String what) {
    return of(client, answer, effectiveStatus(answer), what);
  }

  private static StoreException of(DavClient client, DavResponse answer, int status, String what) {
    String message = what + " at " + client.uri().server() + " was answered " + answer.words();
    boolean full = (status == INSUFFICIENT && !answer.request().safe()) || names(answer, FULL);
    if (full) {
      return new FatalException(
          Problem.QUOTA_FULL, sentence(message, "Free space or raise the quota"));
    }
    if (status == 413 || names(answer, TOO_LARGE)) {
      return new PermanentException(
          Problem.TOO_LARGE, sentence(message, "Raise the limit, or leave the item behind"));
    }
    return switch (status) {
      // RFC 4918 §11.5: to a question, that the answer would be too long.
      case INSUFFICIENT -> new PermanentException(message);
      case 401, 407 ->
          new FatalException(Problem.LOGIN_REFUSED, sentence(message, "Check the login"));
      case 408, 423, 425, 502, 503, 504 ->
          new TransientException(Problem.SERVER_TROUBLE, message, null, answer.retryAfter());
      case 404, 409, 410 ->
          new PermanentException(
              Problem.FOLDER_REFUSED,
              sentence(message, "Look whether the folder is there and may be written to"));
      case 403, 405 -> forbidden(answer, message);
      default ->
          status >= 500
              ? new TransientException(Problem.SERVER_TROUBLE, message, null, answer.retryAfter())
              : new PermanentException(message);
    };
  }

  private static PermanentException forbidden(DavResponse answer, String message) {
    boolean rights = names(answer, Set.of("need-privileges")) || answer.preconditions().isEmpty();
    return rights
        ? new PermanentException(
            Problem.FOLDER_REFUSED, sentence(message, "Give the login the right to do this"))
        : new PermanentException(message);
  }

  /** The status that counts: inside a multistatus the worst. */
  static int effectiveStatus(DavResponse answer) {
    if (answer.status() != 207) {
      return answer.status();
    }
    try {
      return answer.multistatus().responses().stream()
          .mapToInt(Multistatus.Response::worst)
          .max()
          .orElse(207);
    } catch (IOException e) {
      return 207;
    }
  }

  static FatalException loginRefused(DavClient client, DavResponse answer) {
    String message =
        "The login of "
            + client.login().username()
            + client.login().authorizationId().map(mailbox -> " for " + mailbox).orElse("")
            + " at "
            + client.uri().server()
            + " failed: "
            + answer.words();
    List<String> offers = answer.headers().allValues("WWW-Authenticate");
    String wanted = client.uri().auth() == DavUri.Auth.BASIC ? "basic" : "bearer";
    boolean offered =
        offers.isEmpty()
            || offers.stream().anyMatch(offer -> offer.toLowerCase(Locale.ROOT).contains(wanted));
    return offered
        ? new FatalException(
            Problem.LOGIN_REFUSED, sentence(message, "Check the login name and the password"))
        : new FatalException(
            Problem.LOGIN_IMPOSSIBLE,
            sentence(message, "The server wants " + String.join(", ", offers) + ", not " + wanted));
  }

  private static String sentence(String message, String advice) {
    return message + (message.endsWith(".") ? " " : ". ") + advice;
  }
}
