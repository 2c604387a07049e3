package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
  void says_what_a_picture_may_be_called() {
    Run run = Run.of("picture", "passport-auth", "-o", "rollout.png");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rollout.png: a picture's name ends in .html or .svg");
  }

  @Test
  void of_nothing_there_is_no_picture() {
    Path out = folder.resolve("nothing.html");

    Run run = Run.withInput("", "picture", "-", "-o", out.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(out).doesNotExist();
  }
}
