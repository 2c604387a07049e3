package dev.watchstream.flink.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.function.SerializableFunction;

/**
 * The part of the format that does not depend on the connector; {@code I} turns bytes into rows.
 */
class Format<I> implements ProjectableDecodingFormat<I> {

  static final String NAME = "watchstream";

  /** The same name as in Flink's own formats. */
  static final ConfigOption<Boolean> IGNORE_PARSE_ERRORS =
      ConfigOptions.key("ignore-parse-errors")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Leave out what cannot be read, and what comes after it in its recording or record,"
                  + " instead of failing.");

  static final Set<ConfigOption<?>> OPTIONS = Set.of(IGNORE_PARSE_ERRORS);

  static final String WAY_OUT =
      "; 'watchstream.ignore-parse-errors' = 'true' leaves out what cannot be read";

  private final boolean areBadLeftOut;
  private final SerializableFunction<EventRows, I> decoder;

  Format(boolean areBadLeftOut, SerializableFunction<EventRows, I> decoder) {
    this.areBadLeftOut = areBadLeftOut;
    this.decoder = decoder;
  }

  @Override
  public I createRuntimeDecoder(
      DynamicTableSource.Context context, DataType table, int[][] columns) {
    EventColumn.of((RowType) table.getLogicalType());
    return decoder.apply(
        EventRows.of(Projection.of(columns).project(table), context, areBadLeftOut));
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }
}
