package dev.watchstream.parquet;

import dev.watchstream.timeline.fleet.ParquetFiles;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFile;
import java.io.IOException;
import java.io.OutputStream;

/** Makes files of Apache Parquet, compressed with zstd. Found as a service. */
public final class ParquetWriting implements ParquetFiles {

  /** Called by {@link java.util.ServiceLoader}. */
  public ParquetWriting() {}

  @Override
  public RowFile begin(Report<?> report, OutputStream out) throws IOException {
    return ParquetRowFile.begin(report, out);
  }
}
