package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.mailtrek.migration.TestProject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The console as a person sees it: everything is found by its role and its visible label. */
final class ConsolePage {
  private final ConsoleSite site;
  private final String url;
  private final Page page;
  private final List<String> mishaps = new CopyOnWriteArrayList<>();

  /** Opens the console in a new tab. */
  ConsolePage(ConsoleSite site, BrowserContext window) {
    this(site, window, site.url());
  }

  /** Opens it through a relay. */
  ConsolePage(ConsoleSite site, BrowserContext window, String url) {
    this.site = site;
    this.url = url;
    this.page = window.newPage();
    page.onPageError(mishaps::add);
    page.onDialog(
        dialog -> {
          mishaps.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            mishaps.add(message.text());
          }
        });
    page.navigate(url);
  }

  Page page() {
    return page;
  }

  /** Errors of scripts, dialogs, and what the Content-Security-Policy has forbidden. */
  List<String> mishaps() {
    return mishaps;
  }

  ConsolePage logIn() throws Exception {
    page.getByLabel("Token").fill(site.token());
    button("Log in").click();
    assertThat(page.getByRole(AriaRole.HEADING, heading("Mailboxes"))).isVisible();
    return this;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Page.GetByRoleOptions heading(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** The row of a mailbox in the table. */
  Locator row(String user) {
    return page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(TestProject.address(user)))
        .first();
  }

  /** Ticks a mailbox. */
  void tick(String user) {
    page.getByLabel("Select " + TestProject.address(user)).check();
  }

  /** What stands beside the Start button: how many mailboxes are ticked. */
  Locator ticked() {
    return page.locator("#start-hint");
  }

  /** The checkbox that stands for all mailboxes of the filter. */
  Locator tickAll() {
    return page.getByLabel("Select all mailboxes");
  }

  /** Opens the menu and chooses a kind of pass; gives its panel. */
  Locator choose(String kind) {
    button("Start").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(kind)).click();
    return panel();
  }

  /** The panel that is open. */
  Locator panel() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** Runs a kind of pass of what is ticked, with what its panel proposes. */
  void run(String kind, String action) {
    choose(kind).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(action)).click();
    assertThat(panel()).isHidden();
  }

  /** Waits until the row of a mailbox shows a text. */
  void shows(String user, String text) {
    assertThat(row(user)).containsText(text);
  }

  /** Goes to the page of a mailbox, and there to a tab. */
  void openMailbox(String user, String tab) {
    page.navigate(url + "#/mailbox/" + TestProject.address(user).replace("@", "%40"));
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
  }

  /** Goes to the table. */
  void openMailboxes() {
    page.getByRole(AriaRole.NAVIGATION)
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Mailboxes"))
        .first()
        .click();
  }
}
