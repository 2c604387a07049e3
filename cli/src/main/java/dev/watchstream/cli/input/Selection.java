package dev.watchstream.cli.input;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which part of which stream to look at: the same for every command that reads one. */
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

  /** One service of a stream, in whatever namespace if that is null. */
  public static Selection of(@Nullable String namespace, @Nullable String name) {
    Selection selection = new Selection();
    selection.namespace = namespace;
    if (name != null) {
      selection.names.add(name);
    }
    return selection;
  }

  /** What a person called the stream. */
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

  /** Whether an event is of a service asked for; what is of no service is only part of them all. */
  boolean has(StreamEvent event) {
    return hasAll()
        || (event instanceof EndpointsEvent endpoints && has(ServiceName.of(endpoints)));
  }

  /** Whether every service is asked for. */
  public boolean hasAll() {
    return namespace == null && names.isEmpty();
  }

  /** Those asked for, in words. */
  String services() {
    String called = names.isEmpty() ? "a service" : String.join(", ", names);
    return called + (namespace == null ? "" : " in namespace " + namespace);
  }

  /** Where the part begins; null for the stream's beginning. */
  public @Nullable Place since() {
    return since;
  }

  /** Before what the part ends; null for the stream's end. */
  public @Nullable Place until() {
    return until;
  }
}
