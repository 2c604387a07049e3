package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Terminal;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parquet.ParquetLines;
import dev.watchstream.timeline.fleet.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FleetCommandTest {

  @TempDir Path root;

  @Test
  void every_rollout_of_every_shipped_recording_is_told_as_by_rollout() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String name : Recordings.names()) {
      ship(name);
      Run one = Run.of("rollout", "--output", "json", root.resolve(name + ".ndjson").toString());
      one.lines().stream()
          .filter(line -> line.contains("\"complete\":"))
          .forEach(line -> expected.add(name + " " + common(line)));
    }
    assertThat(expected).isNotEmpty();
    for (String jobs : List.of("1", "2")) {
      Run run = Run.of("fleet", "--output", "ndjson", "--jobs", jobs, root.toString());
      assertThat(run.exitCode()).as(run.err()).isZero();
      List<String> told = new ArrayList<>();
      for (String line : run.lines()) {
        Matcher cluster = Pattern.compile("\"cluster\":\"([^\"]*)\"").matcher(line);
        assertThat(cluster.find()).isTrue();
        told.add(cluster.group(1) + " " + common(line));
      }
      Collections.sort(expected);
      Collections.sort(told);
      assertThat(told).isEqualTo(expected);
    }
  }

  @Test
  void a_torn_recording_is_told_with_its_place_and_costs_only_itself() throws IOException {
    ship("passport-auth");
    Files.writeString(root.resolve("torn.ndjson"), "{\"type\":\"ADDED\",");
    Run run = Run.of("fleet", "--output", "csv", root.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("torn.ndjson").contains("event 0");
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(0)).startsWith("cluster,recording,kind,namespace,name,from,to,");
    assertThat(run.lines().get(1))
        .startsWith(
            "passport-auth,passport-auth.ndjson,Endpoints,default,passport-auth,5f7f676c6c");
  }

  @Test
  void rotated_recordings_are_one_story_and_a_missing_one_is_a_gap() throws IOException {
    String[] events = lines("passport-auth");
    part("day", 1, null, events[0], events[1]);
    part("day-2", 2, version(events[1]), events[2]);
    part("day-3", 3, version(events[2]), events[3]);
    Run whole = Run.of("fleet", "--output", "ndjson", root.toString());
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(whole.lines()).hasSize(1);
    assertThat(whole.out())
        .contains("\"cluster\":\"day\"", "\"recording\":\"day-3\"", "\"complete\":true")
        .contains("\"firstEvent\":1,\"lastEvent\":3", "\"gaps\":0")
        .contains("\"start\":\"2026-01-01T00:00:01.000000005Z\"");
    for (String file : List.of("body.ndjson", "chunks.csv", "recording.json")) {
      Files.delete(root.resolve("day-2").resolve(file));
    }
    Run gap = Run.of("fleet", "--output", "ndjson", root.toString());
    assertThat(gap.exitCode()).isZero();
    assertThat(gap.out()).contains("\"gaps\":1");
  }

  @Test
  void each_report_has_its_rows() throws IOException {
    ship("passport-auth");
    String folder = root.toString();
    assertThat(Run.of("fleet", "--report", "pods", "--output", "csv", folder).lines()).hasSize(3);
    assertThat(Run.of("fleet", "--report", "churn", "--output", "ndjson", folder).out())
        .contains("\"events\":4,\"changedEvents\":4,\"appearedReady\":1,\"appearedNotReady\":1");
    assertThat(Run.of("fleet", "--report", "zero-ready", folder).lines()).hasSize(1);
    assertThat(Run.of("fleet", "--service", "other", "--output", "ndjson", folder).out()).isEmpty();
  }

  @Test
  void what_was_so_at_some_time_is_told_whole() throws IOException {
    String[] events = lines("passport-auth");
    part("day", 1, null, events);
    String folder = root.toString();
    for (String inside :
        List.of(
            "--since=2026-01-01T00:00:01Z",
            "--until=2026-01-01T00:00:02Z",
            "--since=+0s",
            "--until=+1h")) {
      assertThat(Run.of("fleet", inside, "--output", "ndjson", folder).out())
          .as(inside)
          .contains("\"complete\":true");
    }
    for (String outside : List.of("--since=+1h", "--until=2026-01-01T00:00:00Z")) {
      Run run = Run.of("fleet", outside, "--output", "ndjson", folder);
      assertThat(run.out()).as(outside).isEmpty();
      assertThat(run.exitCode()).isZero();
    }
    ship("passport-auth");
    Run unknown = Run.of("fleet", "--since=2026-01-01T00:00:00Z", "--output", "ndjson", folder);
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("passport-auth: left out, as it is not known when");
    assertThat(unknown.lines()).hasSize(1);
    assertThat(Run.of("fleet", "--since", "event=2", folder).exitCode()).isEqualTo(2);
  }

  @Test
  void what_is_made_is_a_new_file() throws IOException {
    ship("passport-auth");
    Path made = root.resolve("made.csv");
    String[] command = {
      "fleet", "--output", "csv", "--out", made.toString(), root.toString(), "--jobs", "1"
    };
    assertThat(Run.of(command).exitCode()).isZero();
    assertThat(Files.readAllLines(made)).hasSize(2);
    Run again = Run.of(command);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).isEqualTo("watchstream: " + made + " exists; choose another name\n");
    command[4] = root.resolve("no/such/folder/made.csv").toString();
    assertThat(Run.of(command).exitCode()).isEqualTo(2);
    assertThat(Run.of(command).err()).contains("cannot make", "no such file or folder");
  }

  @Test
  void parquet_has_the_rows_of_ndjson_in_their_order() throws IOException {
    for (String name : List.of("fleet-rollout", "history", "passport-auth")) {
      ship(name);
    }
    String[] events = lines("passport-auth");
    part("day", 1, null, events[0], events[1]);
    part("day-2", 2, version(events[1]), events[2], events[3]);
    String folder = root.toString();
    for (Report<?> report : Report.all()) {
      Path made = root.resolve("made/" + report.name());
      Files.createDirectories(made.getParent());
      Run run = fleet(report.name(), "parquet", "--out", made.toString(), folder);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).isEmpty();
      assertThat(ParquetLines.of(made))
          .isEqualTo(
              fleet(report.name(), "ndjson", folder).lines().stream()
                  .map(ParquetLines::inMicroseconds)
                  .toList());
    }
  }

  @Test
  void parquet_of_a_torn_recording_has_what_came_before_and_is_whole() throws IOException {
    ship("passport-auth");
    Files.writeString(root.resolve("torn.ndjson"), "{\"type\":\"ADDED\",");
    Path made = root.resolve("made");
    Run run = fleet("rollouts", "parquet", "--out", made.toString(), root.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines()).singleElement().asString().contains("torn.ndjson", "event 0");
    assertThat(ParquetLines.of(made)).hasSize(1);
  }

  @Test
  void parquet_goes_to_a_pipe_but_not_onto_a_terminal() throws IOException {
    ship("passport-auth");
    String[] command = {"fleet", "--output", "parquet", root.toString()};
    ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    Run.to(pipe, Terminal.NONE, InputStream.nullInputStream(), command);
    Path piped = Files.write(root.resolve("piped"), pipe.toByteArray());
    assertThat(ParquetLines.of(piped)).hasSize(1);
    Terminal terminal = new Terminal(true, true, true, 80, false);
    Run shown = Run.on(terminal, InputStream.nullInputStream(), command);
    assertThat(shown.exitCode()).isEqualTo(2);
    assertThat(shown.out()).isEmpty();
    assertThat(shown.err())
        .isEqualTo("watchstream: Parquet is not for a terminal; make a file of it: --out FILE\n");
  }

  @Test
  void parquet_that_is_not_finished_is_removed() {
    Path made = root.resolve("made");
    Run run = fleet("rollouts", "parquet", "--out", made.toString(), root.resolve("no").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(made).doesNotExist();
  }

  @Test
  void what_cannot_be_asked_is_told_with_the_way_out() {
    assertThat(Run.of("fleet", "--report", "x", root.toString()).err())
        .contains("there are rollouts, zero-ready, churn and pods");
    assertThat(Run.of("fleet", root.toString()).err()).contains("a recording is a folder");
    assertThat(Run.of("fleet", root.resolve("no").toString()).exitCode()).isEqualTo(2);
  }

  private static Run fleet(String report, String format, String... arguments) {
    List<String> command = new ArrayList<>(List.of("fleet", "--report", report));
    command.addAll(List.of("--output", format));
    command.addAll(List.of(arguments));
    return Run.of(command.toArray(new String[0]));
  }

  /** The members of a rollout that both commands print. */
  private static String common(String json) {
    StringBuilder common = new StringBuilder();
    for (String key :
        List.of(
            "namespace",
            "name",
            "from",
            "to",
            "firstEvent",
            "lastEvent",
            "readyBefore",
            "readyMin",
            "readyMax",
            "notReadyMax",
            "surge",
            "complete")) {
      Matcher value = Pattern.compile("\"" + key + "\":(\\[[^\\]]*\\]|[^,}]*)").matcher(json);
      common.append(key).append('=').append(value.find() ? value.group(1) : "").append(' ');
    }
    return common.toString().replace("namespace=\"\"", "namespace=");
  }

  private void ship(String name) throws IOException {
    try (InputStream body = Recordings.open(name).openBody()) {
      Files.copy(body, root.resolve(name + ".ndjson"));
    }
  }

  private static String[] lines(String name) throws IOException {
    Recording recording = Recordings.open(name);
    try (InputStream body = recording.openBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).split("(?<=\n)");
    }
  }

  private static String version(String event) {
    return event.replaceAll("(?s).*?\"resourceVersion\":\"([0-9]+)\".*", "$1");
  }

  private void part(String name, int second, String resumedFrom, String... events)
      throws IOException {
    RecordingInfo info =
        RecordingInfo.of(
            new Request("GET", "/api/v1/endpoints", "watch=true"),
            new Response(200, List.of()),
            null,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second));
    try (RecordingWriter writer = RecordingWriter.create(root.resolve(name), info)) {
      if (resumedFrom != null) {
        writer.segment("watch=true", resumedFrom);
        writer.gap("this goes on where another ends");
      }
      for (String event : events) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        writer.append(5, bytes, 0, bytes.length);
      }
      writer.close(Ended.CUT);
    }
  }
}
