package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selecting, sorting, filtering and the Start button, with the mouse and with the keyboard. */
@RequiresChromium
class MailboxTableTest {
  @TempDir private static Path home;

  private static ConsoleSite site;
  private static Chromium chromium;
  private ConsolePage console;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    site = new ConsoleSite(home, "anna", "bert", "cora", "dora").start();
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  @BeforeEach
  void open() throws Exception {
    console = new ConsolePage(site, chromium.window()).logIn();
    page = console.page();
    assertThat(console.row("dora")).isVisible();
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), console.mishaps());
    page.context().close();
  }

  @Test
  void startIsGreyedWhileNothingIsSelected() {
    assertThat(console.button("Start")).isDisabled();
    assertThat(console.ticked()).containsText("Tick mailboxes to start");
    console.tick("bert");
    assertThat(console.button("Start")).isEnabled();
    assertThat(console.ticked()).containsText("1 mailbox selected");
    console.button("Clear").click();
    assertThat(console.button("Start")).isDisabled();
  }

  @Test
  void theCheckboxBesideSourceEmailSelectsAllOfTheFilter() {
    page.getByLabel("Filter by address").fill("ra@");
    assertThat(console.row("anna")).isHidden();
    console.tickAll().click();
    assertThat(console.ticked()).containsText("2 mailboxes selected");
    assertThat(console.tickAll()).isChecked();

    page.getByLabel("Filter by address").fill("");
    assertThat(console.row("anna")).isVisible();
    assertThat(console.ticked()).containsText("2 mailboxes selected");
    assertEquals(true, console.tickAll().evaluate("box => box.indeterminate"));
    console.tickAll().click();
    assertThat(console.ticked()).containsText("4 mailboxes selected");
    console.tickAll().click();
    assertThat(console.button("Start")).isDisabled();
  }

  @Test
  void theSelectionOutlivesSortingAndAReload() {
    console.tick("cora");
    console.button("Source Email").click();
    console.button("Source Email").click();
    assertThat(page.getByRole(AriaRole.ROWHEADER).first()).containsText("dora@");
    assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Source")))
        .hasAttribute("aria-sort", "descending");
    assertThat(page.getByLabel("Select cora@example.org")).isChecked();

    page.reload();

    assertThat(page.getByRole(AriaRole.ROWHEADER).first()).containsText("dora@");
    assertThat(page.getByLabel("Select cora@example.org")).isChecked();
    assertThat(page.getByLabel("Select anna@example.org")).not().isChecked();
    assertThat(console.ticked()).containsText("1 mailbox selected");
  }

  @Test
  void anEmptyFilterSaysSo() {
    page.getByLabel("Filter by address").fill("nobody");
    assertThat(page.getByText("No mailbox fits the filter.")).isVisible();
    assertThat(console.tickAll()).isDisabled();
  }

  @Test
  void retryIsGreyedWithTheReason() {
    console.tick("anna");
    console.button("Start").click();
    Locator retry =
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Retry errors"));
    assertThat(retry).isDisabled();
    assertThat(retry)
        .containsText(
            "was in no pass yet: move it with “Pre-Stage migration” or “Full (Delta) migration”.");
  }

  @Test
  void theWholeWalkGoesByTheKeyboard() {
    page.getByLabel("Select anna@example.org").focus();
    page.keyboard().press("Space");
    console.button("Start").focus();
    page.keyboard().press("ArrowDown");
    assertThat(entry("Verify credentials")).isFocused();
    page.keyboard().press("ArrowUp");
    assertThat(entry("Retry errors")).isFocused();
    page.keyboard().press("Escape");
    assertThat(console.button("Start")).isFocused();
    page.keyboard().press("Enter");
    assertThat(entry("Verify credentials")).isFocused();
    page.keyboard().press("p");
    assertThat(entry("Pre-Stage migration")).isFocused();
    page.keyboard().press("Enter");

    Locator panel = console.panel();
    assertThat(panel.getByRole(AriaRole.HEADING)).isFocused();
    for (int i = 0; i < 20; i++) {
      page.keyboard().press("Tab");
      assertEquals(
          true,
          page.evaluate(
              "document.activeElement === document.body"
                  + " || !!document.activeElement.closest('dialog')"),
          "the focus has left the panel");
    }
    page.keyboard().press("Escape");
    assertThat(panel).isHidden();
    assertThat(console.button("Start")).isFocused();
  }

  private Locator entry(String name) {
    return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void theCutoverIsRecordedAndTakenBack() {
    Locator steps = page.getByLabel("The three steps");
    assertThat(steps.locator("[aria-current=step]")).containsText("Pre-Stage migration");
    steps
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Record that it is done"))
        .click();
    console.button("Record the cutover").click();
    assertThat(steps.getByText("Done on")).containsText(Chromium.ZONE);
    assertThat(steps.locator("[aria-current=step]")).containsText("Full (Delta) pass");
    steps
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Take back the record"))
        .click();
    console.button("Take back").click();
    assertThat(steps.locator("[aria-current=step]")).containsText("Pre-Stage migration");
    steps.getByText("What is not propagated").click();
    assertThat(steps).containsText("Moved to another folder");
  }
}
