package io.mailtrek.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.mailtrek.camel.CamelEngines;
import io.mailtrek.cli.MailTrek;
import io.mailtrek.cli.Terminal;
import io.mailtrek.config.Encryption;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.pass.Engine;
import io.mailtrek.store.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Every secret of a project holds a canary, which must not be found in what commands leave. */
class SecretsTest {
  private static final String CANARY = "c4n4ry";
  private static final String USER = "anna";
  private static final String PASSWORD = CANARY + "-row";

  /** What the shipped configuration keeps at INFO, whatever the level of the rest. */
  private static final List<String> QUIET =
      List.of(
          "org.apache.camel.component.http",
          "org.apache.camel.component.jasypt",
          "org.apache.camel.component.properties",
          "org.apache.camel.impl.engine",
          "org.apache.hc");

  /** The servers of the test, which log what they get. */
  private static final String SERVERS = "com.icegreen";

  private final GreenMail source = mailServer(ServerSetup.PROTOCOL_IMAP);
  private final GreenMail destination = mailServer(ServerSetup.PROTOCOL_IMAP);
  private final GreenMail smtp = mailServer(ServerSetup.PROTOCOL_SMTP);
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final StringWriter output = new StringWriter();
  private final Collector log = new Collector();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private HttpServer web;

  @TempDir private Path home;

