package dev.watchstream.benchmarks;

import static java.util.stream.Collectors.toSet;

import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Label;
import dev.watchstream.benchmarks.contender.Limit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names of contenders and limits in tables and charts. */
final class Names {

  private Names() {}

  static String title(String name) {
    for (Limit limit : Limit.values()) {
      if (limit.label().equals(name)) {
        return limit.title();
      }
    }
    return Contenders.create(name).label().title();
  }

  /** Such as "fully validating, Strings"; for a limit, that it yields no events. */
  static String properties(String name) {
    if (!Contenders.names().contains(name)) {
      return "limit: yields no events";
    }
    Label label = Contenders.create(name).label();
    return label.validation().inWords()
        + " validating, "
        + (label.makesStrings() ? "Strings" : "no Strings");
  }

  static boolean isFullyValidating(String contender) {
    return Contenders.create(contender).label().validation() == Label.Validation.FULL;
  }

  /** Contenders and limits, in the order in which they are shown. */
  static List<String> all() {
    return Stream.concat(Contenders.names().stream(), Stream.of(Limit.values()).map(Limit::label))
        .toList();
  }

  /** All that were measured in a run, in the order in which they are shown. */
  static List<String> measured(Results.Run run) {
    Set<String> measured =
        run.measurements().stream().map(Results.Measurement::contender).collect(toSet());
    return all().stream().filter(measured::contains).toList();
  }
}
