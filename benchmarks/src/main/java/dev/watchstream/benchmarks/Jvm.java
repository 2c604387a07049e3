package dev.watchstream.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A JDK to start forks with.
 *
 * @param home its folder
 */
record Jvm(Path home) {

  /**
   * A heap of fixed size, and a collector that stops the thread that makes the garbage: on two
   * cores a concurrent one would do part of its work outside the measured time, in favour of those
   * who allocate most.
   */
  static final List<String> FLAGS = List.of("-Xms3g", "-Xmx3g", "-Xmn1g", "-XX:+UseSerialGC");

  private static final JsonMapper JSON = new JsonMapper();
  private static final long MOST_SECONDS = 900;

  /** The JDK that this runs on. */
  static Jvm current() {
    return new Jvm(Path.of(System.getProperty("java.home")));
  }

  /** Does a job in a fresh JVM. */
  <T> T run(Job job, Class<T> result) {
    try {
      Path output = temporaryFile(".json");
      Path errors = temporaryFile(".err");
      try {
        return JSON.readValue(output(job, output, errors), result);
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFile(String suffix) throws IOException {
    Path file = Files.createTempFile("watchstream-bench", suffix);
    file.toFile().deleteOnExit();
    return file;
  }

  private String output(Job job, Path output, Path errors) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(FLAGS);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            JSON.writeValueAsString(job)));
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new BenchException(
            "a fork failed reading %s with %s: %s"
                .formatted(job.workload(), String.join(", ", job.contenders()), firstLine(errors)));
      }
      return Files.readString(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String firstLine(Path errors) throws IOException {
    List<String> lines = Files.readAllLines(errors);
    return lines.isEmpty() ? "it said nothing" : lines.get(0);
  }

  /** Such as 17. */
  int feature() {
    return Runtime.Version.parse(release("JAVA_VERSION")).feature();
  }

  /** Such as {@code 17.0.15+6-Debian}. */
  String version() {
    return release("JAVA_RUNTIME_VERSION");
  }

  private String release(String key) {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      throw new BenchException(home + " is no JDK: it has no readable file \"release\"");
    }
    return release.getProperty(key, "").replace("\"", "");
  }
}