  /** Remembers all that is logged, whatever a configuration would leave out. */
  private static final class Collector extends AppenderBase<ILoggingEvent> {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLoggerName().startsWith(SERVERS)) {
        return;
      }
      String failure =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(
          event.getThreadName()
              + " "
              + event.getLoggerName()
              + " "
              + event.getMDCPropertyMap()
              + " "
              + event.getFormattedMessage()
              + failure);
    }
  }

  @BeforeEach
  void project() throws IOException {
    root.setLevel(Level.DEBUG);
    String shipped = Files.readString(Path.of("config/logback.xml"));
    for (String quiet : QUIET) {
      assertTrue(shipped.contains("<logger name=\"" + quiet + "\" level=\"INFO\" />"), quiet);
      logger(quiet).setLevel(Level.INFO);
    }
    log.setContext(root.getLoggerContext());
    log.start();
    root.addAppender(log);
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    web.start();
    smtp.setUser("ops@example.org", "sender", "another");
    smtp.getUserManager().setAuthRequired(true);
    copyRoutes();
    mailboxes(PASSWORD);
    set("mailtrek.source.imap", imap(source));
    set("mailtrek.destination.imap", imap(destination));
    set("mailtrek.source.password", CANARY + "-source");
    set("mailtrek.destination.password", CANARY + "-destination");
    set("mailtrek.ledger.password", CANARY + "-ledger");
    set("mailtrek.encryption.password", CANARY + "-master");
    set("mailtrek.notify.mail.to", "ops@example.org");
    set("mailtrek.notify.mail.from", "mailtrek@example.org");
    set("mailtrek.notify.mail.server", "smtp://127.0.0.1:" + smtp.getSmtp().getPort());
    set("mailtrek.notify.mail.security", "none");
    set("mailtrek.notify.mail.username", "sender");
    set(
        "mailtrek.notify.mail.password",
        new Encryption(new Secret(CANARY + "-master")).encrypt(new Secret(CANARY + "-mail")));
    set(
        "mailtrek.notify.webhook.url",
        "http://127.0.0.1:" + web.getAddress().getPort() + "/" + CANARY + "-path");
    set("mailtrek.notify.webhook.secret", CANARY + "-webhook");
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    root.setLevel(level);
    QUIET.forEach(quiet -> logger(quiet).setLevel(null));
    web.stop(0);
    smtp.stop();
    source.stop();
    destination.stop();
  }

  @Test
  void commandsThatSucceedShowNone() throws Exception {
    run("verify", "--all");
    run("verify", "--all", "--json");
    run("trial", "--all");
    assertEquals(0, run("pre-stage", "--all", "--json"), this::all);
    assertEquals(0, run("full", "--all"), this::all);
    runTheCommandsThatLook();

    assertNoCanary();
  }

  @Test
  void commandsThatFailToLogInShowNone() throws Exception {
    mailboxes(CANARY + "-wrong");

    run("verify", "--all");
    run("trial", "--all", "--json");
    assertEquals(1, run("full", "--all"), this::all);
    assertEquals(1, run("full", "--all", "--json"), this::all);
    runTheCommandsThatLook();

    assertTrue(all().contains("Failed"), this::all);
    assertNoCanary();
  }

  @Test
  void commandsThatFindMistakesShowNone() throws Exception {
    set("mailtrek.source.pasword", CANARY + "-misspelt");
    set("mailtrek.notify.webhook.url", CANARY + " is no address");
    set("mailtrek.notify.mail.server", "smtp://sender:" + CANARY + "@mail.example");
    set("mailtrek.ledger.url", "jdbc:nothing:x;PASSWORD=" + CANARY);
    set("mailtrek.notify.mail.password", "{{env:" + "NOT_SET" + "}}" + CANARY);
    set(
        "mailtrek.destination.password",
        new Encryption(new Secret("other")).encrypt(new Secret(CANARY + "-other")));

    assertEquals(2, run("full", "--all"), this::all);
    assertEquals(2, run("status"), this::all);

    assertNoCanary();
  }

  @Test
  void aLedgerThatDoesNotOpenShowsNone() throws Exception {
    assertEquals(0, run("full", "--all"), this::all);
    set("mailtrek.ledger.password", CANARY + "-wrong");

    run("full", "--all");
    runTheCommandsThatLook();

    assertNoCanary();
  }

  @Test
  void neitherJmxNorThreadsShowAny() throws Exception {
    usePop3Sample();
    try (Engine engine = new CamelEngines().start(ProjectFiles.load(home), true)) {
      output.append(engine.toString());
      Thread.getAllStackTraces().keySet().forEach(thread -> output.append(thread.getName()));
      List<String> shown = management();
      assertTrue(shown.size() > 100, "only " + shown.size() + " values in JMX");
      shown.forEach(output::append);
    }

    assertNoCanary();
  }

  @Test
  void noCommandTakesAPasswordAsAnArgument() {
    List<String> options =
        commandLine().getSubcommands().values().stream()
            .flatMap(command -> command.getCommandSpec().options().stream())
            .flatMap(option -> Arrays.stream(option.names()))
            .filter(name -> name.matches("(?i).*(passw|secret|token|key).*"))
            .toList();

    assertEquals(List.of(), options);
  }

  /** A route whose password is part of a URI; nobody answers at its server. */
  private void usePop3Sample() throws IOException {
    Files.copy(Path.of("routes/samples/pop3.camel.yaml"), home.resolve("routes/pop3.camel.yaml"));
    set("pop3.server", "pop3:127.0.0.1:1");
    set("pop3.username", USER);
    set("pop3.password", CANARY + "-pop3");
    set("pop3.mailbox", "anna@example.org");
  }

  private void runTheCommandsThatLook() {
    for (String command : List.of("status", "errors", "report", "limits")) {
      run(command);
      run(command, "--json");
    }
    run("retry", "--all");
    run("reschedule", "--pass", "1", "--now");
    run("stop", "--all");
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("--home", home.toString()));
    all.addAll(List.of(words));
    return commandLine().execute(all.toArray(String[]::new));
  }

  private CommandLine commandLine() {
    PrintWriter writer = new PrintWriter(output);
    return MailTrek.commandLine(new CamelEngines(), Terminal.NONE).setOut(writer).setErr(writer);
  }

  private String all() {
    return output.toString();
  }

  private void assertNoCanary() throws IOException {
    assertEquals(List.of(), lines(output.toString().lines()), "in the output");
    assertEquals(List.of(), lines(log.lines.stream()), "in the log");
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(home.resolve("config"))) {
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertEquals(List.of(), lines(bytes.lines()), file.toString());
        }
      }
    }
  }

  private static List<String> lines(Stream<String> lines) {
    return lines.filter(line -> line.contains(CANARY)).toList();
  }

  /** All attributes of all MBeans, and the routes as Camel dumps them. */
  private static List<String> management() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    List<String> values = new ArrayList<>();
    for (ObjectName name : server.queryNames(null, null)) {
      if (name.getDomain().equals("java.lang") || name.getDomain().startsWith("com.sun")) {
        continue;
      }
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        values.add(name + " " + attribute.getName() + " " + attribute(server, name, attribute));
      }
      for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
        if (operation.getName().startsWith("dump") && operation.getSignature().length == 0) {
          values.add(name + " " + operation.getName() + " " + call(server, name, operation));
        }
      }
    }
    return values;
  }

  private static String attribute(MBeanServer server, ObjectName name, MBeanAttributeInfo info) {
    try {
      return text(server.getAttribute(name, info.getName()));
    } catch (JMException | RuntimeException e) {
      return e.toString();
    }
  }

  private static String call(MBeanServer server, ObjectName name, MBeanOperationInfo info) {
    try {
      return text(server.invoke(name, info.getName(), new Object[0], new String[0]));
    } catch (JMException | RuntimeException e) {
      return e.toString();
    }
  }

  private static String text(Object value) {
    return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
  }

  private void set(String name, String value) throws IOException {
    settings.put(name, value);
    Files.createDirectories(home.resolve("config"));
    Files.writeString(
        home.resolve("config/application.properties"),
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + " = " + setting.getValue())
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private void mailboxes(String password) throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(
        home.resolve("config/mailboxes.csv"),
        "Source Email,Source Login Name,Source Password,"
            + "Destination Email,Destination Login Name,Destination Password\n"
            + String.join(
                ",", "anna@example.org", USER, password, "new@example.org", USER, password)
            + "\n");
  }

  private void copyRoutes() throws IOException {
    Files.createDirectories(home.resolve("routes"));
    Files.createDirectories(home.resolve("config"));
    Files.copy(Path.of("config/notify-mail.txt"), home.resolve("config/notify-mail.txt"));
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file).replace("\"2000\"", "\"1\"");
        Files.writeString(home.resolve("routes").resolve(file.getFileName()), text);
      }
    }
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  private static GreenMail mailServer(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    server.start();
    server.setUser("anna@example.org", USER, PASSWORD);
    return server;
  }

  private static String imap(GreenMail server) {
    return "imap://127.0.0.1:" + server.getImap().getPort() + "?security=none";
  }
}
