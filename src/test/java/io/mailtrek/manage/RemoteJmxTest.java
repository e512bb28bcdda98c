package io.mailtrek.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.mailtrek.App;
import io.mailtrek.migration.TestProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service in a process of its own, driven as an operator does it: over a JMX connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(OS.WINDOWS)
class RemoteJmxTest {
  private static final String PASSWORD = "canary-4711";
  private static final String JMX_PASSWORD = "operators-only";

  private final GreenMail source = server();
  private final GreenMail destination = server();
  private final Queue<Notification> heard = new ConcurrentLinkedQueue<>();
  private Path output;
  private Process service;
  private JMXConnector connector;
  private MBeanServerConnection beans;

  private static GreenMail server() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    return server;
  }

  /** Error Prone takes every JMX address for one of a stranger. */
  @SuppressWarnings("BanJNDI")
  @BeforeAll
  void startTheService(@TempDir Path home) throws Exception {
    for (String user : List.of("anna", "bert")) {
      for (GreenMail server : List.of(source, destination)) {
        server.setUser(user + "@example.org", user, PASSWORD);
      }
    }
    for (int i = 0; i < 3; i++) {
      source
          .getUserManager()
          .getUser("anna")
          .deliver(
              GreenMailUtil.createTextEmail(
                  "anna@example.org",
                  "bert@example.org",
                  "no " + i,
                  "text",
                  source.getImap().getServerSetup()));
    }
    int jmxPort = freePort();
    new TestProject(
            home, source.getImap().getPort(), destination.getImap().getPort(), "anna", "bert")
        .close();
    Path mailboxes = home.resolve("config/mailboxes.csv");
    Files.writeString(
        mailboxes, Files.readString(mailboxes).replace(TestProject.PASSWORD, PASSWORD));
    output = home.resolve("output");
    service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcom.sun.management.jmxremote.port=" + jmxPort,
                "-Dcom.sun.management.jmxremote.rmi.port=" + jmxPort,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-Dcom.sun.management.jmxremote.password.file="
                    + secretFile(home.resolve("jmx.password"), "operator " + JMX_PASSWORD),
                "-Dcom.sun.management.jmxremote.access.file="
                    + secretFile(home.resolve("jmx.access"), "operator readwrite"),
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "--home",
                home.toString(),
                "run")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    TestProject.until(() -> !service.isAlive() || output().contains("MailTrek runs the project"));
    assertTrue(service.isAlive(), this::output);
    connector =
        JMXConnectorFactory.connect(
            new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmxPort + "/jmxrmi"),
            Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", JMX_PASSWORD}));
    beans = connector.getMBeanServerConnection();
    for (String bean : List.of("Passes", "Mailboxes")) {
      beans.addNotificationListener(
          name(bean), (notification, handback) -> heard.add(notification), null, null);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Path secretFile(Path file, String line) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, line + "\n");
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @AfterAll
  void stopTheService() throws Exception {
    connector.close();
    service.destroy();
    service.waitFor();
    source.stop();
    destination.stop();
  }

  @Test
  void aPassIsSubmittedHeardOfAndSeenToItsEnd() throws Exception {
    long pass = submit("full", "anna@example.org", "");

    TestProject.until(() -> heardOfTheEndOf(pass));
    assertEquals(
        List.of("Processing", "Completed"),
        statuses(pass).stream()
            .filter(status -> !status.equals("Submitted") && !status.equals("Queued"))
            .toList());
    CompositeData mailbox =
        row((TabularData) beans.getAttribute(name("Mailboxes"), "Mailboxes"), "anna@example.org");
    assertEquals("Completed", mailbox.get("status"));
    assertEquals(3L, mailbox.get("migrated"));
    TabularData folders = (TabularData) invoke("Mailboxes", "folders", List.of("anna@example.org"));
    assertEquals(3L, folders.get(new Object[] {"INBOX", "mail"}).get("listed"));

    assertEquals(3L, beans.getAttribute(name("Ledger"), "Items"));
    String key = keyOfAnItem();
    assertEquals(1, forget(key));
    assertEquals(2L, beans.getAttribute(name("Ledger"), "Items"));
    long again = submit("delta", "anna@*", "");
    TestProject.until(() -> heardOfTheEndOf(again));
    CompositeData ended = row(mailboxesOf(again), "anna@example.org");
    assertEquals(1L, ended.get("migrated"));
    assertEquals(2L, ended.get("alreadyMigrated"));
  }

  /** The keys of GreenMail go on over all mailboxes, so they are looked for. */
  private String keyOfAnItem() throws Exception {
    for (int uid = 1; uid < 100; uid++) {
      TabularData found =
          (TabularData) invoke("Ledger", "lookUp", List.of("anna@example.org", "INBOX", "" + uid));
      if (!found.isEmpty()) {
        return "" + uid;
      }
    }
    throw new AssertionError("No item is in the ledger");
  }

  private Object forget(String key) throws Exception {
    return invoke("Ledger", "forget", List.of("anna@example.org", "INBOX", key));
  }

  @Test
  void aPassForLaterIsStoppedBeforeItBegins() throws Exception {
    long pass = submit("full", "bert@example.org", "2099-01-01T20:00+01:00");
    assertEquals("Submitted", row(mailboxesOf(pass), "bert@example.org").get("status"));

    assertEquals(1, invoke("Passes", "stop", new Object[] {pass}, "long"));

    assertEquals("Stopped", row(mailboxesOf(pass), "bert@example.org").get("status"));
    TestProject.until(() -> heardOfTheEndOf(pass));
  }

  @Test
  void whatIsWrongIsRefusedByExceptionsThatEveryClientKnows() {
    assertEquals(
        "mailboxes: The project has no mailbox with the source address 'ana@example.org'. Did you"
            + " mean anna@example.org?",
        refusal("full", "ana@example.org", ""));
    assertTrue(refusal("fulll", "all", "").contains("no pass type"));
    assertTrue(refusal("full", "all", "tomorrow").contains("tomorrow"));
  }

  private String refusal(String type, String mailboxes, String startAt) {
    Exception e = assertThrows(Exception.class, () -> submit(type, mailboxes, startAt));
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertEquals(IllegalArgumentException.class, cause.getClass());
    return cause.getMessage();
  }

  @Test
  void limitsAreChangedWhileTheServiceRuns() throws Exception {
    ObjectName limits = name("Limits");
    assertEquals(0, beans.getAttribute(limits, "SourceMaxConnections"));

    beans.setAttribute(limits, new Attribute("SourceMaxConnections", 7));
    beans.setAttribute(limits, new Attribute("DestinationMaxBytesPerDay", 1L << 40));

    beans.setAttribute(limits, new Attribute("ConcurrentMailboxes", 2));
    beans.setAttribute(limits, new Attribute("SourceMaxMessagesPerSecond", 50L));

    assertEquals(2, beans.getAttribute(limits, "ConcurrentMailboxes"));
    assertEquals(50L, beans.getAttribute(limits, "SourceMaxMessagesPerSecond"));
    assertEquals(7, beans.getAttribute(limits, "SourceMaxConnections"));
    assertEquals(1L << 40, beans.getAttribute(limits, "DestinationMaxBytesPerDay"));
    assertThrows(
        Exception.class,
        () -> beans.setAttribute(limits, new Attribute("SourceMaxConnections", -1)));
    beans.setAttribute(limits, new Attribute("ConcurrentMailboxes", 4));
    beans.setAttribute(limits, new Attribute("SourceMaxMessagesPerSecond", 0L));
    beans.setAttribute(limits, new Attribute("SourceMaxConnections", 0));
    beans.setAttribute(limits, new Attribute("DestinationMaxBytesPerDay", 0L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Passes", "Mailboxes", "Ledger", "Limits"})
  void everythingIsDescribed(String bean) throws Exception {
    MBeanInfo info = beans.getMBeanInfo(name(bean));

    assertFalse(info.getDescription().isBlank());
    for (MBeanFeatureInfo feature :
        Stream.of(info.getAttributes(), info.getOperations(), info.getNotifications())
            .flatMap(Stream::of)
            .toList()) {
      assertFalse(feature.getDescription().isBlank(), feature.getName());
    }
    for (MBeanOperationInfo operation : info.getOperations()) {
      if (operation.getName().matches("(get|set)[A-Z].*")) {
        continue; // what the attributes are read and written by
      }
      for (MBeanParameterInfo parameter : operation.getSignature()) {
        assertFalse(parameter.getDescription().isBlank(), operation + " " + parameter.getName());
      }
    }
  }

  @Test
  void noAttributeShowsAPassword() throws Exception {
    for (ObjectName bean : beans.queryNames(null, null)) {
      if (bean.getDomain().equals("io.mailtrek") || bean.getDomain().startsWith("org.apache")) {
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
          if (attribute.isReadable()) {
            String value = String.valueOf(beans.getAttribute(bean, attribute.getName()));
            assertFalse(value.contains(PASSWORD), bean + " " + attribute.getName());
          }
        }
      }
    }
  }

  private boolean heardOfTheEndOf(long pass) {
    return heard.stream()
        .filter(notification -> notification.getType().equals(ManagedPasses.ENDED))
        .anyMatch(notification -> data(notification).get("pass").equals(pass));
  }

  private List<Object> statuses(long pass) {
    return heard.stream()
        .filter(notification -> notification.getType().startsWith("mailtrek.mailbox."))
        .filter(notification -> data(notification).get("pass").equals(pass))
        .map(notification -> data(notification).get("status"))
        .toList();
  }

  private static CompositeData data(Notification notification) {
    return (CompositeData) notification.getUserData();
  }

  private long submit(String type, String mailboxes, String startAt) throws Exception {
    String text = String.class.getName();
    return (long)
        invoke(
            "Passes",
            "submit",
            new Object[] {type, mailboxes, "", startAt, false},
            text,
            text,
            text,
            text,
            "boolean");
  }

  private TabularData mailboxesOf(long pass) throws Exception {
    return (TabularData) invoke("Passes", "mailboxes", new Object[] {pass}, "long");
  }

  private static CompositeData row(TabularData mailboxes, String source) {
    return mailboxes.get(new Object[] {source, "new-" + source});
  }

  private Object invoke(String bean, String operation, List<String> texts) throws Exception {
    String[] types = new String[texts.size()];
    Arrays.fill(types, String.class.getName());
    return invoke(bean, operation, texts.toArray(), types);
  }

  private Object invoke(String bean, String operation, Object[] values, String... types)
      throws Exception {
    return beans.invoke(name(bean), operation, values, types);
  }

  private static ObjectName name(String type) throws Exception {
    return new ObjectName("io.mailtrek:type=" + type);
  }
}
