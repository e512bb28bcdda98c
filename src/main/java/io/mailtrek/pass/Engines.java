package io.mailtrek.pass;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Project;

/** Opens engines on a project. */
public interface Engines {

  /**
   * Starts everything: routes, scheduler, ledger. For the one process that holds the project.
   *
   * @param schedules whether the project's own schedules submit passes, as in the service
   * @throws ConfigException when a route file or a setting of Camel is wrong
   */
  Engine start(Project project, boolean schedules) throws ConfigException;

  /** Opens what is needed to submit to the process that holds the project; it runs no pass. */
  Engine connect(Project project);
}
