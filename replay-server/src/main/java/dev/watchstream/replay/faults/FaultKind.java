package dev.watchstream.replay.faults;

import java.util.List;
import java.util.function.Function;

/**
 * How faults of one name are written.
 *
 * @param name the first word of the text
 * @param usages the forms it has
 * @param reader takes what it needs from the text; what is left is an error
 */
record FaultKind(String name, List<FaultUsage> usages, Function<FaultText, Fault> reader) {
  FaultKind {
    usages = List.copyOf(usages);
  }

  FaultKind(FaultUsage usage, Function<FaultText, Fault> reader) {
    this(usage.text().split("[@=:]", 2)[0], List.of(usage), reader);
  }
}
