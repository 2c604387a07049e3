package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.EventSink;
import dev.watchstream.cli.input.Position;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.StreamEvent;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a stream holds. */
final class Summary implements EventSink {

  /** The figures of one object. */
  static final class ObjectCounts {
    long events;
    long bytes;
    int addressesMost;
  }

  final Map<EventType, Long> events = new EnumMap<>(EventType.class);

  /** By kind, namespace and name, in the order they were first seen. */
  final Map<String, ObjectCounts> objects = new LinkedHashMap<>();

  long eventCount;

  /** The size of the largest event, in bytes. */
  long largest;

  /** The number of the largest event. */
  long largestEvent;

  @Nullable String firstVersion;
  @Nullable String lastVersion;

  @Override
  public void accept(StreamEvent event, Position at) {
    if (at.isSelected()) {
      add(event, at);
    }
  }

  private void add(StreamEvent event, Position at) {
    long length = at.end() - at.start();
    if (length > largest) {
      largest = length;
      largestEvent = at.event();
    }
    eventCount++;
    events.merge(event.type(), 1L, Long::sum);
    if (event.resourceVersion() != null) {
      firstVersion = firstVersion == null ? event.resourceVersion() : firstVersion;
      lastVersion = event.resourceVersion();
    }
    if (event instanceof EndpointsEvent endpoints) {
      String namespace = endpoints.namespace() == null ? "" : endpoints.namespace() + "/";
      String name = endpoints.kind() + " " + namespace + endpoints.name();
      ObjectCounts counts = objects.computeIfAbsent(name, n -> new ObjectCounts());
      counts.events++;
      counts.bytes += length;
      int addresses =
          endpoints.addresses().size()
              + endpoints.notReadyAddresses().size()
              + endpoints.terminatingAddresses().size();
      counts.addressesMost = Math.max(counts.addressesMost, addresses);
    }
  }
}
