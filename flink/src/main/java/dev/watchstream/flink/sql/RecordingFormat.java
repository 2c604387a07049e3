package dev.watchstream.flink.sql;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.flink.FlinkFileTree;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.table.data.RowData;

/**
 * Turns the recordings among a folder's files into rows; other files have no rows. A recording is
 * one ordered stream, so it is not split.
 */
record RecordingFormat(EventRows rows) implements BulkFormat<RowData, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  @Override
  public Reader<RowData> createReader(Configuration settings, FileSourceSplit file)
      throws IOException {
    return reader(file, 0);
  }

  /** Reads from the beginning again, because the parser needs what came before. */
  @Override
  public Reader<RowData> restoreReader(Configuration settings, FileSourceSplit file)
      throws IOException {
    long told =
        file.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    return reader(file, told);
  }

  private Reader<RowData> reader(FileSourceSplit file, long told) throws IOException {
    FlinkFileTree folder = new FlinkFileTree(file.path().getParent());
    try {
      Recording recording = Recording.ofBody(folder, file.path().getName()).orElse(null);
      return new RecordingReader(recording, rows, told);
    } catch (IOException e) {
      if (rows.areBadLeftOut()) {
        return new RecordingReader(null, rows, told);
      }
      throw new IOException(e.getMessage() + Format.WAY_OUT, e);
    }
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return rows.type();
  }
}
