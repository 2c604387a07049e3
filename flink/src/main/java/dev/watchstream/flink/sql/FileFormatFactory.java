package dev.watchstream.flink.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.table.factories.BulkReaderFormatFactory;
import org.apache.flink.connector.file.table.format.BulkDecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * {@code 'format' = 'watchstream'} with {@code 'connector' = 'filesystem'}. Flink loads it as a
 * service.
 */
public final class FileFormatFactory implements BulkReaderFormatFactory {

  /** For Flink. */
  public FileFormatFactory() {}

  private static final class FileFormat extends Format<BulkFormat<RowData, FileSourceSplit>>
      implements BulkDecodingFormat<RowData> {
    FileFormat(boolean areBadLeftOut) {
      super(areBadLeftOut, RecordingFormat::new);
    }
  }

  @Override
  public BulkDecodingFormat<RowData> createDecodingFormat(
      DynamicTableFactory.Context context, ReadableConfig options) {
    FactoryUtil.validateFactoryOptions(this, options);
    return new FileFormat(options.get(Format.IGNORE_PARSE_ERRORS));
  }

  @Override
  public String factoryIdentifier() {
    return Format.NAME;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Format.OPTIONS;
  }
}
