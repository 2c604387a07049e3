package dev.watchstream.cli.output;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Discards what the libraries log: commands report what matters in their own words. The JDK loads
 * this as a service.
 */
public final class NoLogs extends System.LoggerFinder {

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Silent(name);
  }

  private record Silent(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {}

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object @Nullable ... params) {}
  }
}
