package io.mailtrek.api;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.Selection;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.PassRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what a request says of a pass, and tells what is wrong with it. */
final class PassOrders {
  private PassOrders() {}

  /** What is asked for, on mailboxes of the project. */
  static PassRequest request(PassOrder order, List<Mailbox> mailboxes) {
    if (order.type() == null) {
      throw Problem.badRequest("'type' is needed: pre-stage, full, …").exception();
    }
    PassType type = parsed(() -> PassType.parse(order.type()));
    Optional<OlderThan> olderThan =
        Optional.ofNullable(order.olderThan()).map(text -> parsed(() -> OlderThan.parse(text)));
    if (olderThan.isPresent() && type != PassType.PRE_STAGE) {
      throw Problem.badRequest("'olderThan' is for pre-stage passes only.").exception();
    }
    if (Boolean.TRUE.equals(order.leaveOut()) && type != PassType.RETRY) {
      throw Problem.badRequest("'leaveOut' is for retry passes only.").exception();
    }
    return new PassRequest(
        type,
        olderThan,
        mailboxes,
        Optional.ofNullable(order.startAt()).map(PassOrders::start),
        Boolean.TRUE.equals(order.adopt()));
  }

  /** When a pass begins, which is not in the past. */
  static Instant start(String text) {
    Instant start = parsed(() -> OlderThan.instant(text));
    if (start.isBefore(Instant.now())) {
      throw Problem.badRequest("'startAt' is in the past: " + text).exception();
    }
    return start;
  }

  /** The mailboxes that an order names, which has to name some. */
  static List<Mailbox> mailboxes(List<String> addresses, Project project) throws ConfigException {
    return Selection.of("mailboxes", addresses(addresses)).resolve(project.mailboxes());
  }

  /** The addresses of an order, which has to have some. */
  static List<String> addresses(List<String> mailboxes) {
    if (mailboxes == null || mailboxes.isEmpty() || mailboxes.contains(null)) {
      throw Problem.badRequest("'mailboxes' is needed: source addresses, or [\"*\"] for all.")
          .exception();
    }
    return mailboxes;
  }

  /** What a text of the request stands for. */
  static <T> T parsed(Supplier<T> parsing) {
    try {
      return parsing.get();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage()).exception();
    }
  }
}
