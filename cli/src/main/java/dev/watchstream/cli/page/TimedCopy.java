package dev.watchstream.cli.page;

import dev.watchstream.cli.output.ExitHook;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.WholeRecording;
import dev.watchstream.fixtures.input.AnnotatedLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Gives times to a recording that has none: one event a second. */
public final class TimedCopy {

  private TimedCopy() {}

  /** A copy in a temporary folder, which is removed at the end of the process. */
  public static Recording of(Recording recording) throws IOException {
    Path folder = Files.createTempDirectory("watchstream-").resolve(recording.name());
    ExitHook.of(() -> remove(folder.resolveSibling("")));
    try (InputStream body = recording.openBody();
        WholeRecording copy = WholeRecording.create(folder)) {
      long[] second = {0};
      AnnotatedLog.read(
          body,
          new AnnotatedLog.Visitor() {
            @Override
            public void object(byte[] bytes, int offset, int length, long line) throws IOException {
              byte[] event = Arrays.copyOfRange(bytes, offset, offset + length);
              copy.append(event, Instant.ofEpochSecond(second[0]++));
            }

            @Override
            public void remark(String text, long line) {
              // The server judges the recording itself, and says what is wrong with it.
            }
          });
      RecordingInfo info = recording.info();
      copy.publish(
          new RecordingInfo(
              RecordingInfo.FORMAT_VERSION,
              info.request(),
              info.response(),
              info.serverVersion(),
              null,
              List.of(),
              List.of(),
              info.ended(),
              info.notes()));
    }
    return Recording.open(folder);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // The system clears its temporary files anyway.
      return;
    }
  }
}
