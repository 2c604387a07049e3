package dev.watchstream.client.record;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Copies one recording through a redaction. */
final class RecordingCopy {
  private final Recording original;
  private final Redaction redaction;
  private final EndpointsParser parser =
      EndpointsParser.create(event -> {}, ParserOptions.defaults().withSkipOtherKinds(true));

  /** How many of the original's segments and gaps are in the copy. */
  private int segment;

  private int gap;

  RecordingCopy(Recording original, Redaction redaction) {
    this.original = original;
    this.redaction = redaction;
  }

  void to(Path target) throws IOException {
    RecordingInfo info = original.info();
    long position = 0;
    HeldEvents held = new HeldEvents();
    try (InputStream body = original.openBody();
        RecordingWriter writer = RecordingWriter.create(target, redaction.apply(info))) {
      Iterator<Chunk> chunks = original.chunks().iterator();
      long lastNanos = 0;
      while (true) {
        int wanted = 64 << 10;
        if (original.hasTiming()) {
          if (!chunks.hasNext()) {
            break;
          }
          Chunk chunk = chunks.next();
          wanted = chunk.length();
          lastNanos = chunk.offsetNanos();
        }
        byte[] bytes = body.readNBytes(wanted);
        if (bytes.length == 0) {
          break;
        }
        marks(position, writer);
        position += bytes.length;
        parser.feed(bytes, 0, bytes.length);
        byte[] complete = held.add(bytes, parser.eventEnd());
        byte[] redacted = redaction.apply(complete, 0, complete.length);
        writer.append(lastNanos, redacted, 0, redacted.length);
      }
      marks(position, writer);
      if (held.length() > 0) {
        writer.gap(held.length() + " bytes of an event that was cut");
      }
      writer.close(info.ended() == null ? Ended.CUT : info.ended());
    }
  }

  /** The segments and gaps up to a place of the original that are not in the copy yet. */
  private void marks(long position, RecordingWriter writer) throws IOException {
    List<RecordingInfo.Segment> segments = original.info().segments();
    while (segment < segments.size() && segments.get(segment).offset() <= position) {
      RecordingInfo.Segment old = segments.get(segment++);
      writer.segment(
          old.query() == null ? null : redaction.query(old.query()),
          redaction.version(old.resourceVersion()));
    }
    List<RecordingInfo.Gap> gaps = original.info().gaps();
    while (gap < gaps.size() && gaps.get(gap).offset() <= position) {
      // The reason of a gap may contain names of files and servers.
      gap++;
      writer.gap("events may be missing here");
    }
  }

  /** The bytes of an incomplete event. */
  private static final class HeldEvents {
    private byte[] held = {};
    private long start;

    int length() {
      return new String(held, StandardCharsets.ISO_8859_1).isBlank() ? 0 : held.length;
    }

    /** Adds bytes, and removes and returns those of complete events. */
    byte[] add(byte[] bytes, long eventEnd) {
      ByteArrayOutputStream all = new ByteArrayOutputStream(held.length + bytes.length);
      all.writeBytes(held);
      all.writeBytes(bytes);
      byte[] joined = all.toByteArray();
      int end = (int) Math.max(0, eventEnd - start);
      held = Arrays.copyOfRange(joined, end, joined.length);
      start += end;
      return Arrays.copyOf(joined, end);
    }
  }
}
