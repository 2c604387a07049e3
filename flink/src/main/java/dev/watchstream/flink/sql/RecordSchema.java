package dev.watchstream.flink.sql;

import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of one or more whole watch events into rows. The time of a record comes from the
 * connector, such as Kafka's metadata column {@code timestamp}.
 */
record RecordSchema(EventRows rows) implements DeserializationSchema<RowData> {

  private static final long serialVersionUID = 1L;

  /** A parser reads one record only, so the accelerated reader would have nothing to reuse. */
  private static final ParserOptions OPTIONS =
      ParserOptions.defaults().withReader(ParserOptions.Reader.PLAIN);

  @Override
  public void deserialize(byte @Nullable [] record, Collector<RowData> out) throws IOException {
    if (record == null) {
      if (!rows.areBadLeftOut()) {
        throw new IOException("a record has no value: an event is one" + Format.WAY_OUT);
      }
      return;
    }
    long[] number = {0};
    try {
      EndpointsParser parser =
          EndpointsParser.create(
              event -> out.collect(rows.row(new TableEvent(event, number[0]++, null))), OPTIONS);
      parser.feed(record, 0, record.length);
      parser.endOfInput();
    } catch (WatchStreamException e) {
      if (!rows.areBadLeftOut()) {
        throw new IOException("a record cannot be read: " + e.getMessage() + Format.WAY_OUT, e);
      }
    }
  }

  @Override
  public RowData deserialize(byte[] record) {
    throw new UnsupportedOperationException("a record may be several rows");
  }

  @Override
  public boolean isEndOfStream(RowData row) {
    return false;
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return rows.type();
  }
}
