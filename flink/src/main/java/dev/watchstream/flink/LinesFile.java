package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFile;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/** Files made of lines, which become visible at a checkpoint. */
final class LinesFile implements BulkWriter.Factory<String> {

  private static final long serialVersionUID = 1L;

  private static final int BUFFER_BYTES = 64 << 10;

  private final Begin form;

  private LinesFile(Begin form) {
    this.form = form;
  }

  /** Begins a file on an empty stream. */
  private interface Begin extends Serializable {
    RowFile on(OutputStream out) throws IOException;
  }

  /** A sink of files {@code <report>-….<format>} in a folder. */
  static FileSink<String> sink(Path folder, Report<?> report, RowFormat format) {
    String name = report.name(); // a report itself cannot be sent to a task
    String suffix = "." + format.name().toLowerCase(Locale.ROOT);
    return sink(
        folder, name, suffix, out -> format.begin(Objects.requireNonNull(Report.named(name)), out));
  }

  /** A sink of files of the lines as they are. */
  static FileSink<String> sink(Path folder, String prefix, String suffix) {
    return sink(folder, prefix, suffix, RowFile::plain);
  }

  private static FileSink<String> sink(Path folder, String prefix, String suffix, Begin form) {
    return FileSink.forBulkFormat(folder, new LinesFile(form))
        .withOutputFileConfig(new OutputFileConfig(prefix, suffix))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .build();
  }

  @Override
  public BulkWriter<String> create(FSDataOutputStream file) throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(file, BUFFER_BYTES);
    RowFile rows = form.on(out);
    return new BulkWriter<>() {
      @Override
      public void addElement(String line) throws IOException {
        rows.add(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void finish() throws IOException {
        rows.finish();
        out.flush();
      }
    };
  }
}
