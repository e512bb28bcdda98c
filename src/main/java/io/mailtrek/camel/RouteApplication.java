package io.mailtrek.camel;

import io.mailtrek.api.Api;
import io.mailtrek.config.ConfigException;
import io.mailtrek.config.FileFunction;
import io.mailtrek.config.Mistake;
import io.mailtrek.config.Project;
import io.mailtrek.config.RepairMode;
import io.mailtrek.config.Setting;
import io.mailtrek.manage.Management;
import io.mailtrek.manage.ServiceSettings;
import io.mailtrek.pass.Limits;
import io.mailtrek.pass.PassEngine;
import io.mailtrek.pass.Passes;
import io.mailtrek.pass.Runners;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Registry;

/**
 * The Camel application of a project: Camel Main with the project's properties, the files of its
 * {@code routes} folder, and the beans that these name.
 */
final class RouteApplication {
  private static final String ROUTE_FILES = "*.camel.{yaml,xml}";

  private static final PathMatcher API_FILES =
      FileSystems.getDefault().getPathMatcher("glob:" + Api.ROUTE_FILES);

  /** For files in Camel's own settings, where a relative path begins at the working folder. */
  private static final String HOME = Setting.PREFIX + "home";

  /** The routes that only a service needs; without them a command starts no timer of Camel's. */
  private static final List<String> SCHEDULE_ROUTES =
      List.of(
          "pre-stage-schedule", "pre-stage-date", "full-schedule", "full-date", "report-schedule");

  private final Project project;
  private final Runners runners;
  private final CompletableFuture<PassEngine> engine;
  private final Optional<Management> management;
  private final Optional<Api> api;

  /**
   * @param engine waited for when a route names a bean of it
   * @param management what operators see, where this is the service: without it nothing is started
   *     that only a service needs
   * @throws ConfigException when the token of the API can't be made or read
   */
  RouteApplication(
      Project project,
      Runners runners,
      CompletableFuture<PassEngine> engine,
      Optional<Management> management)
      throws ConfigException {
    this.project = project;
    this.runners = runners;
    this.engine = engine;
    this.management = management;
    this.api =
        management.isPresent() && Api.wanted(project)
            ? Optional.of(new Api(project, engine::join))
            : Optional.empty();
  }

