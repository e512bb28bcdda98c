package io.mailtrek.api;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Project;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.ServiceAddress;
import io.vertx.ext.web.Route;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The API of a service: puts its parts into a Camel application, whose route file {@value
 * #ROUTE_FILES} says which resource answers what.
 */
public final class Api implements AutoCloseable {
  /** The route files that only a service loads. */
  public static final String ROUTE_FILES = "api*.camel.yaml";

  private static final String ENABLED = "camel.server.enabled";

  /** What Camel is set to where the project does not say otherwise. */
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry(ENABLED, "true"),
          Map.entry("camel.server.host", "127.0.0.1"),
          Map.entry("camel.server.port", "8080"),
          Map.entry("camel.server.maxBodySize", "1048576"),
          Map.entry("camel.server.fileUploadEnabled", "false"),
          // Without camel.ssl.enabled there are none, and the server is without TLS.
          Map.entry("camel.server.useGlobalSslContextParameters", "true"),
          Map.entry("camel.rest.component", "platform-http"),
          Map.entry("camel.rest.apiComponent", "openapi"),
          Map.entry("camel.rest.apiContextPath", "/api/openapi"),
          Map.entry("camel.rest.apiContextRouteId", "api-openapi"),
          Map.entry("camel.rest.hostNameResolver", "none"),
          Map.entry(
              "camel.rest.apiProperties[host]", "{{camel.server.host}}:{{camel.server.port}}"),
          Map.entry("camel.rest.apiProperties[base.path]", "/"),
          Map.entry("camel.rest.apiProperties[api.title]", "MailTrek"),
          Map.entry("camel.rest.apiProperties[api.version]", "1"));

  private final Project project;
  private final Supplier<PassEngine> engine;
  private final GatedServer server;
  private final LogTail log;
  private final EventStream events;

  /**
   * The API of a project.
   *
   * @param engine does the work; asked for at the first request
   * @throws ConfigException when the token can't be made or read
   */
  public Api(Project project, Supplier<PassEngine> engine) throws ConfigException {
    this.project = project;
    this.engine = engine;
    Sessions sessions = new Sessions(project.consoleIdleTimeout(), System::nanoTime);
    this.server =
        new GatedServer(new Gate(ApiToken.obtain(project.home()), sessions, project.name()));
    this.log = LogTail.open();
    this.events = new EventStream(engine, sessions, log);
  }

  /** Whether the project wants the API: it can be switched off by {@code camel.server.enabled}. */
  public static boolean wanted(Project project) {
    return !project.properties().getProperty(ENABLED, "true").strip().equals("false");
  }

  /** The properties for Camel, which those of the project go before. */
  public Map<String, String> properties() {
    boolean tls = project.properties().getProperty("camel.ssl.enabled", "").strip().equals("true");
    Map<String, String> properties = new HashMap<>(PROPERTIES);
    properties.put("camel.rest.apiProperties[schemes]", tls ? "https" : "http");
    return properties;
  }

  /** Binds what the routes name. To be called before Camel is configured. */
  public void addTo(Registry registry) {
    registry.bind("apiServer", server);
    registry.bind("apiProject", new ProjectResource(engine));
    registry.bind("apiLog", new LogResource(log));
    registry.bind("apiRates", new RateResource(events.rates()));
    bind(registry, "apiMailboxes", MailboxResource.class, MailboxResource::new);
    bind(registry, "apiPasses", PassResource.class, PassResource::new);
    bind(registry, "apiReports", ReportResource.class, ReportResource::new);
    bind(registry, "apiErrors", ErrorResource.class, ErrorResource::new);
    bind(registry, "apiItems", ItemResource.class, ItemResource::new);
    bind(registry, "apiLimits", LimitResource.class, each -> new LimitResource(each.limits()));
    bind(
        registry,
        "apiDashboard",
        DashboardResource.class,
        each -> new DashboardResource(each, events.rates()));
  }

  /** A resource that is made at its first request, when the engine is there. */
  private <T> void bind(
      Registry registry, String name, Class<T> type, Function<PassEngine, T> make) {
    registry.bind(name, type, () -> make.apply(engine.get()));
  }

  /**
   * Adds what is no Camel route. To be called when Camel has started.
   *
   * @return where the API is
   */
  public ServiceAddress open(CamelContext context) {
    MainHttpServer http = server.server();
    VertxPlatformHttpRouter router = http.getRouter();
    router.get(EventStream.PATH).handler(events);
    events.open();
    Route last = router.route().last();
    last.handler(new UnknownPath(router::getRoutes));
    Set<String> certificates = certificates(context);
    String host =
        Set.of("0.0.0.0", "::", "[::]").contains(http.getHost()) ? "127.0.0.1" : http.getHost();
    return new ServiceAddress(
        URI.create(
            (certificates.isEmpty() ? "http://" : "https://")
                + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
                + ":"
                + router.getServer().getPort()),
        certificates);
  }

  /** The fingerprints of what the server may show, so that a command can trust just these. */
  private static Set<String> certificates(CamelContext context) {
    Optional<KeyStoreParameters> keys =
        Optional.ofNullable(context.getSSLContextParameters())
            .map(SSLContextParameters::getKeyManagers)
            .map(managers -> managers.getKeyStore());
    if (keys.isEmpty()) {
      return Set.of();
    }
    try {
      KeyStore store = keys.get().createKeyStore();
      List<String> aliases = Collections.list(store.aliases());
      Set<String> fingerprints = new HashSet<>();
      for (String alias : aliases) {
        if (store.isKeyEntry(alias)) {
          fingerprints.add(fingerprint(store.getCertificate(alias).getEncoded()));
        }
      }
      return fingerprints;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("The key store of camel.ssl.keyStore can't be read", e);
    }
  }

  /** The SHA-256 fingerprint of a certificate in hexadecimal. */
  public static String fingerprint(byte[] certificate) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
  }

  /** Ends the streams of events; the server ends with Camel. */
  @Override
  public void close() {
    events.close();
    log.close();
  }
}
