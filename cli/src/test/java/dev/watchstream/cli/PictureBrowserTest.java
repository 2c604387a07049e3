package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** The page of a picture, in a real browser. */
@ExtendWith(Chromium.class)
@Timeout(300)
class PictureBrowserTest {

  private static ChromeDriver browser;

  @TempDir static Path folder;

  @BeforeAll
  static void open() {
    browser = Chromium.open(1200, 900);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void show(String fragment, String... selection) throws IOException {
    Path page = folder.resolve("picture.html");
    Files.deleteIfExists(page);
    List<String> arguments = new ArrayList<>(List.of("picture", "-o", page.toString()));
    arguments.addAll(List.of(selection));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    Chromium.show(browser, page.toUri() + fragment);
  }

  private static String generated(String... arguments) throws IOException {
    Path file = folder.resolve("generated.ndjson");
    Files.deleteIfExists(file);
    List<String> command = new ArrayList<>(List.of("generate", "-o", file.toString()));
    command.addAll(List.of(arguments));
    assertThat(Run.of(command.toArray(String[]::new)).exitCode()).isZero();
    return file.toString();
  }

  private static String pods(int pods) throws IOException {
    return generated(
        "rollout",
        "--pods",
        Integer.toString(pods),
        "--step",
        Integer.toString(Math.max(1, pods / 100)),
        "--events",
        Integer.toString(Math.min(800, 6 * pods)));
  }

  private static String text(String css) {
    return browser.findElement(By.cssSelector(css)).getText();
  }

  private static WebElement lanes() {
    return browser.findElement(By.id("lanes"));
  }

  /** There is no error on the browser's console. */
  private static void assertQuiet() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Test
  void the_seed_tells_its_story() throws IOException {
    show("", "passport-auth");
    assertThat(text("#name")).isEqualTo("default/passport-auth");
    assertThat(text("#sums"))
        .isEqualTo(
            "rollout 5f7f676c6c → 55987979b9, events 1 to 3: complete, never fewer than 1 ready,"
                + " surge 1, at most 1 not ready");
    assertThat(text("#tables")).contains("从endpoints的变化，可以看出k8s是如何实现滚动升级的");
    new Actions(browser).moveToElement(lanes(), 100, 0).perform();
    assertThat(text("#details")).contains("ready", "\"type\":");
    Chromium.screenshot(browser, "passport-auth");
    assertQuiet();
  }

  @Test
  void keys_go_from_pod_to_pod_and_from_event_to_event() throws IOException {
    show("", "passport-auth");
    lanes().sendKeys(Keys.ARROW_DOWN);
    String first = text("#details");
    assertThat(first).contains("passport-auth-");
    lanes().sendKeys(Keys.ARROW_UP);
    assertThat(text("#details")).contains("passport-auth-").isNotEqualTo(first);
    lanes().sendKeys(Keys.ARROW_RIGHT);
    assertThat(text("#details")).contains("1, MODIFIED");
    assertThat(browser.getCurrentUrl()).contains("#pod=passport-auth-");
  }

  @Test
  void a_drag_zooms_a_double_click_goes_back_and_the_address_keeps_it() throws IOException {
    show("", "one-pod-rollout");
    new Actions(browser)
        .moveToElement(lanes(), -50, 0)
        .clickAndHold()
        .moveByOffset(200, 0)
        .release()
        .perform();
    String zoomed = browser.getCurrentUrl();
    assertThat(zoomed).contains("from=", "to=");
    show(zoomed.substring(zoomed.indexOf('#')), "one-pod-rollout");
    assertThat(browser.getCurrentUrl()).contains("from=", "to=");
    new Actions(browser).moveToElement(lanes(), 50, 0).doubleClick().perform();
    assertThat(browser.getCurrentUrl()).doesNotContain("from=");
    lanes().sendKeys("+");
    assertThat(browser.getCurrentUrl()).contains("from=");
    lanes().sendKeys("0");
    assertThat(browser.getCurrentUrl()).doesNotContain("from=");
    assertQuiet();
  }

  @Test
  void chart_and_lanes_share_their_axis_on_a_page_that_scrolls() throws IOException {
    browser.manage().window().setSize(new Dimension(1200, 500));
    show("", "one-pod-rollout");
    String width = "return document.querySelector('%s canvas').getBoundingClientRect().width";
    assertThat(browser.executeScript("return document.documentElement.scrollHeight > innerHeight"))
        .isEqualTo(true);
    assertThat(browser.executeScript(width.formatted("#area")))
        .isEqualTo(browser.executeScript(width.formatted("#lanes")));
    browser.manage().window().setSize(new Dimension(1200, 900));
  }

  @Test
  void no_text_of_a_chart_is_cut_and_no_rollout_is_without_its_name() throws IOException {
    String id =
        (String)
            browser
                .executeCdpCommand(
                    "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_TEXT))
                .get("identifier");
    try {
      for (String recording : List.of("one-pod-rollout", "passport-auth", "bookmarks", pods(3))) {
        show("", recording);
        assertThat(browser.executeScript("return cutTexts")).as(recording).isEqualTo(List.of());
      }
      show("", "one-pod-rollout");
      assertThat(browser.executeScript("return [...drawnTexts]").toString())
          .contains("cfc9c4687 → 6fcf4d5884", "6fcf4d5884 → 8548b84547")
          .contains("8548b84547 → 546f85c957", "546f85c957 → 6ff684bcbb")
          .contains("6ff684bcbb → cfc9c4687");
    } finally {
      browser.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
    }
  }

  /** Collects the texts drawn on canvases, and those that are cut off there. */
  private static final String WATCH_TEXT =
      """
      drawnTexts = new Set(); cutTexts = [];
      const fill = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y, room) {
        fill.apply(this, arguments);
        const { width } = this.measureText(text), wide = Math.min(width, room ?? width);
        const share = { center: 0.5, right: 1, end: 1 }[this.textAlign] ?? 0;
        const left = this.getTransform().transformPoint({ x: x - wide * share, y });
        const right = this.getTransform().transformPoint({ x: x + wide * (1 - share), y });
        drawnTexts.add(text);
        if (left.x < -1 || right.x > this.canvas.width + 1 || left.y < 8) cutTexts.push(text);
      };
      """;

  @Test
  void two_rollouts_stand_on_one_axis_that_begins_with_each() throws IOException {
    show("", "fleet-rollout", "--compare", "one-pod-rollout");
    assertThat(text("#sums"))
        .contains("Duration 0.7 s 3 min 2 s", "Lowest ready 1 980", "Surge 1 20")
        .contains("Time to ready, 90 % 0.7 s 7.0 s");
    assertThat(text("#charts")).contains("one-pod-rollout: default/passport-auth");
    assertThat(text("#charts")).contains("fleet-rollout: default/fleet");
    Chromium.screenshot(browser, "compared");

    new Actions(browser)
        .moveToElement(lanes(), -100, 0)
        .clickAndHold()
        .moveByOffset(200, 0)
        .release()
        .perform();
    String zoomed = browser.getCurrentUrl();
    assertThat(zoomed).contains("from=", "to=");
    lanes().sendKeys(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
    assertThat(text("#details")).contains("passport-auth-", "ready from +");
    List<WebElement> cursors = browser.findElements(By.cssSelector(".cursor"));
    assertThat(cursors).hasSize(2).allMatch(WebElement::isDisplayed);
    assertThat(cursors.get(0).getCssValue("left")).isEqualTo(cursors.get(1).getCssValue("left"));
    browser.findElement(By.id("lanes2")).sendKeys(Keys.ARROW_DOWN);
    assertThat(text("#details")).contains("fleet-");
    lanes().sendKeys("0");
    assertThat(browser.getCurrentUrl()).doesNotContain("from=");
    assertQuiet();
  }

  @Test
  void it_is_dark_where_the_system_is_light_on_paper_and_fits_a_narrow_window() throws IOException {
    String background = "return getComputedStyle(document.body).backgroundColor";
    Chromium.emulate(browser, "", "light");
    show("", "one-pod-rollout");
    Object light = browser.executeScript(background);
    Chromium.emulate(browser, "", "dark");
    Object dark = browser.executeScript(background);
    Chromium.screenshot(browser, "dark");
    assertThat(dark).isNotEqualTo(light);
    Chromium.emulate(browser, "print", "dark");
    assertThat(browser.executeScript(background)).isNotEqualTo(dark);
    Chromium.screenshot(browser, "print");
    Chromium.emulate(browser, "", "light");
    browser.manage().window().setSize(new Dimension(500, 800));
    // The page is drawn again some time after its window's size has changed; if never, this times
    // out.
    browser.executeAsyncScript(
        """
        const fits = arguments[0];
        const look = () =>
          innerWidth < 600 && document.documentElement.scrollWidth <= innerWidth + 1
            ? fits()
            : setTimeout(look, 10);
        look();
        """);
    Chromium.screenshot(browser, "narrow");
    browser.manage().window().setSize(new Dimension(1200, 900));
    assertQuiet();
  }

  @Test
  void a_hostile_name_is_text() throws IOException {
    String name = "<img src=x onerror=alert(1)>";
    Path stream = folder.resolve("hostile.ndjson");
    Files.writeString(
        stream,
        """
        {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"%1$s"},"subsets":[{\
        "addresses":[{"ip":"10.0.0.1","nodeName":"</script><script>alert(2)</script>","targetRef":{\
        "kind":"Pod","name":"%1$s","uid":"1"}}]}]}}
        """
            .formatted(name));
    show("", stream.toString());
    lanes().sendKeys(Keys.ARROW_DOWN);
    assertThat(text("#details")).contains(name, "</script><script>alert(2)</script>");
    assertThat(text("#name")).isEqualTo(name);
    assertThat(browser.findElements(By.tagName("img"))).isEmpty();
    assertThat(browser.findElements(By.tagName("script"))).hasSize(1);
    assertQuiet();
  }

  @Test
  void five_hundred_services_are_rows_that_can_be_sifted_and_opened() throws IOException {
    show("", generated("zipf", "--services", "500", "--events", "5000"));
    assertThat(browser.findElements(By.cssSelector("#services tbody tr"))).hasSize(500);
    Chromium.screenshot(browser, "500-services");
    String name =
        browser.findElement(By.cssSelector("#services tbody tr:nth-child(42) a")).getText();
    browser.findElement(By.id("filter")).sendKeys(name);
    List<WebElement> shown =
        browser.findElements(By.cssSelector("#services tbody tr:not([hidden])"));
    assertThat(shown).isNotEmpty().hasSizeLessThan(500);
    shown.get(0).findElement(By.tagName("a")).click();
    assertThat(text("#name")).contains(name);
    browser.findElement(By.tagName("body")).sendKeys(Keys.ESCAPE);
    assertThat(browser.findElement(By.id("cluster")).isDisplayed()).isTrue();
    assertQuiet();
  }

  @Test
  void where_an_endpoints_leaves_addresses_out_the_page_says_so() throws IOException {
    show("", "thousand-pod-rollout-1.37");
    assertThat(text("#sums")).contains("only some addresses are told, 20 times from event 1");
    assertThat(text("#tables")).contains("Times with addresses left out");
    Chromium.screenshot(browser, "left-out");
    show("", "thousand-pod-rollout-1.37-slices");
    assertThat(text("#service")).doesNotContain("only some", "left out");
    assertQuiet();
  }

  /** An Endpoints lists 1,000 addresses at most; slices list all. */
  private static String slices(int pods) throws IOException {
    return generated(
        "rollout",
        "--slices",
        "--pods",
        Integer.toString(pods),
        "--step",
        "500",
        "--events",
        "700");
  }

  @Test
  void pods_may_be_few_or_thousands() throws IOException {
    for (int pods : new int[] {1, 3, 100, 5000}) {
      show("", pods > 1000 ? slices(pods) : pods(pods));
      if (pods > 1000) {
        assertThat(lanes().getAttribute("aria-label")).isNotBlank();
        assertThat(text("#sums")).contains("never fewer than " + pods + " ready");
      }
      assertThat(text("#sums")).contains("rollout");
      lanes().sendKeys(Keys.ARROW_DOWN);
      assertThat(text("#details")).contains("template");
      Chromium.screenshot(browser, pods + "-pods");
    }
    show("", "fleet-rollout");
    assertThat(Files.size(folder.resolve("picture.html"))).isLessThan(2_000_000);
    Chromium.screenshot(browser, "1000-pods");
    assertQuiet();
  }
}
