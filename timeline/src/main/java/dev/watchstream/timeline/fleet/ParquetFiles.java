package dev.watchstream.timeline.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ServiceLoader;

/**
 * Makes files of Apache Parquet. A service, because its libraries are larger than all others
 * together: {@code watchstream-parquet} provides it.
 */
public interface ParquetFiles {

  /**
   * Begins a file, whose rows are added as those of {@link RowFormat#NDJSON}.
   *
   * @param out where it is written, from the beginning of the file
   */
  RowFile begin(Report<?> report, OutputStream out) throws IOException;

  /**
   * Finds the service.
   *
   * @throws IOException if it is not there
   */
  static ParquetFiles find() throws IOException {
    return ServiceLoader.load(ParquetFiles.class, ParquetFiles.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "no Parquet here: watchstream-parquet and its libraries are not beside the other"
                        + " jars; add them, or ask for csv or ndjson"));
  }
}
