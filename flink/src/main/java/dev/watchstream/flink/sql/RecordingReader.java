package dev.watchstream.flink.sql;

import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingException;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Reads a recording one buffer at a time, which limits the size of a batch of rows. */
final class RecordingReader implements BulkFormat.Reader<RowData> {

  private static final int BUFFER_BYTES = 64 << 10;

  private final @Nullable Recording recording;
  private final EventRows rows;
  private final EndpointsParser parser;
  private final ArrivalTimes times;
  private final @Nullable InputStream body;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** How many events the reader that this one resumes had returned. */
  private final long toldBefore;

  private List<RowData> batch = new ArrayList<>();
  private long events;
  private boolean isRead;

  /**
   * Opens a recording.
   *
   * @param recording null for a file that is not a recording
   */
  RecordingReader(@Nullable Recording recording, EventRows rows, long toldBefore)
      throws IOException {
    this.recording = recording;
    this.rows = rows;
    this.toldBefore = toldBefore;
    this.parser = EndpointsParser.create(this::accept, ParserOptions.defaults());
    this.times = recording == null ? ArrivalTimes.unknown() : ArrivalTimes.of(recording);
    this.body = recording == null ? null : recording.openBody();
    this.isRead = recording == null;
  }

  @Override
  public BulkFormat.@Nullable RecordIterator<RowData> readBatch() throws IOException {
    while (batch.isEmpty()) {
      if (isRead) {
        return null;
      }
      readOn();
    }
    List<RowData> read = batch;
    batch = new ArrayList<>();
    return new IteratorResultIterator<>(
        read.iterator(), CheckpointedPosition.NO_OFFSET, events - read.size());
  }

  private void readOn() throws IOException {
    try {
      int length = body == null ? -1 : body.read(buffer);
      isRead = length < 0;
      if (isRead) {
        parser.endOfInput();
      } else {
        parser.feed(buffer, 0, length);
      }
    } catch (WatchStreamException | RecordingException e) {
      isRead = true;
      if (!rows.areBadLeftOut()) {
        throw new IOException(recording + ": " + e.getMessage() + Format.WAY_OUT, e);
      }
    }
  }

  private void accept(StreamEvent event) {
    if (events++ >= toldBefore) {
      batch.add(rows.row(new TableEvent(event, events - 1, time())));
    }
  }

  private @Nullable Instant time() {
    Duration time = times.of(parser.eventEnd());
    Instant zero = recording == null ? null : recording.info().startedAt();
    return zero == null || time == null ? null : zero.plus(time);
  }

  @Override
  public void close() throws IOException {
    if (body != null) {
      body.close();
    }
  }
}
