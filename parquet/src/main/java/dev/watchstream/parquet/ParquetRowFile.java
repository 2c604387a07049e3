package dev.watchstream.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** One file. */
final class ParquetRowFile implements RowFile {

  /** The encoded rows that are held in memory until they are written. */
  private static final long MAX_GROUP_BYTES = 16 << 20;

  private static final JsonFactory JSON = new JsonFactory();

  private final ParquetWriter<JsonParser> writer;

  private ParquetRowFile(ParquetWriter<JsonParser> writer) {
    this.writer = writer;
  }

  static ParquetRowFile begin(Report<?> report, OutputStream out) throws IOException {
    return begin(report, out, MAX_GROUP_BYTES);
  }

  static ParquetRowFile begin(Report<?> report, OutputStream out, long maxGroupBytes)
      throws IOException {
    return new ParquetRowFile(
        new Builder(out, new RowWriteSupport(RowSchema.of(report)))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(maxGroupBytes)
            .build());
  }

  @Override
  public void add(InputStream rows) throws IOException {
    try (JsonParser row = JSON.createParser(rows)) {
      while (row.nextToken() != null) {
        writer.write(row);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void finish() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<JsonParser, Builder> {

    private final RowWriteSupport rows;

    Builder(OutputStream out, RowWriteSupport rows) {
      super(new StreamFile(out));
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // it is the one that has to be there
    protected WriteSupport<JsonParser> getWriteSupport(Configuration unused) {
      return rows;
    }
  }
}