  /**
   * Starts it.
   *
   * @throws ConfigException when a route file or a setting of Camel is wrong
   */
  StartedRoutes start() throws ConfigException {
    Properties properties = properties();
    if (management.isPresent()) {
      ServiceSettings.checkPort(properties);
    }
    Main main = new Main();
    main.setPropertyPlaceholderLocations("false");
    main.setInitialProperties(properties);
    main.configure()
        .withName("mailtrek")
        .withRoutesIncludePattern(routeFiles())
        .withModeline(false);
    List<String> unused = new ArrayList<>(NotificationRoutes.unused(project.notifications()));
    if (management.isEmpty()) {
      unused.addAll(SCHEDULE_ROUTES);
    }
    if (!unused.isEmpty()) {
      main.configure().withRouteFilterExcludePattern(String.join(",", unused));
    }
    beans().forEach(main::bind);
    NotificationRoutes.beans(project.notifications()).forEach(main::bind);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport support) {
            Registry registry = support.getCamelContext().getRegistry();
            registry.bind("passes", Passes.class, () -> engine.join().passes());
            registry.bind("limits", Limits.class, () -> engine.join().limits());
            registry.bind(
                "arrivals", Arrival.class, () -> new Arrival(() -> engine.join().arrivals()));
            registry.bind(
                "ledgerDatabase", DataSource.class, () -> engine.join().ledger().dataSource());
            api.ifPresent(each -> each.addTo(registry));
            FilterMarks.addTo(support.getCamelContext());
            management.ifPresent(shown -> shown.prepare(support.getCamelContext()));
            PropertiesComponent properties =
                (PropertiesComponent) support.getCamelContext().getPropertiesComponent();
            properties.addPropertiesFunction(new FileFunction(project.home()));
            project.encryption().ifPresent(encryption -> encryption.addTo(properties));
          }
        });
    try {
      main.start();
      if (management.isPresent()) {
        startSchedules(main.getCamelContext());
      }
      return new StartedRoutes(main, api, api.map(each -> each.open(main.getCamelContext())));
    } catch (Exception e) {
      api.ifPresent(Api::close);
      main.stop();
      throw new ConfigException(List.of(StartFailure.mistake(project, e)));
    }
  }

  /** The project's properties as written: Camel resolves their placeholders itself. */
  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty(HOME, project.home().toString());
    api.ifPresent(each -> properties.putAll(each.properties()));
    properties.setProperty(
        "camel.component.mailbox.windowItems", Integer.toString(project.window().items()));
    properties.setProperty(
        "camel.component.mailbox.windowBytes", Long.toString(project.window().bytes()));
    properties.setProperty(
        "camel.component.mailbox.connections", Integer.toString(project.connectionsPerMailbox()));
    properties.setProperty(
        Setting.RETRY_FIRST_DELAY.name(), Long.toString(project.retryDelays().first().toMillis()));
    properties.setProperty(
        Setting.RETRY_LONGEST_DELAY.name(),
        Long.toString(project.retryDelays().longest().toMillis()));
    properties.putAll(NotificationRoutes.properties(project.notifications()));
    properties.setProperty("mailtrek.report-folder", project.reportFolder().toString());
    properties.putAll(project.properties());
    if (management.isPresent()) {
      ServiceSettings.complete(properties);
    } else {
      ServiceSettings.remove(properties);
    }
    return properties;
  }

  /** The routes of schedules are off as shipped; those that have a schedule start here. */
  private void startSchedules(CamelContext context) throws Exception {
    Map<String, Boolean> wanted =
        Map.of(
            "pre-stage-schedule", project.preStageSchedule().cron().isPresent(),
            "pre-stage-date", project.preStageSchedule().at().isPresent(),
            "full-schedule", project.fullSchedule().cron().isPresent(),
            "full-date", project.fullSchedule().at().isPresent());
    for (Map.Entry<String, Boolean> route : wanted.entrySet()) {
      if (route.getValue() && context.getRoute(route.getKey()) != null) {
        context.getRouteController().startRoute(route.getKey());
      }
    }
  }

  private String routeFiles() throws ConfigException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(project.routes(), ROUTE_FILES)) {
      String list =
          StreamSupport.stream(files.spliterator(), false)
              .filter(file -> api.isPresent() || !API_FILES.matches(file.getFileName()))
              .sorted()
              .map(file -> "file:" + file)
              .collect(Collectors.joining(","));
      if (!list.isEmpty()) {
        return list;
      }
    } catch (IOException e) {
      throw noRoutes();
    }
    throw noRoutes();
  }

  private ConfigException noRoutes() {
    return new ConfigException(
        List.of(
            Mistake.in(
                "routes",
                "There is no "
                    + ROUTE_FILES
                    + " in "
                    + project.routes()
                    + ". Copy MailTrek's routes folder there, or choose the project's folder with"
                    + " --home.")));
  }

  /** The beans that route files name and that need no ledger. */
  private Map<String, Object> beans() {
    Map<String, Object> beans = new TreeMap<>();
    beans.put("runners", runners);
    beans.put("ledger", new LedgerRepository());
    beans.put("backOff", new BackOff(project.retryDelays()));
    beans.put("repairLadder", new MessageRepair(project.repair() == RepairMode.AUTO));
    beans.put("itemTypeFilter", new ItemTypeFilter());
    beans.put("cutOffFilter", new CutOffFilter());
    beans.put("projectDateFilter", new ProjectDateFilter());
    beans.put("sizeFilter", new SizeFilter());
    beans.put("folderFilter", FolderFilter.OF_OPTIONS);
    return beans;
  }
}
