package dev.watchstream.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The system's Chromium, without a window; tests that need it are skipped where there is none. */
final class Chromium implements ExecutionCondition {

  private static final int ATTEMPTS = 3;

  /** A timeout that is long enough for a very busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final @Nullable Path BROWSER = onPath("chromium");
  private static final @Nullable Path DRIVER = onPath("chromedriver");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (BROWSER != null && DRIVER != null) {
      return ConditionEvaluationResult.enabled("chromium and chromedriver are there");
    }
    String why = "no chromium and chromedriver on the PATH (Debian: chromium, chromium-driver)";
    if (context.getTestMethod().isEmpty()) {
      System.out.println("Left out: " + context.getDisplayName() + ": " + why);
    }
    return ConditionEvaluationResult.disabled(why);
  }

  private static @Nullable Path onPath(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /** Opens a new browser; on a busy machine the first try may fail. */
  static ChromeDriver open(int width, int height) {
    for (int attempt = 1; ; attempt++) {
      try {
        ChromeDriver browser = start(width, height);
        browser.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return browser;
      } catch (SessionNotCreatedException | TimeoutException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static ChromeDriver start(int width, int height) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Optional.ofNullable(BROWSER).orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--force-device-scale-factor=1",
        "--window-size=" + width + "," + height);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Optional.ofNullable(DRIVER).orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new ChromeDriver(service, options);
  }

  /** Shows a page, and waits until it is drawn. */
  static void show(ChromeDriver browser, String url) {
    browser.get("about:blank");
    browser.get(url);
    browser.executeAsyncScript(
        """
        const drawn = arguments[0];
        const look = () =>
          performance.getEntriesByName("drawn").length > 0 ? drawn() : setTimeout(look, 10);
        look();
        """);
  }

  static void emulate(ChromeDriver browser, String media, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Saves a screenshot in {@code target/screenshots}, for people to look at. */
  static void screenshot(ChromeDriver browser, String name) throws IOException {
    Path file = Path.of("target", "screenshots", name + ".png");
    Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
  }
}
