package dev.watchstream.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands and SQL of the README, and the command line to compare them with. */
public final class Recipe {

  private Recipe() {}

  /**
   * The statements of the block of SQL that creates a table, with {@code place} instead of its
   * path.
   */
  public static List<String> statements(String table, String place) throws IOException {
    for (String block : blocks("sql")) {
      if (block.startsWith("CREATE TABLE " + table + " ")) {
        return Arrays.stream(block.split(";\\s*"))
            .map(s -> s.replaceAll("'(s3://[^']*|broker:9092)'", "'" + place + "'"))
            .toList();
      }
    }
    throw new AssertionError("README.md has no block of SQL that creates " + table);
  }

  /** The arguments of each {@code flink run} of the job. */
  static List<String[]> jobs() throws IOException {
    List<String[]> jobs = new ArrayList<>();
    for (String block : blocks("")) {
      Matcher job =
          Pattern.compile("(?m)^flink run .*watchstream-flink\\.jar (.*)$").matcher(block);
      while (job.find()) {
        jobs.add(job.group(1).split(" "));
      }
    }
    return jobs;
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher block =
        Pattern.compile("(?s)```" + language + "\n(.*?)\n```\n")
            .matcher(Files.readString(Path.of("README.md")));
    return block.results().map(found -> found.group(1)).toList();
  }

  /** The lines that a command prints. */
  public static List<String> watchstream(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.watchstream.cli.Main"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (process.waitFor() > 1) {
      throw new AssertionError("exit code " + process.exitValue() + " of " + command);
    }
    return lines;
  }
}
