package dev.watchstream.timeline;

import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Gap;
import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.fixtures.RecordingInfo.Segment;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the events at which a recording's gaps, segments and remarks stand. */
final class MarkBuilder {

  private final RecordingInfo info;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  /** How many notes stand before the beginning. */
  private int passed;

  private int gaps;
  private int segments;
  private @Nullable StatusEvent status;

  MarkBuilder(RecordingInfo info) {
    this.info = info;
  }

  /** Takes the next event; returns how many gaps are right before it. */
  int accept(StreamEvent event, long start, Moment before, Moment at) {
    int gapsBefore = gaps;
    for (; gaps < info.gaps().size() && info.gaps().get(gaps).offset() <= start; gaps++) {
      Gap gap = info.gaps().get(gaps);
      marks.add(new Mark(Mark.Kind.GAP, before, at, gap.lost()));
    }
    for (;
        segments < info.segments().size() && info.segments().get(segments).offset() <= start;
        segments++) {
      add(info.segments().get(segments), before, at);
    }
    List<Note> notes = info.notes().subList(passed, info.notes().size());
    while (remarks.size() < notes.size() && notes.get(remarks.size()).event() <= at.event()) {
      remarks.add(new Remark(at, notes.get(remarks.size()).text()));
    }
    if (status != null) {
      marks.add(new Mark(Mark.Kind.STATUS, before, at, text(status)));
    }
    status = event instanceof StatusEvent newStatus ? newStatus : null;
    return gaps - gapsBefore;
  }

  private void add(Segment segment, Moment before, Moment at) {
    boolean isAnew = segment.resourceVersion() == null;
    marks.add(
        isAnew
            ? new Mark(Mark.Kind.RELIST, before, at, "the state was read anew")
            : new Mark(
                Mark.Kind.RESUMED, at, at, "resumed from version " + segment.resourceVersion()));
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  /** Forgets the marks and remarks so far: the timeline begins here. */
  void begin() {
    marks.clear();
    passed += remarks.size();
    remarks.clear();
  }

  private static String text(StatusEvent status) {
    return status.code()
        + (status.reason() == null ? "" : " " + status.reason())
        + (status.message() == null ? "" : ": " + status.message());
  }

  /** The marks so far; a Status that is the stream's last event is marked at the end. */
  List<Mark> marks(Moment end) {
    List<Mark> all = new ArrayList<>(marks);
    if (status != null) {
      all.add(new Mark(Mark.Kind.STATUS, end, end, text(status)));
    }
    return all;
  }

  /** All remarks; those after the last event are at the end. */
  List<Remark> remarks(Moment end) {
    List<Remark> all = new ArrayList<>(remarks);
    for (Note note : info.notes().subList(passed + remarks.size(), info.notes().size())) {
      all.add(new Remark(end, note.text()));
    }
    return all;
  }
}
