package io.mailtrek.server.dav;

import io.mailtrek.demo.dav.DavHandler;
import io.mailtrek.demo.dav.DavReply;
import io.mailtrek.demo.dav.DavRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What goes wrong at a {@link io.mailtrek.demo.dav.DavServer}, as a test tells it, and what was
 * asked of it. Rules may be added while the server runs; of several for one request the first is
 * the outermost.
 *
 * <pre>{@code
 * DavScript script = new DavScript();
 * try (DavServer server = DavServer.start(script)) {
 *   script.on("PUT").skip(3).once(DavFaults.loseReply());
 *   script.on("PUT").always(DavFaults.noEtag());
 *   …
 *   assertEquals(1, script.count("PROPFIND"));
 * }
 * }</pre>
 */
public final class DavScript implements UnaryOperator<DavHandler> {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<DavRequest> received = new CopyOnWriteArrayList<>();

  @Override
  public DavHandler apply(DavHandler server) {
    return request -> {
      received.add(request);
      return handle(request, 0, server);
    };
  }

  private DavReply handle(DavRequest request, int from, DavHandler server) throws IOException {
    for (int i = from; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.applies(request)) {
        int next = i + 1;
        return rule.fault.apply(request, inner -> handle(inner, next, server));
      }
    }
    return server.handle(request);
  }

  /** Begins a rule for requests of a method; {@code *} for all. */
  public Rule on(String method) {
    return new Rule(method);
  }

  /** Ends all rules. */
  public void behave() {
    rules.clear();
  }

  /** All requests up to now, or since they were forgotten. */
  public List<DavRequest> received() {
    return List.copyOf(received);
  }

  /** How many requests of a method there were. */
  public long count(String method) {
    return received.stream().filter(request -> request.method().equals(method)).count();
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
    private final String method;
    private final AtomicInteger seen = new AtomicInteger();
    private Predicate<DavRequest> condition = request -> true;
    private int skipped;
    private int times = Integer.MAX_VALUE;
    private DavFault fault = (request, server) -> server.handle(request);

    private Rule(String method) {
      this.method = method;
    }

    /** Only for requests that meet a condition, beside those that were given before. */
    public Rule when(Predicate<DavRequest> further) {
      condition = condition.and(further);
      return this;
    }

    /** Only for requests whose path holds a text. */
    public Rule at(String text) {
      return when(request -> request.path().toString().contains(text));
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
    public void once(DavFault then) {
      times(1, then);
    }

    /** For some requests. */
    public void times(int count, DavFault then) {
      times = count;
      fault = then;
      rules.add(this);
    }

    /** For all requests from now on. */
    public void always(DavFault then) {
      times(Integer.MAX_VALUE, then);
    }

    private boolean applies(DavRequest request) {
      if ((!method.equals("*") && !method.equals(request.method())) || !condition.test(request)) {
        return false;
      }
      int index = seen.getAndIncrement() - skipped;
      return index >= 0 && index < times;
    }
  }
}
