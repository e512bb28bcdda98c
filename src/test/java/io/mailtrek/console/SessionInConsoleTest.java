package io.mailtrek.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.mailtrek.server.DelayProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in and out, the idle time-out, and a connection that is lost and comes back. */
@RequiresChromium
class SessionInConsoleTest {
  @TempDir private static Path home;

  private static ConsoleSite site;
  private static Chromium chromium;
  private ConsolePage console;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    site = new ConsoleSite(home, "anna", "bert");
    site.add("anna", "INBOX", "a", Duration.ofDays(1));
    site.start();
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  @BeforeEach
  void open() {
    console = new ConsolePage(site, chromium.window());
    page = console.page();
  }

  @AfterEach
  void close() {
    assertEquals(List.of(), console.mishaps());
    page.context().close();
  }

  @Test
  void aWrongTokenIsRefusedWhereItWasEntered() throws Exception {
    page.getByLabel("Token").fill("not the token");
    console.button("Log in").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("config/api-token");
    assertThat(page.getByLabel("Token")).isFocused();
    console.logIn();
  }

  @Test
  void theCookieIsOutOfReachForScriptsAndTheTokenIsNowhere() throws Exception {
    console.logIn();
    List<Cookie> cookies = page.context().cookies();
    assertEquals(1, cookies.size());
    assertTrue(cookies.get(0).httpOnly);
    assertEquals(SameSiteAttribute.STRICT, cookies.get(0).sameSite);
    assertEquals("", page.evaluate("document.cookie"));
    String kept =
        (String) page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])");
    assertTrue(!kept.contains(site.token()), kept);
    assertTrue(!page.content().contains(site.token()));
  }

  @Test
  void loggingOutEndsTheSessionInEveryTab() throws Exception {
    console.logIn();
    ConsolePage other = new ConsolePage(site, page.context());
    assertThat(other.row("anna")).isVisible();
    console.tick("anna");
    console.button("Log out").click();
    assertThat(page.getByText("You are logged out.")).isVisible();
    assertThat(other.page().getByLabel("Token")).isVisible();
    page.reload();
    assertThat(page.getByLabel("Token")).isVisible();
    console.logIn();
    assertThat(console.button("Start")).isDisabled();
  }

  @Test
  void whoIsIdleIsWarnedAndThenLoggedOut() throws Exception {
    page.clock().install();
    console.logIn();
    assertThat(console.row("anna")).isVisible();
    page.clock().fastForward("29:20");
    assertThat(page.getByText("You are logged out in")).isVisible();
    console.button("Stay logged in").click();
    assertThat(console.panel()).isHidden();
    page.clock().fastForward("30:05");
    assertThat(page.getByText("because nobody was here")).isVisible();
    console.logIn();
  }

  @Test
  void aLostConnectionIsShownAndComesBackByItself() throws Exception {
    int port = URI.create(site.url()).getPort();
    try (DelayProxy line = DelayProxy.to(port);
        BrowserContext window = chromium.window()) {
      ConsolePage remote = new ConsolePage(site, window, "http://127.0.0.1:" + line.port() + "/");
      remote.logIn();
      assertThat(remote.page().getByText("Live", exact())).isVisible();
      remote.tick("bert");

      line.refuse(true);
      line.cutAll();
      assertThat(remote.page().getByText("Disconnected", exact())).isVisible();
      assertThat(remote.page().getByText("What you see may be old")).isVisible();
      Locator panel = remote.choose("Trial migration");
      panel.getByRole(AriaRole.BUTTON, startButton()).click();
      assertThat(panel.getByRole(AriaRole.ALERT).last()).containsText("can’t be reached");

      line.refuse(false);
      assertThat(remote.page().getByText("What you see may be old")).isHidden();
      assertThat(remote.page().getByText("Live", exact())).isVisible();
      panel.getByRole(AriaRole.BUTTON, startButton()).click();
      assertThat(panel).isHidden();
      remote.shows("bert", "Trial");
      assertEquals(List.of(), remote.mishaps());
    }
  }

  private static Locator.GetByRoleOptions startButton() {
    return new Locator.GetByRoleOptions().setName("Start Migration");
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
