package dev.watchstream.cli.input;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that select a stream and a part of it, shared by all commands that read one. */
public final class Selection {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|RECORDING|-",
      defaultValue = Source.STDIN,
      description = Source.DESCRIPTION)
  String source = Source.STDIN;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only services of this name, or NAMESPACE/NAME.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Only services of this namespace.")
  @Nullable String namespace;

  @Option(
      names = "--since",
      paramLabel = "PLACE",
      converter = Place.Converter.class,
      description = "Begin there: " + Place.FORMS + ".")
  @Nullable Place since;

  @Option(
      names = "--until",
      paramLabel = "PLACE",
      converter = Place.Converter.class,
      description = "End before it.")
  @Nullable Place until;

  /** Selects the services of a name and a namespace; null stands for any. */
  public static Selection of(@Nullable String namespace, @Nullable String name) {
    Selection selection = new Selection();
    selection.namespace = namespace;
    if (name != null) {
      selection.names.add(name);
    }
    return selection;
  }

  /** The stream's name, as it was given. */
  public String source() {
    return source;
  }

  /** Whether a service is one of those asked for. */
  public boolean has(ServiceName service) {
    return (namespace == null || namespace.equals(service.namespace()))
        && (names.isEmpty()
            || names.contains(service.name())
            || names.contains(service.namespace() + "/" + service.name()));
  }

  /**
   * Whether an event is of a selected service; one that is of no service only counts where all
   * services are selected.
   */
  boolean has(StreamEvent event) {
    return hasAll()
        || (event instanceof EndpointsEvent endpoints && has(ServiceName.of(endpoints)));
  }

  /** Whether every service is asked for. */
  public boolean hasAll() {
    return namespace == null && names.isEmpty();
  }

  /** The selected services, in words. */
  String services() {
    String called = names.isEmpty() ? "a service" : String.join(", ", names);
    return called + (namespace == null ? "" : " in namespace " + namespace);
  }

  /** Where the part begins; null for the stream's beginning. */
  public @Nullable Place since() {
    return since;
  }

  /** The place that the part ends before; null for the stream's end. */
  public @Nullable Place until() {
    return until;
  }
}
