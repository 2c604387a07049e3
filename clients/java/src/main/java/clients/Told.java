package clients;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the lines of a client: the events that it received. */
final class Told {
  private Told() {}

  static void event(
      String event, String namespace, String name, String version, Stream<String> ready) {
    String addresses = ready.sorted().collect(Collectors.joining(","));
    System.out.println(event + " " + namespace + "/" + name + " " + version + " " + addresses);
  }

  static void synced() {
    System.out.println("SYNCED");
  }

  static void error(Throwable error) {
    System.out.println("ERROR " + String.valueOf(error).replace('\n', ' '));
  }
}
