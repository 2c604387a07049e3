package dev.watchstream.replay.faults;

import java.util.List;
import java.util.function.Function;

/**
 * How faults of one name are written.
 *
 * @param name the first word of the text
 * @param usages its forms
 * @param reader takes what it needs from the text; anything left over is an error
 */
record FaultKind(String name, List<FaultUsage> usages, Function<FaultText, Fault> reader) {
  FaultKind {
    usages = List.copyOf(usages);
  }

  FaultKind(FaultUsage usage, Function<FaultText, Fault> reader) {
    this(usage.text().split("[@=:]", 2)[0], List.of(usage), reader);
  }
}
