package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.mailtrek.server.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the console shows of passes while they run and afterwards, and what it does with them. */
@RequiresChromium
class PassInConsoleTest {
  private static final Duration AGE = Duration.ofDays(100);

  private ConsoleSite site;
  private Chromium chromium;
  private ConsolePage console;
  private Page page;

  @BeforeEach
  void prepare(@TempDir Path home) throws Exception {
    site = new ConsoleSite(home, "anna", "bert");
    chromium = new Chromium();
  }

  private void open() throws Exception {
    site.start();
    console = new ConsolePage(site, chromium.window()).logIn();
    page = console.page();
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), console.mishaps());
    chromium.close();
    site.close();
  }

  @Test
  void aSlowPassIsWatchedInTwoTabsReloadedStoppedAndRestarted() throws Exception {
    for (int i = 0; i < 300; i++) {
      site.add("anna", "INBOX", "message " + i, AGE);
    }
    site.project().set("mailtrek.source.max-messages-per-second", "10");
    Logger log = (Logger) LoggerFactory.getLogger("io.mailtrek.pass");
    log.setLevel(Level.INFO);
    open();
    console.tick("anna");
    console.run("Full (Delta) migration", "Start Migration");
    ConsolePage other = new ConsolePage(site, page.context());
    console.shows("anna", "Processing");
    other.shows("anna", "Processing");
    assertThat(progress(console)).not().hasAttribute("value", "0");
    assertThat(progress(console)).hasAttribute("value", Pattern.compile("[1-9]\\d?"));

    page.reload();
    console.shows("anna", "Processing");
    assertThat(console.ticked()).containsText("1 mailbox selected");

    console.button("Stop").click();
    console
        .panel()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop").setExact(true))
        .click();
    console.shows("anna", "Stopped");
    other.shows("anna", "Stopped");
    int before = site.messagesAtDestination("anna", "INBOX");
    assertTrue(before < 300, before + " of 300 before it was stopped");
    assertEquals(List.of(), other.mishaps());

    console.openMailbox("anna", "Live log");
    console.button("Restart").click();
    console
        .panel()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Restart"))
        .click();
    assertThat(page.getByLabel("Status", exact())).containsText("Processing");
    assertThat(page.getByRole(AriaRole.LOG)).containsText("INFO");
    log.setLevel(null);
    console.button("Stop").click();
    console
        .panel()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop").setExact(true))
        .click();
    assertThat(page.getByLabel("Status", exact())).containsText("Stopped");
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Locator progress(ConsolePage console) {
    return console.row("anna").getByRole(AriaRole.PROGRESSBAR);
  }

  @Test
  void anErrorIsShownWithTheServersAnswerAndRetried() throws Exception {
    site.add("anna", "INBOX", "fine", AGE);
    site.add("anna", "Odd", "refused", AGE);
    site.toDestination()
        .on("APPEND .*Odd.*")
        .always()
        .does(Faults.answer("NO [CANNOT] <i>not</i> like this"));
    open();
    console.tick("anna");
    console.tick("bert");
    console.run("Full (Delta) migration", "Start Migration");
    console.shows("anna", "with 1 error");
    console.shows("bert", "Completed");

    console.row("anna").getByLabel("1 error of anna@example.org").click();
    Locator errors = page.getByRole(AriaRole.TABPANEL);
    assertThat(errors).containsText("<i>not</i> like this");
    assertThat(errors).containsText("Odd");
    assertThat(errors).containsText("What to do:");
    assertThat(errors).containsText("refused");
    assertThat(errors).containsText("run “Retry errors”");

    site.toDestination().heal();
    console.button("Retry errors").click();
    assertThat(errors).containsText("No errors.");
    assertThat(console.button("Retry errors")).isDisabled();
    assertEquals(1, site.messagesAtDestination("anna", "Odd"));
  }

  @Test
  void retryLeavesOutThoseThatHaveNothingToRetry() throws Exception {
    site.add("anna", "Odd", "refused", AGE);
    site.toDestination().on("APPEND .*Odd.*").always().does(Faults.answer("NO [CANNOT] no"));
    open();
    console.tickAll().click();
    console.run("Full (Delta) migration", "Start Migration");
    console.shows("anna", "with 1 error");
    console.shows("bert", "Completed");
    site.toDestination().heal();

    Locator panel = console.choose("Retry errors");
    assertThat(panel).containsText("1 mailbox is left out");
    assertThat(panel).containsText("bert@example.org");
    panel
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry errors"))
        .click();
    assertThat(console.row("anna").getByLabel("1 error of anna@example.org")).isHidden();
    assertEquals(1, site.messagesAtDestination("anna", "Odd"));
  }

  @Test
  void aMessageIsFoundWithItsOutcome() throws Exception {
    site.add("anna", "INBOX", "Invoice 4711", AGE);
    site.add("anna", "INBOX", "Invoice of today", Duration.ofDays(1));
    site.add("anna", "INBOX", "Something else", Duration.ofDays(1));
    open();
    console.tick("anna");
    console.run("Pre-Stage migration", "Start Migration");
    console.shows("anna", "Completed");

    console.openMailbox("anna", "Find a message");
    page.getByLabel("Subject").fill("Invoice");
    console.button("Search").click();
    assertThat(page.getByText("2 items found")).isVisible();
    Locator found = page.getByLabel("Items found");
    assertThat(found.getByText("Migrated", new Locator.GetByTextOptions().setExact(true)))
        .hasCount(1);
    assertThat(found.getByText("Not migrated yet")).hasCount(1);

    page.getByLabel("From (" + Chromium.ZONE + ")")
        .fill(LocalDate.now(ZoneId.of(Chromium.ZONE)).minusDays(30).toString());
    console.button("Search").click();
    assertThat(page.getByText("1 item found")).isVisible();
    assertThat(found).containsText("No pass has brought it yet");
    page.getByLabel("From (" + Chromium.ZONE + ")").fill("");

    page.getByLabel("Subject").fill("no such subject");
    page.getByLabel("Subject").press("Enter");
    assertThat(page.getByText("Nothing was found.")).isVisible();

    page.getByLabel("Subject").fill("");
    page.getByLabel("Folder").fill("INBOX");
    console.button("Search").click();
    assertThat(page.getByText("1 item found")).isVisible();
  }

  @Test
  void foldersAddUpAndReportsAreDownloaded() throws Exception {
    site.add("anna", "INBOX", "old", AGE);
    site.add("anna", "INBOX", "new", Duration.ofDays(1));
    open();
    console.tick("anna");
    console.run("Pre-Stage migration", "Start Migration");
    console.shows("anna", "Completed");

    console.openMailbox("anna", "Folders");
    Locator folder =
        page.getByLabel("Folders in this pass")
            .getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText("INBOX"));
    assertThat(folder).containsText("cut-off 1");

    Download report =
        page.waitForDownload(
            () ->
                page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("CSV")).click());
    assertTrue(Files.readString(report.path()).contains("anna@example.org"));
  }

  @Test
  void hostileNamesAreOnlyText() throws Exception {
    String script = "<script>alert(1)<img src=x onerror=alert(2)>";
    String turned = "\u202Egnp \uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD";
    site.add("anna", script, script, AGE);
    site.add("anna", turned, turned, AGE);
    site.toDestination()
        .on("APPEND .*INBOX.*")
        .always()
        .does(Faults.answer("NO [CANNOT] " + script));
    site.add("anna", "INBOX", script, AGE);
    open();
    console.tick("anna");
    console.run("Full (Delta) migration", "Start Migration");
    console.shows("anna", "with 1 error");

    console.openMailbox("anna", "Folders");
    assertThat(page.getByLabel("Folders in this pass")).containsText(script);
    assertThat(page.getByLabel("Folders in this pass")).containsText("\uD83D\uDE00");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Errors")).click();
    assertThat(page.getByRole(AriaRole.TABPANEL)).containsText(script);
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Find a message")).click();
    page.getByLabel("Subject").fill(script);
    console.button("Search").click();
    assertThat(page.getByLabel("Items found")).containsText(script);
    assertEquals(0, page.locator("main script, main img").count());
  }

  @Test
  void theDashboardSaysWhereTheProjectStands() throws Exception {
    site.add("anna", "INBOX", "fine", AGE);
    site.add("anna", "Odd", "refused", AGE);
    site.toDestination().on("APPEND .*Odd.*").always().does(Faults.answer("NO [CANNOT] no"));
    open();
    console.tick("anna");
    console.run("Pre-Stage migration", "Start Migration");
    console.shows("anna", "with 1 error");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Dashboard")).click();
    assertThat(page.getByLabel("Totals")).containsText("Completed");
    assertThat(page.getByLabel("Errors by class")).containsText("1 error in 1 mailbox");
    assertThat(page.getByLabel("Forecast", exact())).containsText("Left for the Full pass");
    assertThat(page.getByLabel("Back-offs")).containsText("None");
    assertThat(page.getByLabel("Last passes", exact())).containsText("1 Pre-Stage");
    assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Items a second")))
        .isVisible();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Mailboxes with errors"))
        .click();
    assertThat(console.row("anna")).isVisible();
    assertThat(console.row("bert")).isHidden();
  }
}
