package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureCommandTest {

  @TempDir Path folder;

  @Test
  void draws_a_recording_as_html_and_as_svg() throws IOException {
    Path html = folder.resolve("rollout.html");
    Path svg = folder.resolve("rollout.svg");

    assertThat(Run.of("picture", "passport-auth", "-o", html.toString()).exitCode()).isZero();
    assertThat(Run.of("picture", "passport-auth", "-o", svg.toString()).exitCode()).isZero();

    assertThat(html).content().contains("<!doctype html>").contains("passport-auth-55987979b9");
    assertThat(svg).content().contains("5f7f676c6c → 55987979b9").contains("lowest: 1 ready");
  }

  @Test
  void two_rollouts_are_drawn_with_the_figures_that_rollout_compares() throws IOException {
    String[] compared = {"--compare", "one-pod-rollout", "fleet-rollout"};
    Path svg = folder.resolve("both.svg");
    assertThat(Run.of("picture", compared[0], compared[1], compared[2], "--out", svg.toString()))
        .extracting(Run::exitCode)
        .isEqualTo(0);

    assertThat(Files.readString(svg))
        .contains(">one-pod-rollout and fleet-rollout<")
        .contains(">cfc9c4687 → 6fcf4d5884<", ">59b8c686b7 → 646bd57ccc<")
        .contains(">0.7 s<", ">3 min 2 s<", ">1000, 980, 20<")
        .contains(">6.5 s, 7.0 s, 7.3 s, 7.5 s<", ">+0 s<")
        .contains("after one-pod-rollout")
        .doesNotContain("after fleet-rollout");
  }

  @Test
  void without_times_or_a_rollout_a_comparison_says_what_it_does() {
    String svg = folder.resolve("both.svg").toString();

    assertThat(Run.of("picture", "--compare", "passport-auth", "fleet-rollout", "--out", svg))
        .extracting(Run::exitCode)
        .isEqualTo(0);
    assertThat(folder.resolve("both.svg")).content().contains(">–, –, –, –<").contains(">0<");

    Run none = Run.of("picture", "--compare", "gone", "fleet-rollout", "--out", svg);
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("gone: no rollout in it, so there is nothing to compare");
  }

  @Test
  void says_what_a_picture_may_be_called() {
    Run run = Run.of("picture", "passport-auth", "-o", "rollout.png");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rollout.png: a picture's name ends in .html or .svg");
  }

  @Test
  void a_picture_of_a_file_does_not_tell_where_it_lies() throws IOException {
    Path stream = folder.resolve("shop.ndjson");
    try (InputStream body = Recordings.open("passport-auth").openBody()) {
      Files.copy(body, stream);
    }
    for (String form : List.of("html", "svg")) {
      Path picture = folder.resolve("shop." + form);
      assertThat(Run.of("picture", stream.toString(), "-o", picture.toString()).exitCode())
          .isZero();
      assertThat(picture).content().contains(">shop").doesNotContain(folder.toString());
    }
  }

  @Test
  void without_anything_to_draw_it_says_what_there_is_and_what_shows_it() {
    Run run = Run.of("picture", "gone", "--out", folder.resolve("gone.html").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("gone: 1 event (410 Expired: too old resource version: 1 (1743))")
        .contains("nothing to draw; watchstream extract gone shows what is in it");
    assertThat(folder.resolve("gone.html")).doesNotExist();
  }

  @Test
  void of_nothing_there_is_no_picture() {
    Path out = folder.resolve("nothing.html");

    Run run = Run.withInput("", "picture", "-", "-o", out.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(out).doesNotExist();
  }
}
