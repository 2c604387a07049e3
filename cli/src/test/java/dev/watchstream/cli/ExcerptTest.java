package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Note;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cut} and {@code merge}. */
class ExcerptTest {

  @TempDir Path folder;

  private String made(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void a_part_begins_with_the_state_at_that_time_and_says_so() throws IOException {
    assertThat(Run.of("cut", "passport-auth", "--since", "event=2", "-o", made("cut")).exitCode())
        .isZero();
    Recording cut = Recording.open(folder.resolve("cut"));
    List<String> lines = lines(cut);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\"")
        .contains("\"resourceVersion\":\"239536983\"");
    assertThat(lines.subList(1, 3))
        .isEqualTo(lines(dev.watchstream.fixtures.Recordings.open("passport-auth")).subList(2, 4));
    assertThat(cut.info().notes().get(0))
        .isEqualTo(
            new Note(
                0,
                "cut from passport-auth, event 2 on; the first 1 events are the state before it,"
                    + " told as ADDED"));
    assertThat(cut.info().notes().get(1).event()).isEqualTo(1);
    assertThat(cut.hasTiming()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "fleet-rollout, event=100, event=300",
    "fleet-rollout-slices, +2s, +8s",
    "one-pod-rollout, +1s, +60s",
    "null-endpoints, event=2, event=8"
  })
  void the_state_after_a_part_is_that_after_the_same_part_of_the_whole(
      String name, String since, String until) throws IOException {
    Run run = Run.of("cut", name, "--since", since, "--until", until, "-o", made("cut"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> whole = podsAtTheEnd(name, "--since", since, "--until", until);
    assertThat(podsAtTheEnd(made("cut"))).containsExactlyInAnyOrderElementsOf(whole);
  }

  @Test
  void one_file_is_read_by_every_command_as_its_folder_is() throws IOException {
    for (String name : List.of("cut", "cut.tar.zst")) {
      assertThat(Run.of("cut", "one-pod-rollout", "--since", "+5s", "--out", made(name)).exitCode())
          .isZero();
    }
    assertThat(Run.of("merge", made("cut.tar.zst"), "passport-auth", "--out", made("both.tar.zst")))
        .satisfies(run -> assertThat(run.exitCode()).as(run.err()).isZero());

    for (String command : List.of("extract", "rollout --output json", "pods --output csv")) {
      String file = run(command, "cut.tar.zst").out();
      assertThat(file).as(command).isNotEmpty().isEqualTo(run(command, "cut").out());
      assertThat(run(command, "both.tar.zst").out()).contains("passport-auth-55987979b9");
    }
    run("inspect", "cut.tar.zst");
    run("picture --out " + made("cut.svg"), "cut.tar.zst");
    assertThat(run("fleet", "").out()).contains("cut", "both");
    run("redact --out " + made("redacted"), "cut.tar.zst");
    run("wait passport-auth --ready 1 --recording", "cut.tar.zst");
  }

  private Run run(String command, String recording) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.add(made(recording));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(command + ": " + run.err()).isZero();
    return run;
  }

  /** The names of the pods that are listed at the end, with their state. */
  private static List<String> podsAtTheEnd(String... selection) {
    String[] command = new String[selection.length + 3];
    command[0] = "pods";
    command[1] = "--output";
    command[2] = "csv";
    System.arraycopy(selection, 0, command, 3, selection.length);
    return Run.of(command).lines().stream()
        .filter(row -> row.endsWith(",,"))
        .map(row -> row.split(",", -1)[3])
        .toList();
  }

  @Test
  void what_is_made_is_a_new_recording() {
    for (int exitCode : new int[] {0, 2}) {
      assertThat(Run.of("cut", "passport-auth", "--out", made("cut")).exitCode())
          .isEqualTo(exitCode);
    }
    Run again = Run.of("merge", "passport-auth", "bookmarks", "--out", made("cut"));
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("is in use: name a folder that does not exist yet");
  }

  @Test
  void a_part_keeps_its_times() throws IOException {
    Run.of("cut", "one-pod-rollout", "--since", "+1s", "-o", made("cut"));
    Recording cut = Recording.open(folder.resolve("cut"));
    assertThat(cut.info().startedAt()).isEqualTo(Instant.parse("2026-11-22T09:12:09.428Z"));
    assertThat(Run.of("extract", made("cut")).lines().get(1))
        .contains("\"time\":\"2026-11-22T09:12:09.728Z\"");
  }

  @Test
  void the_items_of_a_list_become_events() throws IOException {
    Path list = folder.resolve("list.json");
    Files.writeString(
        list,
        """
        {"kind":"EndpointsList","apiVersion":"v1","metadata":{"resourceVersion":"7"},"items":[
        {"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}
        {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"a"}}}
        """);
    assertThat(Run.of("cut", list.toString(), "a", "-o", made("cut")).exitCode()).isZero();
    assertThat(lines(Recording.open(folder.resolve("cut"))))
        .containsExactly(
            "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\","
                + "\"metadata\":{\"name\":\"a\"}}}",
            "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":"
                + "{\"name\":\"a\"}}}");
  }

  @Test
  void parts_that_are_merged_are_the_whole_again() throws IOException {
    Run.of("cut", "one-pod-rollout", "--until", "event=3", "-o", made("a"));
    Run.of("cut", "one-pod-rollout", "--since", "event=3", "-o", made("b"));
    assertThat(Run.of("merge", made("a"), made("b"), "-o", made("merged")).exitCode()).isZero();
    List<String> whole = lines(dev.watchstream.fixtures.Recordings.open("one-pod-rollout"));
    List<String> merged = lines(Recording.open(folder.resolve("merged")));
    assertThat(merged.subList(0, 3)).isEqualTo(whole.subList(0, 3));
    assertThat(merged.subList(4, merged.size())).isEqualTo(whole.subList(3, whole.size()));
    assertThat(Run.of("rollout", made("merged")).out()).contains("complete");
  }

  @Test
  void what_cannot_be_read_twice_is_refused_with_the_way_out() {
    Run run = Run.withInput("", "cut", "-", "-o", made("cut"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("watchstream import");
    assertThat(Run.of("cut", "passport-auth", "--since", "event=4", "-o", made("cut")).exitCode())
        .isEqualTo(1);
    assertThat(folder.resolve("cut")).doesNotExist();
  }

  private static List<String> lines(Recording recording) throws IOException {
    try (InputStream body = recording.openBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
