package dev.watchstream.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.watchstream.timeline.fleet.Column;
import dev.watchstream.timeline.fleet.Report;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The schema of a report: its columns, each optional. */
final class RowSchema {

  private RowSchema() {}

  static MessageType of(Report<?> report) {
    return new MessageType(
        report.name(), report.columns().stream().map(c -> field(c.name(), c.type())).toList());
  }

  private static Type field(String name, Column.Type type) {
    return switch (type) {
      case TEXT -> Types.optional(BINARY).as(stringType()).named(name);
      case TEXTS -> Types.optionalList().requiredElement(BINARY).as(stringType()).named(name);
      case INTEGER -> Types.optional(INT64).named(name);
      case BOOLEAN -> Types.optional(BOOLEAN).named(name);
      case SECONDS -> Types.optional(DOUBLE).named(name);
      // Not nanoseconds: Spark does not read them.
      case INSTANT -> Types.optional(INT64).as(timestampType(true, TimeUnit.MICROS)).named(name);
      case DAY -> Types.optional(INT32).as(dateType()).named(name);
    };
  }
}
