package dev.watchstream.parquet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Writes a row, which is the JSON object that the parser is at. */
final class RowWriteSupport extends WriteSupport<JsonParser> {

  private final MessageType schema;
  private @Nullable RecordConsumer consumer;

  RowWriteSupport(MessageType schema) {
    this.schema = schema;
  }

  @Override
  @SuppressWarnings("deprecation") // it is the one that has to be there
  public WriteContext init(Configuration unused) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(JsonParser row) {
    RecordConsumer out = Objects.requireNonNull(consumer);
    try {
      out.startMessage();
      while (row.nextToken() == JsonToken.FIELD_NAME) {
        String name = row.currentName();
        int column = schema.getFieldIndex(name);
        row.nextToken();
        out.startField(name, column);
        value(row, schema.getType(column), out);
        out.endField(name, column);
      }
      out.endMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void value(JsonParser json, Type type, RecordConsumer out) throws IOException {
    if (!type.isPrimitive()) {
      list(json, out);
      return;
    }
    PrimitiveType primitive = type.asPrimitiveType();
    switch (primitive.getPrimitiveTypeName()) {
      case BOOLEAN -> out.addBoolean(json.getBooleanValue());
      case DOUBLE -> out.addDouble(json.getDoubleValue());
      case INT32 -> out.addInteger(Math.toIntExact(LocalDate.parse(json.getText()).toEpochDay()));
      case INT64 ->
          out.addLong(isInstant(primitive) ? micros(json.getText()) : json.getLongValue());
      default -> out.addBinary(Binary.fromString(json.getText()));
    }
  }

  /** As Parquet's LogicalTypes.md has lists: a group of a repeated group of the element. */
  private static void list(JsonParser json, RecordConsumer out) throws IOException {
    out.startGroup();
    if (json.nextToken() != JsonToken.END_ARRAY) {
      out.startField("list", 0);
      do {
        out.startGroup();
        out.startField("element", 0);
        out.addBinary(Binary.fromString(json.getText()));
        out.endField("element", 0);
        out.endGroup();
      } while (json.nextToken() != JsonToken.END_ARRAY);
      out.endField("list", 0);
    }
    out.endGroup();
  }

  private static boolean isInstant(PrimitiveType type) {
    return type.getLogicalTypeAnnotation()
        instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
  }

  private static long micros(String instant) {
    Instant time = Instant.parse(instant);
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }
}
