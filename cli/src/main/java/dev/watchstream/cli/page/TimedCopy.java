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

  /** Of one event or list, and of what stands between them, in bytes. */
  private static final AnnotatedLog.Limits LIMITS = new AnnotatedLog.Limits(256 << 20, 8 << 10);

  private TimedCopy() {}

  /**
   * A copy in a temporary folder, which is removed at the end of the process.
   *
   * @throws IOException also if an event or a list is longer than 256 MiB
   */
  public static Recording of(Recording recording) throws IOException {
    Path folder = Files.createTempDirectory("watchstream-").resolve(recording.name());
    ExitHook.of(() -> remove(folder.resolveSibling("")));
    try (InputStream body = recording.openBody();
        WholeRecording copy = WholeRecording.create(folder)) {
      long[] second = {0};
      AnnotatedLog.read(
          body,
          LIMITS,
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

            @Override
            public void tooLong(long line) throws IOException {
              throw new IOException(
                  "%s, line %d: an object is longer than %d bytes, too long to be given a time:"
                          .formatted(recording.name(), line, LIMITS.maxObjectBytes())
                      + " serve it without --page");
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
