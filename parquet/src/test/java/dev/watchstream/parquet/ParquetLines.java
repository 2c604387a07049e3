package dev.watchstream.parquet;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The rows of a file of Parquet, as the lines of the same rows in NDJSON. */
public final class ParquetLines {

  private ParquetLines() {}

  /** The rows of a file, in its order. */
  public static List<String> of(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      PageReadStore pages = reader.readNextRowGroup();
      while (pages != null) {
        RecordReader<Group> rows =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long left = pages.getRowCount(); left > 0; left--) {
          lines.add(line(rows.read(), schema));
        }
        pages = reader.readNextRowGroup();
      }
    }
    return lines;
  }

  /** A line of NDJSON with its times in whole microseconds, as Parquet has them. */
  public static String inMicroseconds(String line) {
    return Pattern.compile("\"(2[0-9]{3}-[0-9-]+T[0-9:.]+Z)\"")
        .matcher(line)
        .replaceAll(
            time ->
                '"' + Instant.parse(time.group(1)).truncatedTo(ChronoUnit.MICROS).toString() + '"');
  }

  private static String line(Group row, MessageType schema) {
    return schema.getFields().stream()
        .filter(column -> row.getFieldRepetitionCount(column.getName()) > 0)
        .map(column -> '"' + column.getName() + "\":" + value(row, column))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(Group row, Type column) {
    String name = column.getName();
    if (!column.isPrimitive()) {
      Group list = row.getGroup(name, 0);
      return IntStream.range(0, list.getFieldRepetitionCount("list"))
          .mapToObj(i -> '"' + list.getGroup("list", i).getString("element", 0) + '"')
          .collect(Collectors.joining(",", "[", "]"));
    }
    PrimitiveType type = column.asPrimitiveType();
    return switch (String.valueOf(type.getLogicalTypeAnnotation())) {
      case "STRING" -> '"' + row.getString(name, 0) + '"';
      case "DATE" -> '"' + LocalDate.ofEpochDay(row.getInteger(name, 0)).toString() + '"';
      case "TIMESTAMP(MICROS,true)" ->
          '"' + Instant.EPOCH.plus(row.getLong(name, 0), ChronoUnit.MICROS).toString() + '"';
      default ->
          switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> String.valueOf(row.getBoolean(name, 0));
            case DOUBLE -> decimal(row.getDouble(name, 0));
            default -> String.valueOf(row.getLong(name, 0));
          };
    };
  }

  private static String decimal(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
