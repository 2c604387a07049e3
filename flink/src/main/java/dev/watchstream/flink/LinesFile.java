package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/** Files of lines, each with a header, which become visible at a checkpoint. */
final class LinesFile implements BulkWriter.Factory<String> {

  private static final long serialVersionUID = 1L;

  private static final int BUFFER_BYTES = 64 << 10;

  private final byte[] head;

  private LinesFile(byte[] head) {
    this.head = head.clone();
  }

  /** A sink of files {@code <report>-….csv} or {@code .ndjson} in a folder. */
  static FileSink<String> sink(Path folder, Report<?> report, RowFormat format) throws IOException {
    String suffix = format == RowFormat.CSV ? ".csv" : ".ndjson";
    return sink(folder, report.name(), suffix, head(report, format));
  }

  /** A sink of files without a header. */
  static FileSink<String> sink(Path folder, String prefix, String suffix) {
    return sink(folder, prefix, suffix, new byte[0]);
  }

  private static FileSink<String> sink(Path folder, String prefix, String suffix, byte[] head) {
    return FileSink.forBulkFormat(folder, new LinesFile(head))
        .withOutputFileConfig(new OutputFileConfig(prefix, suffix))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .build();
  }

  private static <F> byte[] head(Report<F> report, RowFormat format) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    format.header(List.copyOf(report.columns()), head);
    return head.toByteArray();
  }

  @Override
  public BulkWriter<String> create(FSDataOutputStream file) throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(file, BUFFER_BYTES);
    out.write(head);
    return new BulkWriter<>() {
      @Override
      public void addElement(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void finish() throws IOException {
        out.flush();
      }
    };
  }
}
