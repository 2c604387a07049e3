package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Label;
import dev.watchstream.benchmarks.contender.Limit;
import java.util.List;

/** How contenders and limits are called in what people see. */
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

  /** Such as "fully validating, Strings"; of a limit that it yields nothing. */
  static String properties(String name) {
    if (!Contenders.names().contains(name)) {
      return "limit: yields no events";
    }
    Label label = Contenders.create(name).label();
    return label.validation().inWords()
        + " validating, "
        + (label.makesStrings() ? "Strings" : "no Strings");
  }

  static boolean isOurs(String name) {
    return Contenders.ours().contains(name);
  }

  /** All that were measured in a run, in the order in which they are shown. */
  static List<String> measured(Results.Run run) {
    return run.measurements().stream().map(Results.Measurement::contender).distinct().toList();
  }
}
