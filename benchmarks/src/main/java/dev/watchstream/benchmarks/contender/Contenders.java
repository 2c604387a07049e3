package dev.watchstream.benchmarks.contender;

import dev.watchstream.parser.ParserOptions.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All contenders, by name, in the order in which they are shown. */
public final class Contenders {

  /** The reader that the release gate compares ours with: the same work over the same tokenizer. */
  public static final String REFERENCE = "jackson-by-hand";

  /** Our reader with a memory, the default. */
  public static final String ACCELERATED = "accelerated";

  /** Our reader without one. */
  public static final String PLAIN = "plain";

  private static final List<String> OURS = List.of(ACCELERATED, PLAIN);

  private static final Map<String, Supplier<Contender<?>>> ALL = new LinkedHashMap<>();

  static {
    ALL.put(
        ACCELERATED, () -> new OurReader("Watchstream, accelerated reader", Reader.ACCELERATED));
    ALL.put(PLAIN, () -> new OurReader("Watchstream, plain reader", Reader.PLAIN));
    ALL.put("fastjson2", Fastjson2::new);
    ALL.put("dsl-json", DslJsonCompiled::new);
    ALL.put(REFERENCE, JacksonByHandStrings::new);
    ALL.put("jackson-by-hand-chars", JacksonByHandChars::new);
    ALL.put("jackson-non-blocking", JacksonNonBlocking::new);
    ALL.put("jackson-databind", JacksonDatabind::new);
    ALL.put("fabric8", Fabric8::new);
    ALL.put("client-java", OfficialClient::new);
  }

  private Contenders() {}

  /** The names of all. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The names of our own. */
  public static List<String> ours() {
    return OURS;
  }

  /** The names of all others except the reference. */
  public static List<String> peers() {
    return ALL.keySet().stream()
        .filter(name -> !OURS.contains(name) && !name.equals(REFERENCE))
        .toList();
  }

  /**
   * A new contender.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Contender<?> create(String name) {
    Supplier<Contender<?>> supplier = ALL.get(name);
    if (supplier == null) {
      throw new IllegalArgumentException(
          "no contender \"" + name + "\": there are " + String.join(", ", ALL.keySet()));
    }
    return supplier.get();
  }

  /**
   * One reading of {@code input} by the contender or limit of that name, ready to be repeated.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Pass pass(String name, Input input) {
    for (Limit limit : Limit.values()) {
      if (limit.label().equals(name)) {
        return limit.pass(input);
      }
    }
    Contender<?> contender = create(name);
    return () -> contender.run(input);
  }
}
