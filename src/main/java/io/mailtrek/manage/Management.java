package io.mailtrek.manage;

import io.mailtrek.config.Project;
import io.mailtrek.pass.Endpoints;
import io.mailtrek.pass.Meter;
import io.mailtrek.pass.PassEngine;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.modelmbean.ModelMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.spi.ManagementMBeanAssembler;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;

/**
 * What operators see of a service: MBeans, health checks and metrics. It ends with the Camel
 * context.
 */
public final class Management {
  private final Project project;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PassMetrics metrics = new PassMetrics(registry);

  /** Nothing is shown yet. */
  public Management(Project project) {
    this.project = project;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** What an engine is to tell how passes go. */
  public Meter meter() {
    return metrics;
  }

  /** Hands the metrics to Camel, which adds its own and serves them. Before Camel starts. */
  public void prepare(CamelContext context) {
    context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
  }

  /**
   * Shows what an engine does, from before it begins.
   *
   * @throws IllegalStateException when an MBean can't be registered
   */
  public void watch(PassEngine engine, CamelContext context) {
    Endpoints endpoints = engine.endpoints().orElseThrow();
    metrics.watch(engine, endpoints);
    HealthCheckRegistry checks = HealthCheckRegistry.get(context);
    if (checks != null) {
      checks.register(new EndpointCheck("source", endpoints.source(), System::nanoTime));
      checks.register(new EndpointCheck("destination", endpoints.destination(), System::nanoTime));
      checks.register(new LedgerCheck(engine.ledger().dataSource()));
    }
    ManagementAgent agent = context.getManagementStrategy().getManagementAgent();
    if (agent != null) {
      try (var assembler = new DefaultManagementMBeanAssembler(context)) {
        assembler.start();
        register(engine, endpoints, assembler, agent);
      } catch (JMException | IOException e) {
        throw new IllegalStateException("The MBeans can't be registered: " + e.getMessage(), e);
      }
    }
  }

  private void register(
      PassEngine engine,
      Endpoints endpoints,
      ManagementMBeanAssembler assembler,
      ManagementAgent agent)
      throws JMException {
    ManagedPasses passes = new ManagedPasses(project, engine, name("Passes"));
    ManagedMailboxes mailboxes = new ManagedMailboxes(project, engine, name("Mailboxes"));
    register(passes, name("Passes"), assembler, agent);
    register(mailboxes, name("Mailboxes"), assembler, agent);
    register(new ManagedLedger(engine.ledger().inventory()), name("Ledger"), assembler, agent);
    register(new ManagedLimits(engine.limits(), endpoints), name("Limits"), assembler, agent);
    engine.addListener(passes);
    engine.addListener(mailboxes);
  }

  private static void register(
      Object bean, ObjectName name, ManagementMBeanAssembler assembler, ManagementAgent agent)
      throws JMException {
    ModelMBean mbean = assembler.assemble(agent.getMBeanServer(), bean, name);
    Operations.describe(mbean, bean.getClass());
    agent.register(mbean, name);
  }

  /** The name of an MBean; it stays the same, whatever Camel is called. */
  private static ObjectName name(String type) throws JMException {
    return new ObjectName("io.mailtrek:type=" + type);
  }
}
