package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes a watch of Endpoints as a server does, for the tests of recall. */
public final class Watch {

  private final StringBuilder text = new StringBuilder();

  public Watch() {}

  private int version = 100_000;

  /**
   * Enough events of {@code web} that all forms a server writes are known: ready and not-ready
   * addresses, only one kind of them, none.
   */
  public static Watch warm() {
    Watch watch = new Watch();
    for (int i = 0; i < 3; i++) {
      watch.event(subset(addresses(1, 13)));
      watch.event(subset(addresses(1, 12), addresses(12, 13)));
      watch.event(subset(List.of(), addresses(1, 13)));
      watch.event("");
    }
    return watch.event(subset(addresses(1, 13)));
  }

  public static String address(int pod) {
    return address("10.0.0." + pod, pod, 7);
  }

  public static String address(String ip, int pod, int version) {
    return """
    {"ip":"%s","nodeName":"node-%d","targetRef":{"kind":"Pod","namespace":"default",\
    "name":"web-%d","uid":"uid-of-pod-%d","resourceVersion":"%d"}}"""
        .formatted(ip, pod % 3, pod, pod, version);
  }

  public static List<String> addresses(int from, int to) {
    return IntStream.range(from, to).mapToObj(Watch::address).toList();
  }

  public static String subset(List<String> ready) {
    return subset(ready, List.of());
  }

  public static String subset(List<String> ready, List<String> notReady) {
    String members =
        Stream.of(list("addresses", ready), list("notReadyAddresses", notReady))
            .filter(list -> !list.isEmpty())
            .collect(Collectors.joining(","));
    return "{" + members + ",\"ports\":[{\"port\":80,\"protocol\":\"TCP\"}]}";
  }

  private static String list(String name, List<String> addresses) {
    return addresses.isEmpty() ? "" : "\"" + name + "\":[" + String.join(",", addresses) + "]";
  }

  /** A MODIFIED event of {@code web}. */
  public Watch event(String subsets) {
    return event("MODIFIED", "web", "uid-1", subsets);
  }

  public Watch event(String type, String name, String uid, String subsets) {
    return raw(
        """
        {"type":"%s","object":{"kind":"Endpoints","apiVersion":"v1",%s,"subsets":[%s]}}
        """
            .formatted(type, metadata(name, uid, "x"), subsets));
  }

  /** The member {@code metadata}, with a new resourceVersion. */
  public String metadata(String name, String uid, String annotation) {
    version += 3;
    return """
    "metadata":{"name":"%s","namespace":"default","uid":"%s","resourceVersion":"%d",\
    "annotations":{"note":"%s"},"managedFields":[{"manager":"kcm","time":"2026-11-22T09:09:05Z",\
    "fieldsV1":{"f:subsets":{}}}]}"""
        .formatted(name, uid, version, annotation);
  }

  /** Adds a line as it is. */
  public Watch raw(String line) {
    text.append(line);
    return this;
  }

  /** Changes the last line. */
  public Watch change(String from, String to) {
    int start = text.lastIndexOf("\n", text.length() - 2) + 1;
    int at = text.indexOf(from, start);
    if (at < 0) {
      throw new AssertionError("no " + from + " in " + text.substring(start));
    }
    text.replace(at, at + from.length(), to);
    return this;
  }

  public byte[] bytes() {
    return text.toString().getBytes(UTF_8);
  }

  public List<EndpointsEvent> read(ParserOptions options) {
    return read(bytes(), options);
  }

  /** Snapshots of all events. */
  public static List<EndpointsEvent> read(byte[] stream, ParserOptions options) {
    List<EndpointsEvent> events = new ArrayList<>();
    EndpointsParser.create(e -> add(events, e), options).parse(stream);
    return events;
  }

  private static void add(List<EndpointsEvent> events, StreamEvent event) {
    if (event instanceof EndpointsEvent endpoints) {
      events.add(endpoints.snapshot());
    }
  }
}
