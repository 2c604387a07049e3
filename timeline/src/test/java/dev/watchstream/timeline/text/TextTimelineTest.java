package dev.watchstream.timeline.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.parser.stream.EventStream;
import dev.watchstream.timeline.RolloutView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTimelineTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void a_story_is_cut_at_the_edge_of_the_screen() throws Exception {
    draw(
        TextTimeline.merged(
            new TextOutput(80, false, lines::add), TimeColumn.offsets(), List.of(), 1));
    assertThat(lines).hasSize(5);
    assertThat(lines.subList(0, 4)).allSatisfy(line -> assertThat(line.length()).isLessThan(82));
  }

  @Test
  void a_name_that_does_not_fit_is_shortened_in_the_middle() throws Exception {
    draw(
        TextTimeline.merged(
            new TextOutput(80, false, lines::add), TimeColumn.offsets(), List.of(), 1));
    assertThat(lines.get(1))
        .isEqualTo(
            "1  MODIFIED  ▒□  1 ready, 1 not ready  passport-a…79b9-b7swt appeared, not ready");
    lines.clear();
    draw(
        TextTimeline.merged(
            new TextOutput(62, false, lines::add), TimeColumn.offsets(), List.of(), 1));
    assertThat(lines.get(1)).endsWith("  1 appeared, not ready");
  }

  @Test
  void notes_stand_before_their_events_and_cannot_steer_the_terminal() throws Exception {
    List<Note> notes = List.of(new Note(1, "he pressed \033[2Jrestart"));
    draw(TextTimeline.live(new TextOutput(200, false, lines::add), TimeColumn.offsets(), notes));
    assertThat(lines.get(1)).isEqualTo("# he pressed \uFFFD[2Jrestart");
    assertThat(lines.get(2)).contains("1 ready, 1 not ready");
  }

  private static void draw(RolloutView view) throws Exception {
    RolloutTracker tracker = new RolloutTracker();
    try (EventStream events = EventStream.open(Recordings.open("passport-auth").openBody())) {
      for (StreamEvent event = events.next(); event != null; event = events.next()) {
        RolloutStep step = tracker.accept(event);
        if (step != null) {
          view.step(step);
        }
        for (Rollout rollout : tracker.takeEnded()) {
          view.rollout(rollout);
        }
      }
    }
    view.end();
  }
}
