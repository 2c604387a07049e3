package dev.watchstream.timeline.fleet;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.timeline.text.CsvLine;
import dev.watchstream.timeline.text.JsonLines;
import dev.watchstream.timeline.text.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The format of the rows. */
public enum RowFormat {
  /** A table with columns of fixed width. */
  TABLE {
    @Override
    <R> void header(List<Column<R>> columns, OutputStream out) throws IOException {
      line(columns.stream().map(c -> pad(c, c.name().toUpperCase(Locale.ROOT))).toList(), out);
    }

    @Override
    public <R> void row(List<Column<R>> columns, R row, OutputStream out) throws IOException {
      List<String> cells = new ArrayList<>();
      for (Column<R> column : columns) {
        cells.add(pad(column, Words.excerpt(text(column.value().apply(row)))));
      }
      line(cells, out);
    }

    private void line(List<String> cells, OutputStream out) throws IOException {
      write(out, String.join("  ", cells).stripTrailing() + "\n");
    }

    /** Rows are printed as they are found, so the widths cannot depend on them. */
    private String pad(Column<?> column, String cell) {
      return String.format(Locale.ROOT, "%-" + Math.max(column.name().length(), 14) + "s", cell);
    }
  },

  /** One JSON object a line; unknown values are left out. */
  NDJSON {
    @Override
    <R> void header(List<Column<R>> columns, OutputStream out) {}

    @Override
    public <R> void row(List<Column<R>> columns, R row, OutputStream out) throws IOException {
      try (JsonGenerator json = JsonLines.generator(out)) {
        json.writeStartObject();
        for (Column<R> column : columns) {
          Object value = column.value().apply(row);
          if (value != null) {
            json.writeFieldName(column.name());
            write(json, value);
          }
        }
        json.writeEndObject();
        JsonLines.end(json);
      }
    }

    private void write(JsonGenerator json, Object value) throws IOException {
      if (value instanceof List<?> texts) {
        json.writeStartArray();
        for (Object text : texts) {
          json.writeString(text.toString());
        }
        json.writeEndArray();
      } else if (value instanceof Boolean bool) {
        json.writeBoolean(bool);
      } else if (value instanceof Number || value instanceof Duration) {
        json.writeNumber(text(value));
      } else {
        json.writeString(value.toString());
      }
    }
  },

  /** RFC 4180, with plain line feeds. */
  CSV {
    @Override
    <R> void header(List<Column<R>> columns, OutputStream out) throws IOException {
      write(out, CsvLine.of(columns.stream().map(Column::name).toArray()) + "\n");
    }

    @Override
    public <R> void row(List<Column<R>> columns, R row, OutputStream out) throws IOException {
      write(
          out, CsvLine.of(columns.stream().map(c -> text(c.value().apply(row))).toArray()) + "\n");
    }
  },

  /**
   * Apache Parquet, by {@link ParquetFiles}. A row on its way to a file is one of {@link #NDJSON}.
   */
  PARQUET {
    @Override
    <R> void header(List<Column<R>> columns, OutputStream out) {}

    @Override
    public <R> void row(List<Column<R>> columns, R row, OutputStream out) throws IOException {
      NDJSON.row(columns, row, out);
    }

    @Override
    public <F> RowFile begin(Report<F> report, OutputStream out) throws IOException {
      return ParquetFiles.find().begin(report, out);
    }
  };

  /**
   * Begins a file of rows.
   *
   * @param out where it is written, from the beginning of the file
   * @throws IOException if this cannot be written, or the format's libraries are not there
   */
  public <F> RowFile begin(Report<F> report, OutputStream out) throws IOException {
    header(report.columns(), out);
    return RowFile.plain(out);
  }

  /** Writes the header, if the format has one. */
  abstract <R> void header(List<Column<R>> columns, OutputStream out) throws IOException;

  /** Writes a row as it is added to a file. */
  public abstract <R> void row(List<Column<R>> columns, R row, OutputStream out) throws IOException;

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Duration time) {
      return CsvLine.seconds(time);
    }
    if (value instanceof List<?> texts) {
      return String.join("+", texts.stream().map(Object::toString).toList());
    }
    return value.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
