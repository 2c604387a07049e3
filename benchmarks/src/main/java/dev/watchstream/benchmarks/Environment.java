package dev.watchstream.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where the numbers were measured; without that they mean nothing.
 *
 * @param flags the JVM flags of the forks
 * @param versions of what was measured, by name
 */
record Environment(
    String date,
    String cpu,
    int cores,
    String os,
    List<String> flags,
    Map<String, String> versions) {

  static Environment here(Clock clock) {
    return new Environment(
        LocalDate.now(clock).toString(),
        readCpu(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Jvm.FLAGS,
        readVersions());
  }

  /** Linux names the model; elsewhere the architecture must do. */
  private static String readCpu() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | UncheckedIOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static Map<String, String> readVersions() {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Environment.class.getResourceAsStream("versions.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.forEach((name, version) -> versions.put(name.toString(), version.toString()));
    return versions;
  }
}
