package io.mailtrek.camel;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Project;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.Engines;
import io.mailtrek.pass.PassEngine;
import org.apache.camel.main.Main;

/** Opens engines whose passes are the Camel routes of the project's {@code routes} folder. */
public final class CamelEngines implements Engines {

  @Override
  public Engine start(Project project, boolean schedules) throws ConfigException {
    PassEngine engine = PassEngine.running(project);
    try {
      Main main = new RouteApplication(project, engine, schedules).start();
      engine.begin();
      return new StartedEngine(engine, main);
    } catch (ConfigException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  @Override
  public Engine connect(Project project) {
    return PassEngine.submitOnly(project);
  }
}
