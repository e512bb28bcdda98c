package io.mailtrek.server.exchange;

import io.mailtrek.demo.exchange.ExchangeHandler;
import io.mailtrek.demo.exchange.ExchangeReply;
import io.mailtrek.demo.exchange.ExchangeRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What goes wrong at a {@link io.mailtrek.demo.exchange.ExchangeServer}, as a test tells it, and
 * what was asked of it. Rules may be added while the server runs; of several for one request the
 * first is the outermost.
 *
 * <pre>{@code
 * ExchangeScript script = new ExchangeScript();
 * try (ExchangeServer server = ExchangeServer.start(script)) {
 *   script.on("CreateItem").skip(3).once(ExchangeFaults.loseReply());
 *   script.on("CreateItem").always(ExchangeFaults.fractions());
 *   …
 *   assertEquals(1, script.count("FindFolder"));
 * }
 * }</pre>
 */
public final class ExchangeScript implements UnaryOperator<ExchangeHandler> {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<ExchangeRequest> received = new CopyOnWriteArrayList<>();

  @Override
  public ExchangeHandler apply(ExchangeHandler server) {
    return request -> {
      received.add(request);
      return handle(request, 0, server);
    };
  }

  private ExchangeReply handle(ExchangeRequest request, int from, ExchangeHandler server)
      throws IOException {
    for (int i = from; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.applies(request)) {
        int next = i + 1;
        return rule.fault.apply(request, inner -> handle(inner, next, server));
      }
    }
    return server.handle(request);
  }

  /** Begins a rule for an operation; {@code *} for all. */
  public Rule on(String operation) {
    return new Rule(operation);
  }

  /** Ends all rules. */
  public void behave() {
    rules.clear();
  }

  /** All requests up to now, or since they were forgotten. */
  public List<ExchangeRequest> received() {
    return List.copyOf(received);
  }

  /** How often an operation was asked for. */
  public long count(String operation) {
    return received.stream().filter(request -> request.name().equals(operation)).count();
  }

  /** How many requests there were. */
  public int count() {
    return received.size();
  }

  /** Begins to count anew. */
  public void forget() {
    received.clear();
  }

  /** Which requests get a fault. */
  public final class Rule {
    private final String operation;
    private final AtomicInteger seen = new AtomicInteger();
    private Predicate<ExchangeRequest> condition = request -> true;
    private int skipped;
    private int times = Integer.MAX_VALUE;
    private ExchangeFault fault = (request, server) -> server.handle(request);

    private Rule(String operation) {
      this.operation = operation;
    }

    /** Only for requests that meet a condition, beside those that were given before. */
    public Rule when(Predicate<ExchangeRequest> further) {
      condition = condition.and(further);
      return this;
    }

    /** Only for the mailbox of somebody for whom an admin acts. */
    public Rule in(String address) {
      return when(request -> request.impersonated().filter(address::equals).isPresent());
    }

    /** Only for requests whose body holds a text. */
    public Rule with(String text) {
      return when(request -> request.text().contains(text));
    }

    /** Lets the first such requests pass. */
    public Rule skip(int count) {
      skipped = count;
      return this;
    }

    /** For one request. */
    public void once(ExchangeFault then) {
      times(1, then);
    }

    /** For some requests. */
    public void times(int count, ExchangeFault then) {
      times = count;
      fault = then;
      rules.add(this);
    }

    /** For all requests from now on. */
    public void always(ExchangeFault then) {
      times(Integer.MAX_VALUE, then);
    }

    private boolean applies(ExchangeRequest request) {
      if ((!operation.equals("*") && !operation.equals(request.name()))
          || !condition.test(request)) {
        return false;
      }
      int index = seen.getAndIncrement() - skipped;
      return index >= 0 && index < times;
    }
  }
}
