package dev.watchstream.cli.excerpt;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.RecordingException;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Gap;
import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.fixtures.RecordingInfo.Segment;
import dev.watchstream.fixtures.WholeRecording;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes excerpts as one recording, in the order of their times. */
final class Splice {

  /** One of the excerpts, and how much of it has been written. */
  private static final class Part {
    private final Excerpt excerpt;
    private final List<Piece> pieces;
    private final PieceReader reader;
    private final RecordingInfo info;

    /** How many of the pieces are the state. */
    private final int stateSize;

    private int next;
    private int notes;
    private int gaps;
    private int segments;

    Part(Excerpt excerpt) throws IOException {
      this.excerpt = excerpt;
      this.pieces = new ArrayList<>(excerpt.state());
      this.stateSize = pieces.size();
      this.pieces.addAll(excerpt.events());
      this.info = excerpt.recording().info();
      this.reader = new PieceReader(excerpt.recording());
    }

    boolean isOver() {
      return next == pieces.size();
    }

    boolean isState() {
      return next < stateSize;
    }

    Piece piece() {
      return pieces.get(next);
    }
  }

  private final List<Excerpt> excerpts;
  private final boolean hasClock;
  private final List<Note> notes = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private long events;

  Splice(List<Excerpt> excerpts) {
    this.excerpts = excerpts;
    this.hasClock = excerpts.stream().allMatch(Excerpt::hasClock);
  }

  /** Returns how many events were written. */
  long write(Path folder) throws IOException {
    List<Part> parts = new ArrayList<>();
    Instant first = null;
    try (WholeRecording made = create(folder)) {
      for (Excerpt excerpt : excerpts) {
        parts.add(new Part(excerpt));
        noteState(excerpt);
      }
      for (Part part = next(parts); part != null; part = next(parts)) {
        Piece piece = part.piece();
        noteBefore(part, piece, made.bytes());
        Instant time = time(part, piece);
        first = first == null ? time : first;
        made.append(part.reader.read(piece), time);
        part.next++;
        events++;
      }
      made.publish(info(parts, hasClock ? first : null));
    } finally {
      for (Part part : parts) {
        part.reader.close();
      }
    }
    return events;
  }

  private static WholeRecording create(Path folder) throws IOException {
    try {
      return WholeRecording.create(folder);
    } catch (RecordingException | FileSystemException e) {
      throw CommandException.usage("cannot make " + folder + ": " + Text.message(e));
    }
  }

  /** The part whose next event is the earliest; null when all are written. */
  private @Nullable Part next(List<Part> parts) {
    boolean isTimed = excerpts.stream().allMatch(Excerpt::isTimed);
    return parts.stream()
        .filter(part -> !part.isOver())
        .min(
            Comparator.comparing(
                part ->
                    isTimed
                        ? Objects.requireNonNullElse(time(part, part.piece()), Instant.MIN)
                        : Instant.MIN))
        .orElse(null);
  }

  /** Unless the wall clock of every excerpt is known, all of them begin at the same time. */
  private @Nullable Instant time(Part part, Piece piece) {
    Instant time = piece.time();
    Instant start = part.pieces.get(0).time();
    if (hasClock || time == null || start == null || excerpts.size() == 1) {
      return time;
    }
    return Instant.EPOCH.plus(Duration.between(start, time));
  }

  private void noteState(Excerpt excerpt) {
    if (excerpt.firstEvent() > 0) {
      notes.add(
          new Note(
              0,
              "cut from "
                  + excerpt.recording().name()
                  + ", event "
                  + excerpt.firstEvent()
                  + " on; the first "
                  + excerpt.state().size()
                  + " events are the state before it, told as ADDED"));
    }
  }

  /**
   * Copies the notes, gaps and segments that stand between an event of the part and the one before
   * it.
   */
  private void noteBefore(Part part, Piece piece, long offset) {
    boolean isKept = !part.isState();
    for (; hasNote(part, piece); part.notes++) {
      Note note = part.info.notes().get(part.notes);
      if (isKept && note.event() >= part.excerpt.firstEvent()) {
        notes.add(new Note(events, note.text()));
      }
    }
    for (; hasGap(part, piece); part.gaps++) {
      Gap gap = part.info.gaps().get(part.gaps);
      if (isKept) {
        gaps.add(new Gap(offset, gap.lost()));
      }
    }
    for (; hasSegment(part, piece); part.segments++) {
      Segment segment = part.info.segments().get(part.segments);
      if (isKept) {
        segments.add(new Segment(offset, segment.query(), segment.resourceVersion()));
      }
    }
  }

  private static boolean hasNote(Part part, Piece piece) {
    List<Note> all = part.info.notes();
    return part.notes < all.size() && all.get(part.notes).event() <= piece.event();
  }

  private static boolean hasGap(Part part, Piece piece) {
    List<Gap> all = part.info.gaps();
    return part.gaps < all.size() && all.get(part.gaps).offset() <= piece.start();
  }

  private static boolean hasSegment(Part part, Piece piece) {
    List<Segment> all = part.info.segments();
    return part.segments < all.size() && all.get(part.segments).offset() <= piece.start();
  }

  /** The request is only kept where all parts have the same one. */
  private RecordingInfo info(List<Part> parts, @Nullable Instant startedAt) {
    RecordingInfo one = parts.get(0).info;
    boolean isSame =
        parts.stream().allMatch(part -> Objects.equals(part.info.request(), one.request()));
    return new RecordingInfo(
        RecordingInfo.FORMAT_VERSION,
        isSame ? one.request() : null,
        isSame ? one.response() : null,
        one.serverVersion(),
        startedAt,
        segments,
        gaps,
        Ended.CLEAN,
        notes);
  }
}
