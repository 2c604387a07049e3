package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.page.Connections;
import dev.watchstream.cli.page.PageServer;
import dev.watchstream.cli.page.ReplayPlayer;
import dev.watchstream.cli.page.WatchStory;
import dev.watchstream.client.ApiServer;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.replay.ReplayServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The live page, in a real browser. */
@ExtendWith(Chromium.class)
class LivePageBrowserTest {

  private static final Duration TICK = Duration.ofMillis(20);
  private static final String WATCH = "/api/v1/watch/namespaces/default/endpoints";

  private ChromeDriver browser;

  @BeforeEach
  void open() {
    browser = Chromium.open(1200, 900);
    browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  /** Waits until the page shows the text. */
  private void await(String css, String text) {
    await(css, text, true);
  }

  private void await(String css, String text, boolean isShown) {
    String script =
        """
        const [css, text, isShown, done] = arguments;
        const check = () => {
          if (document.querySelector(css)?.textContent.includes(text) === isShown) {
            observer.disconnect();
            done(true);
          }
        };
        const observer = new MutationObserver(check);
        observer.observe(document, {subtree: true, childList: true, characterData: true});
        check();
        """;
    assertThat(((JavascriptExecutor) browser).executeAsyncScript(script, css, text, isShown))
        .isEqualTo(true);
  }

  private void press(String button) {
    for (WebElement one : browser.findElements(By.cssSelector("#player button"))) {
      if (one.getText().equals(button)) {
        one.click();
        return;
      }
    }
    throw new AssertionError("no button " + button);
  }

  private static ReplayServer replay(int port, boolean isPaused) throws IOException {
    return ReplayServer.of("one-pod-rollout")
        .port(port)
        .sharedClock(true)
        .startPaused(isPaused)
        .start();
  }

  @Test
  void a_watch_is_seen_as_it_happens_and_goes_on_when_either_server_was_away() throws Exception {
    ReplayServer api = replay(0, true);
    WatchStory story = new WatchStory("passport-auth", Clock.systemUTC());
    PageServer page = PageServer.start(0, story.feed(), null, null);
    story.feed().every(TICK, story::tick);
    EndpointsWatch watch =
        EndpointsWatch.of(ApiServer.at(api.baseUrl()).build()).namespace("default").start(story);
    try {
      browser.get(page.url());
      await("#name", "default/passport-auth");
      api.seek(Duration.ofMillis(1500));
      await("#sums", "rollout cfc9c4687 → 6fcf4d5884, events 1 to 1: not complete");
      api.seek(Duration.ofSeconds(3));
      await("#sums", "6fcf4d5884, events 1 to 3: complete");

      int apiPort = api.port();
      api.close();
      api = replay(apiPort, true);
      api.seek(Duration.ofSeconds(20));
      await("#sums", "rollout 6fcf4d5884 → 8548b84547, events 4 to 6: complete");

      int pagePort = URI.create(page.url()).getPort();
      page.close();
      await("#connection", "not connected");
      WatchStory other = new WatchStory("passport-auth, again", Clock.systemUTC());
      page = PageServer.start(pagePort, other.feed(), null, null);
      other.feed().every(TICK, other::tick);
      watch.close();
      watch =
          EndpointsWatch.of(ApiServer.at(api.baseUrl()).build()).namespace("default").start(other);
      await("#about", "1 events");
      Chromium.screenshot(browser, "live");
    } finally {
      watch.close();
      page.close();
      api.close();
    }
  }

  @Test
  void the_players_buttons_move_time_for_a_client_that_watches() throws Exception {
    Connections connections = new Connections();
    try (ReplayServer server =
            ReplayServer.of("one-pod-rollout")
                .port(0)
                .sharedClock(true)
                .startPaused(true)
                .log(connections::answered)
                .start();
        PageServer page = pageOf(server, connections)) {
      server.seek(Duration.ofMillis(100));
      browser.get(page.url());
      URLConnection watch = URI.create(server.baseUrl() + WATCH).toURL().openConnection();
      watch.setRequestProperty("User-Agent", "curl/8");
      watch.setReadTimeout(60_000);
      try (InputStream in = watch.getInputStream();
          BufferedReader events =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        assertThat(events.readLine()).contains("\"ADDED\"");
        await("#player", "curl/8: GET " + WATCH);
        press("Step");
        assertThat(events.readLine()).contains("\"MODIFIED\"", "\"1356\"");
        await("#sums", "not complete");
        press("Step");
        assertThat(events.readLine()).contains("\"1362\"");
        press("Play");
        assertThat(events.readLine()).contains("\"MODIFIED\"");
        await("#player", "Pause");
        await("#sums", ": complete");
        seek("10");
        assertThat(server.position()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        Chromium.screenshot(browser, "player");
      }
      browser.findElement(By.cssSelector("#player input[type=text]")).sendKeys("nonsense");
      press("Throw");
      await("#player [role=alert]", "nonsense");
      assertThat(server.faults()).isEmpty();
    }
  }

  @Test
  void the_loop_is_switched_on_and_off_by_its_box() throws Exception {
    try (ReplayServer server =
            ReplayServer.of("one-pod-rollout").port(0).sharedClock(true).loop(true).start();
        PageServer page = pageOf(server, new Connections())) {
      browser.get(page.url());
      await("#player", "over and over");
      WebElement box = browser.findElement(By.cssSelector("#player input[type=checkbox]"));
      clickAndWait(box);
      assertThat(server.loops()).isFalse();
      // A state that was sent before the click ticks the box once more: a click now could untick
      // it.
      await("#player", "over and over", false);
      clickAndWait(box);
      assertThat(server.loops()).isTrue();
    }
  }

  private static PageServer pageOf(ReplayServer server, Connections connections)
      throws IOException {
    ReplayPlayer player = new ReplayPlayer("one-pod-rollout", server, connections);
    PageServer page = PageServer.start(0, player.feed(), player, null);
    player.feed().every(TICK, player::follow);
    return page;
  }

  /** Moves the slider as a user does, and waits until the server has received it. */
  private void seek(String seconds) {
    whenHeard(
        """
        const slider = document.querySelector("#player input[type=range]");
        slider.value = argument;
        slider.dispatchEvent(new Event("change"));
        """,
        seconds);
  }

  private void clickAndWait(WebElement box) {
    whenHeard("argument.click();", box);
  }

  /** Runs a script that makes the page post something, and waits for the server's answer. */
  private void whenHeard(String script, Object argument) {
    browser.executeAsyncScript(
        """
        const [argument, done] = arguments, post = window.fetch;
        window.fetch = async (...call) => {
          window.fetch = post;
          const answer = await post(...call);
          done();
          return answer;
        };
        """
            + script,
        argument);
  }
}
