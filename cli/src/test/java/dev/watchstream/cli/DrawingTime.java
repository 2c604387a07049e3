package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * How long Chromium takes to draw a page. A measurement, not run by the build; it prints what it
 * finds. Each browser is a new one, so that it has compiled nothing yet.
 *
 * <pre>mvn -q test -pl cli -am -Dtest=DrawingTime -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@ExtendWith(Chromium.class)
class DrawingTime {

  private static final int BROWSERS = 9;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"fleet-rollout", "fleet-rollout-slices"})
  void of_a_rollout(String recording) throws IOException {
    Path page = folder.resolve("picture.html");
    assertThat(Run.of("picture", recording, "--out", page.toString()).exitCode()).isZero();
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < BROWSERS; i++) {
      ChromeDriver browser = Chromium.open(1200, 900);
      try {
        Chromium.show(browser, page.toUri().toString());
        Object drawn =
            browser.executeScript("return performance.getEntriesByName('drawn')[0].startTime");
        millis.add(((Number) drawn).doubleValue());
      } finally {
        browser.quit();
      }
    }
    Collections.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, drawn after %.0f ms (median of %d browsers; %.0f to %.0f ms)%n",
        recording,
        Files.size(page),
        millis.get(BROWSERS / 2),
        BROWSERS,
        millis.get(0),
        millis.get(BROWSERS - 1));
  }
}
