package dev.watchstream.timeline.text;

import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.timeline.RolloutView;
import java.util.List;

/** What happened to services, as lines of text. */
public final class TextTimeline {

  private TextTimeline() {}

  /** Prints each event that changed an address as it comes, those of all services in one list. */
  public static RolloutView live(TextOutput output, TimeColumn times, List<Note> notes) {
    return new LiveTimeline(new TimelinePrinter(output, times, notes));
  }

  /**
   * Prints one service after the other when the stream has ended, each in as few lines as fit a
   * screen. Only {@code mostServices} are printed; of the others it says how many they are.
   */
  public static RolloutView merged(
      TextOutput output, TimeColumn times, List<Note> notes, int mostServices) {
    return new MergedTimelines(new TimelinePrinter(output, times, notes), mostServices);
  }
}
