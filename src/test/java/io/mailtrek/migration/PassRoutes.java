package io.mailtrek.migration;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Suspends and resumes the route of Full passes over JMX, to hold mailbox passes under way. */
final class PassRoutes {
  private final String context;

  /**
   * @param context the name of the project's Camel context
   */
  PassRoutes(String context) {
    this.context = context;
  }

  void suspend() throws JMException {
    full("suspend");
  }

  void resume() throws JMException {
    full("resume");
  }

  private void full(String operation) throws JMException {
    ObjectName name =
        ManagementFactory.getPlatformMBeanServer()
            .queryNames(
                new ObjectName(
                    "org.apache.camel:context=" + context + ",type=routes,name=\"full\""),
                null)
            .iterator()
            .next();
    ManagementFactory.getPlatformMBeanServer()
        .invoke(name, operation, new Object[0], new String[0]);
  }
}
