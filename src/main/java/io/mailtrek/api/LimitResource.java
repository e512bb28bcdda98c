package io.mailtrek.api;

import io.mailtrek.pass.Limit;
import io.mailtrek.pass.Limits;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** The limits that can be changed while passes run. */
public final class LimitResource {
  private final Limits limits;

  LimitResource(Limits limits) {
    this.limits = limits;
  }

  /** {@code GET /api/limits}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          return LimitList.of(limits);
        });
  }

  /** {@code PUT /api/limits}. */
  public void change(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters.of(exchange);
          LimitOrder order = Answers.body(exchange, LimitOrder.class);
          if (order.name() == null || order.value() == null) {
            throw Problem.badRequest("'name' and 'value' are needed.").exception();
          }
          Limit limit =
              Limit.named(order.name()).orElseThrow(() -> noSuch(order.name()).exception());
          PassOrders.parsed(
              () -> {
                limits.change(limit, value(limit, order.value()));
                return limit;
              });
          return LimitList.of(limits);
        });
  }

  private static Problem noSuch(String name) {
    return Problem.badRequest(
        "There is no limit '"
            + name
            + "'. There are: "
            + Stream.of(Limit.values()).map(Limit::word).collect(Collectors.joining(", "))
            + ".");
  }

  private Optional<Long> value(Limit limit, String text) {
    return switch (text) {
      case "configured" -> limits.configured(limit);
      case "none" -> Optional.empty();
      default -> Optional.of(limit.parse(text));
    };
  }
}
