package dev.watchstream.flink.sql;

import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;

/** {@code 'format' = 'watchstream'} of records, such as Kafka's. Flink loads it as a service. */
public final class RecordFormatFactory implements DeserializationFormatFactory {

  /** For Flink. */
  public RecordFormatFactory() {}

  @Override
  public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
      DynamicTableFactory.Context context, ReadableConfig options) {
    FactoryUtil.validateFactoryOptions(this, options);
    return new Format<>(options.get(Format.IGNORE_PARSE_ERRORS), RecordSchema::new);
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
