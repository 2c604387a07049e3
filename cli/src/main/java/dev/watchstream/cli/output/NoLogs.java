package dev.watchstream.cli.output;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Nothing of what the libraries log is printed: commands tell in their own words what a user has to
 * know. Found by the JDK as a service.
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
