package io.mailtrek.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {
  private static final String PROPERTIES = "config/application.properties:";
  private static final String CSV = "config/mailboxes.csv:";

  private ProjectFolder folder;

  @BeforeEach
  void projectWithoutMistakes(@TempDir Path home) throws IOException {
    folder = new ProjectFolder(home);
  }

  @Test
  void readsTheMailboxesInOrderAndTheDefaults() throws Exception {
    Project project = folder.load();
    Filters filters = project.options().read().filters();

    assertEquals(
        List.of("anna@old.example", "bernd@old.example"),
        project.mailboxes().stream().map(Mailbox::source).toList());
    assertEquals(4, project.concurrentMailboxes());
    assertEquals(100, project.options().read().maxItemFailures());
    assertEquals(OlderThan.days(90), project.preStageOlderThan());
    assertEquals(new Window(2000, 32L << 20), project.window());
    assertEquals(4, project.connectionsPerMailbox());
    assertEquals(EnumSet.allOf(ItemType.class), filters.itemTypes());
    assertEquals(Optional.empty(), filters.maxItemSize());
    assertEquals(Optional.empty(), project.fullSchedule().cron());
    assertEquals(project.mailboxes(), project.fullSchedule().mailboxes());
    assertEquals(
        "jdbc:h2:file:" + folder.home().toAbsolutePath() + "/data/ledger", project.ledger().url());
  }

  @Test
  void readsEverySetting() throws Exception {
    Project project =
        folder
            .settings(
                ProjectFolder.SETTINGS
                    + """
                    mailtrek.project = contoso
                    mailtrek.item-types = mail, Calendar
                    mailtrek.earliest-date = 2020-01-01
                    mailtrek.date-source = date-header
                    mailtrek.folder-filter = ^trash(/|$)
                    mailtrek.folder-map.10 = ^Old/ -> Late/
                    mailtrek.folder-map.2 = ^Old/(.*) -> Archive/$1
                    mailtrek.max-item-size = 35MB
                    mailtrek.window.bytes = 512 KB
                    mailtrek.full.schedule.cron = 0 0 22 ? * MON-FRI
                    mailtrek.full.schedule.mailboxes = anna@*, BERND@old.example
                    camel.main.jmxEnabled = false
                    """)
            .load();

    Options options = project.options().read();
    Filters filters = options.filters();
    assertEquals("contoso", project.name());
    assertEquals(EnumSet.of(ItemType.MAIL, ItemType.CALENDAR), filters.itemTypes());
    assertEquals(DateSource.DATE_HEADER, filters.dateSource());
    assertTrue(filters.folders().orElseThrow().matcher("Trash/2020").find());
    assertEquals(
        Optional.of(FolderPath.of("Archive", "x")),
        options.folderMap().apply(FolderPath.of("old", "x")));
    assertEquals(Optional.of(35L << 20), filters.maxItemSize());
    assertEquals(512 << 10, project.window().bytes());
    assertEquals(Optional.of("0 0 22 ? * MON-FRI"), project.fullSchedule().cron());
    assertEquals(2, project.fullSchedule().mailboxes().size());
    assertEquals("false", project.properties().getProperty("camel.main.jmxEnabled"));
  }

  @Test
  void reportsAllMistakesOfBothFilesAtOnceAndInOrder() throws Exception {
    folder
        .settings(
            """
            # a comment
            mailtrek.sorce.imap = imap://h
              mailtrek.destination.imap : ftp://h
            mailtrek.concurrent-mailboxes=\\
               0
            mailtrek.pre-stage.older-than = 90 days
            mailtrek.folder-filter = ^(a
            mailtrek.folder-map.2 = a -> b$3
            mailtrek.folder-map.x = a -> b
            mailtrek.project = a
            mailtrek.project = b
            mailtrek.window.bytes = lots
            mailtrek.full.schedule.cron = 0 0 22
            mailtrek.date-source = internaldate
            mailtrek.item-types = mail,contakt
            mailtrek.folder-map.3 = no arrow
            mailtrek.max-item-failures = \\u00
            """)
        .mailboxes("Source Email,Destination Email\nanna@old.example,nobody\n");

    assertMistakes(
        PROPERTIES + "1:1: mailtrek.source.imap is not set.",
        PROPERTIES
            + "2:1: There is no setting mailtrek.sorce.imap. Did you mean mailtrek.source.imap?",
        PROPERTIES + "3:3: mailtrek.destination.imap: The address of an IMAP server begins with",
        PROPERTIES + "4:1: mailtrek.concurrent-mailboxes: '0' is not a whole number from 1 to",
        PROPERTIES + "6:1: mailtrek.pre-stage.older-than: '90 days' is not a number of days",
        PROPERTIES + "7:1: mailtrek.folder-filter: '^(a' is not a regular expression",
        PROPERTIES + "8:1: mailtrek.folder-map.2: The replacement 'b$3' does not fit",
        PROPERTIES + "9:1: There is no setting mailtrek.folder-map.x.",
        PROPERTIES + "11:1: mailtrek.project is set twice; first in line 10.",
        PROPERTIES + "12:1: mailtrek.window.bytes: 'lots' is not a size",
        PROPERTIES + "13:1: mailtrek.full.schedule.cron: '0 0 22' is not a cron expression",
        PROPERTIES + "14:1: mailtrek.date-source: 'internaldate' is none of: internal-date,",
        PROPERTIES + "15:1: mailtrek.item-types: 'contakt' is none of: mail, calendar, contact",
        PROPERTIES + "16:1: mailtrek.folder-map.3: 'no arrow' is not a rule",
        PROPERTIES + "17:1: A \\u is not followed by four hexadecimal digits.",
        CSV + "2:1: There is no password for 'anna@old.example' at the source.",
        CSV + "2:1: There is no password for 'nobody' at the destination.",
        CSV + "2:18: 'nobody' is not an e-mail address.");
  }

  @Test
  void anExchangeServerStandsAlone() throws Exception {
    String alone =
        """
        mailtrek.source.ews = ews://mail.old.example
        mailtrek.destination.imap = imaps://imap.new.example
        mailtrek.source.password = secret-of-source
        mailtrek.destination.password = secret-of-destination
        """;
    Servers source = folder.settings(alone).load().source();
    assertEquals("ews://mail.old.example:443/EWS/Exchange.asmx", source.toString());
    assertTrue(source.imap().isEmpty() && source.dav().isEmpty());
    folder.settings(
        alone
            + """
            mailtrek.source.imap = imaps://imap.old.example
            mailtrek.source.dav = davs://dav.old.example
            mailtrek.source.admin-login = master-user
            mailtrek.destination.ews = ews://mail.new.example?truststore=ca.pem
            """);
    assertMistakes(
        PROPERTIES + "2:1: mailtrek.destination.imap can't stand beside mailtrek.destination.ews:",
        PROPERTIES + "5:1: mailtrek.source.imap can't stand beside mailtrek.source.ews:",
        PROPERTIES + "6:1: mailtrek.source.dav can't stand beside mailtrek.source.ews:",
        PROPERTIES + "7:1: mailtrek.source.admin-login: Exchange knows no master-user.",
        PROPERTIES + "8:1: mailtrek.destination.ews: The truststore ");
  }

  @Test
  void reportsAMissingProject(@TempDir Path empty) {
    ConfigException e = assertThrows(ConfigException.class, () -> ProjectFiles.load(empty));

    assertTrue(e.getMessage().startsWith("config/application.properties: The file is missing"));
  }

  @Test
  void reportsAMissingFileOfMailboxesAtItsSetting() throws Exception {
    folder.settings(ProjectFolder.SETTINGS + "mailtrek.mailboxes = config/people.csv\n");

    assertMistakes(PROPERTIES + "5:1: The file of mailboxes is missing: there is no ");
  }

  @Test
  void reportsEveryKindOfBadRow() throws Exception {
    folder.mailboxes(
        """
        Source Email,Destination Email,Source Password
        # a comment

        a@b,a@d,
        A@B, a@D,
        c@b,c d@e,
        d@b,"d"x,1
        e@b,e@d
        ,f@d,
        g@b,"quoted
        twice@d",
        h@b,h@d,{{env:NO_SUCH_VARIABLE_HERE}}
        """);

    assertMistakes(
        CSV + "5:1: The Source Email 'A@B' comes twice; first in line 4.",
        CSV + "5:6: The Destination Email 'a@D' comes twice; first in line 4.",
        CSV + "6:5: 'c d@e' is not an e-mail address.",
        CSV + "7:1: This row is malformed",
        CSV + "8:1: This row has 2 fields, the header has 3.",
        CSV + "9:1: The Source Email is empty.",
        CSV + "10:5: 'quoted twice@d' is not an e-mail address.",
        CSV + "12:9: The environment variable NO_SUCH_VARIABLE_HERE is not set.");
  }

  @Test
  void reportsBadHeaders() throws Exception {
    folder.mailboxes("Source Email,Source Passwort,Source Email\na@b,x,y\n");

    assertMistakes(
        CSV + "1:1: The column 'Destination Email' is missing.",
        CSV + "1:14: There is no column 'Source Passwort'. Did you mean Source Password?",
        CSV + "1:30: The column 'Source Email' comes twice.");

    folder.mailboxes("");
    assertMistakes(CSV + "1:1: There is no header.");

    folder.mailboxes("Source Email;Destination Email\na@b;c@d\n");
    assertTrue(folder.mistakes().toString().contains("separated by ';'"));

    folder.mailboxes("Source Email,Destination Email\n");
    assertMistakes(CSV + "1:1: There is no mailbox below the header.");
  }

  @Test
  void readsColumnsInAnyOrderWithByteOrderMarkQuotesAndUmlauts() throws Exception {
    Project project =
        folder
            .mailboxes(
                "\uFEFFDestination Password,\"Source Login Name\",Destination Email,"
                    + "Source Email,Source Password\r\n"
                    + "\" p,\"\"w \",Jörg,a@new,a@old, plain \r\n")
            .load();

    assertEquals(
        List.of(
            new Mailbox(
                "a@old",
                "a@new",
                new Login("Jörg", new Secret("plain"), Optional.empty()),
                new Login("a@new", new Secret(" p,\"w "), Optional.empty()))),
        project.mailboxes());
  }

  @Test
  void reportsBytesThatAreNotUtf8WithTheirPlace() throws Exception {
    Files.write(
        folder.home().resolve("config/mailboxes.csv"),
        "Source Email,Destination Email\nm\u00fcller@b,c@d\n"
            .getBytes(StandardCharsets.ISO_8859_1));

    assertMistakes(CSV + "2:2: This byte is not UTF-8.");
  }

  @Test
  void resolvesPlaceholdersInSettingsAndRows() throws Exception {
    Project project =
        folder
            .write("secrets/source", "from-file\n")
            .settings(
                """
                old = imap.old.example
                mailtrek.source.imap = imaps://{{old}}
                mailtrek.destination.imap = imaps://{{env:NO_SUCH_VARIABLE_HERE:fallback.example}}
                mailtrek.source.password = {{file:secrets/source}}
                mailtrek.destination.password = {{missing:default}}
                """)
            .mailboxes("Source Email,Destination Email\na@b,a@{{old}}\n")
            .load();

    Mailbox mailbox = project.mailboxes().get(0);
    assertEquals("imap.old.example", project.source().imap().orElseThrow().host());
    assertEquals("fallback.example", project.destination().imap().orElseThrow().host());
    assertEquals("from-file", mailbox.sourceLogin().secret().reveal());
    assertEquals("default", mailbox.destinationLogin().secret().reveal());
    assertEquals("a@imap.old.example", mailbox.destination());
  }

  @Test
  void reportsPlaceholdersThatNameNothing() throws Exception {
    folder.settings(
        """
        mailtrek.source.imap = imaps://h
        mailtrek.destination.imap = imaps://h
        mailtrek.source.password = {{file:no/such/file}}
        mailtrek.destination.password = before{{mailtrek.source.imab}}after
        mailtrek.project = {{mailtrek.project}}
        """);

    assertMistakes(
        PROPERTIES + "3:1: mailtrek.source.password: The file ",
        PROPERTIES
            + "4:1: mailtrek.destination.password: The placeholder {{mailtrek.source.imab}} names"
            + " nothing. Did you mean mailtrek.source.imap?",
        PROPERTIES + "5:1: mailtrek.project: The placeholder {{mailtrek.project}} leads back");
  }

  @Test
  void neverShowsAPassword() throws Exception {
    folder
        .settings(
            ProjectFolder.SETTINGS.replace("secret-of-source", "sEcReT{{nothing}}")
                + "mailtrek.ledger.url = jdbc:mysql:x;PASSWORD=sEcReT\n")
        .mailboxes(
            "Source Email,Destination Email,Source Password\na@b,c@d,sEcReT{{\ne@f,\"sEcReT\"x,1\n");

    assertFalse(folder.mistakes().isEmpty());
    assertFalse(folder.mistakes().toString().contains("sEcReT"), folder.mistakes().toString());
    assertFalse(new ProjectFolder(folder.home()).load().toString().contains("secret-of"));
  }

  @Test
  void logsInAsTheMailboxAsAnAdministratorOrAsAMasterUser() throws Exception {
    String rows =
        """
        Source Email,Source Login Name,Source Password,Destination Email
        a@b,,own,a@d
        c@b,login,,c@d
        """;
    Project project =
        folder
            .settings(
                ProjectFolder.SETTINGS
                    + """
                    mailtrek.source.username = admin
                    mailtrek.destination.username = root
                    mailtrek.destination.admin-login = master-user
                    mailtrek.destination.master-separator = %
                    """)
            .mailboxes(rows)
            .load();
    Secret source = new Secret("secret-of-source");
    Secret destination = new Secret("secret-of-destination");

    assertEquals(
        List.of(
            new Mailbox(
                "a@b",
                "a@d",
                new Login("a@b", new Secret("own"), Optional.empty()),
                new Login("a@d%root", destination, Optional.empty())),
            new Mailbox(
                "c@b",
                "c@d",
                new Login("admin", source, Optional.of("login")),
                new Login("c@d%root", destination, Optional.empty()))),
        project.mailboxes());
  }

  @Test
  void looksWithoutThePasswords() throws Exception {
    folder.settings(
        ProjectFolder.SETTINGS.replace("secret-of-source", "{{env:NO_SUCH_VARIABLE_HERE}}"));

    assertFalse(folder.mistakes().isEmpty());
    assertEquals(2, ProjectFiles.loadWithoutPasswords(folder.home()).mailboxes().size());
  }

  @Test
  void reportsAScheduleOfUnknownMailboxesAndATruststoreThatIsMissing() throws Exception {
    folder.settings(ProjectFolder.SETTINGS.replace("old.example", "old.example?truststore=ca.pem"));
    assertMistakes(PROPERTIES + "1:1: mailtrek.source.imap: The truststore ");

    folder.settings(
        ProjectFolder.SETTINGS + "mailtrek.full.schedule.mailboxes = ana@old.example\n");
    assertMistakes(
        PROPERTIES
            + "5:1: The project has no mailbox with the source address 'ana@old.example'. Did you"
            + " mean anna@old.example?");
  }

  private void assertMistakes(String... beginnings) {
    List<String> mistakes = folder.mistakes();
    String all = String.join("\n", mistakes);
    assertEquals(beginnings.length, mistakes.size(), all);
    for (int i = 0; i < beginnings.length; i++) {
      assertTrue(mistakes.get(i).startsWith(beginnings[i]), beginnings[i] + "\nis not in\n" + all);
    }
  }
}
