package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prints the progress for the user who waits. */
final class Progress {

  private final PrintStream out;
  private final long start = System.nanoTime();
  private int total;
  private int done;

  Progress(PrintStream out) {
    this.out = out;
  }

  void begin(int newTotal) {
    total = newTotal;
    done = 0;
  }

  void say(String what) {
    out.printf("%4d s  %s%n", seconds(), what);
  }

  /** Reports contenders that ran together. */
  void done(List<Measurement> measurements) {
    done++;
    measurements.forEach(this::say);
  }

  private void say(Measurement measurement) {
    Numbers numbers = measurement.numbers();
    say(
        "%d of %d  %s, %s: %s"
            .formatted(
                done,
                total,
                measurement.workload(),
                measurement.contender(),
                numbers == null
                    ? measurement.skipped()
                    : "%.0f MB/s%s, %.2f × the reference (%.2f to %.2f)"
                        .formatted(
                            numbers.megabytesPerSecond(),
                            measurement.partOfPublished() == null
                                ? ""
                                : " (%.0f %% of its figure)"
                                    .formatted(100 * measurement.partOfPublished()),
                            numbers.ratio().median(),
                            numbers.ratio().low(),
                            numbers.ratio().high())));
  }

  /** The seconds since the start. */
  long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }
}
