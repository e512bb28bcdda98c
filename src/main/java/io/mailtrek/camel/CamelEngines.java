package io.mailtrek.camel;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Project;
import io.mailtrek.manage.Management;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.Engines;
import io.mailtrek.pass.Meter;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.Runners;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Opens engines whose passes are the Camel routes of the project's {@code routes} folder. */
public final class CamelEngines implements Engines {
  private final Clock clock;

  /** Engines that go by the clock of the system. */
  public CamelEngines() {
    this(Clock.systemUTC());
  }

  /** Engines that go by a clock, for cut-offs and for which passes are due. */
  public CamelEngines(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Engine start(Project project, boolean schedules) throws ConfigException {
    Runners runners = new Runners();
    // The ledger opens while Camel starts: each keeps one processor busy for a third of a second.
    Optional<Management> management =
        schedules ? Optional.of(new Management(project)) : Optional.empty();
    Meter meter = management.map(Management::meter).orElse(Meter.NONE);
    CompletableFuture<PassEngine> opening =
        CompletableFuture.supplyAsync(() -> PassEngine.running(project, runners, clock, meter));
    StartedRoutes routes;
    try {
      routes = new RouteApplication(project, runners, opening, management).start();
    } catch (ConfigException | RuntimeException e) {
      opened(opening).close();
      throw e;
    }
    try {
      PassEngine engine = opened(opening);
      NotificationRoutes.connect(routes.main().getCamelContext(), project, engine);
      management.ifPresent(shown -> shown.watch(engine, routes.main().getCamelContext()));
      engine.addListener(new ReportOnEnd(project, engine.ledger()));
      engine.begin();
      return new StartedEngine(engine, routes);
    } catch (RuntimeException e) {
      routes.close();
      throw e;
    }
  }

  private static PassEngine opened(CompletableFuture<PassEngine> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public Engine connect(Project project) {
    return PassEngine.submitOnly(project, clock);
  }
}
