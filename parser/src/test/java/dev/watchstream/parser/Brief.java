package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The outcome of reading a stream, in short form: one line per event. */
final class Brief {

  private Brief() {}

  static String read(String stream) {
    return read(stream.getBytes(UTF_8), ParserOptions.defaults());
  }

  static String read(String stream, ParserOptions options) {
    return read(stream.getBytes(UTF_8), options);
  }

  /** Reads at every chunking, requires the same outcome of all, and returns it. */
  static String read(byte[] stream, ParserOptions options) {
    Outcome outcome = Outcome.atEveryChunking(stream, options);
    List<String> lines = new ArrayList<>();
    EndpointsParser parser = EndpointsParser.create(e -> lines.add(text(e)), options);
    try {
      parser.parse(stream);
    } catch (WatchStreamException e) {
      lines.add(text(outcome.error()));
    }
    return lines.stream().map(Brief::visible).collect(Collectors.joining("\n"));
  }

  /** Shows invisible characters as JSON escapes. */
  private static String visible(String line) {
    StringBuilder text = new StringBuilder();
    line.codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) <= Character.UNASSIGNED
                  || Character.isISOControl(c)
                  || (Character.isSpaceChar(c) && c != ' ')
                  || Character.getType(c) == Character.SURROGATE) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  static String text(WatchStreamException error) {
    return "! " + error.getClass().getSimpleName() + ": " + error.getMessage();
  }

  static String text(StreamEvent event) {
    if (event instanceof EndpointsEvent e) {
      return text(e);
    }
    if (event instanceof BookmarkEvent b) {
      return "BOOKMARK "
          + b.kind()
          + "@"
          + b.resourceVersion()
          + (b.initialEventsEnd() ? " ends the initial events" : "");
    }
    if (event instanceof StatusEvent s) {
      return "ERROR "
          + s.code()
          + (s.isGone() ? " gone " : " ")
          + s.reason()
          + ": "
          + s.message()
          + (s.retryAfterSeconds() == 0 ? "" : " again in " + s.retryAfterSeconds() + " s")
          + (s.resourceVersion() == null ? "" : "@" + s.resourceVersion());
    }
    ListEndEvent end = (ListEndEvent) event;
    return end.type()
        + " "
        + end.kind()
        + "@"
        + end.resourceVersion()
        + (end.continueToken() == null ? "" : " continue " + end.continueToken());
  }

  private static String text(EndpointsEvent e) {
    StringBuilder text = new StringBuilder();
    text.append(e.type()).append(e.isSlice() ? " slice " : " ");
    text.append(e.namespace()).append('/').append(e.name());
    text.append(e.uid() == null ? "" : "#" + e.uid()).append('@').append(e.resourceVersion());
    if (e.isSlice()) {
      text.append(" of ").append(e.serviceName());
    }
    append(text, " ready", e.addresses());
    append(text, " notReady", e.notReadyAddresses());
    append(text, " terminating", e.terminatingAddresses());
    append(text, " serving", e.servingTerminatingAddresses());
    for (Subset subset : e.subsets()) {
      append(text, subset);
    }
    return text.toString();
  }

  /** Subsets are shown only with their ports; without ports, the event shows all addresses. */
  private static void append(StringBuilder text, Subset subset) {
    List<Port> ports;
    try {
      ports = subset.ports();
    } catch (IllegalStateException notRead) {
      return;
    }
    text.append(" {");
    append(text, " ready", subset.addresses());
    append(text, " notReady", subset.notReadyAddresses());
    append(text, " terminating", subset.terminatingAddresses());
    for (Port port : ports) {
      text.append(' ').append(port.name()).append(':').append(port.port());
      text.append(port.protocol() == null ? "" : "/" + port.protocol());
      text.append(port.appProtocol() == null ? "" : "/" + port.appProtocol());
    }
    text.append(" }");
  }

  private static void append(StringBuilder text, String what, List<Address> addresses) {
    if (addresses.isEmpty()) {
      return;
    }
    text.append(what);
    for (Address a : addresses) {
      text.append(' ').append(a.ip());
      append(text, " hostname=", a.hostname());
      append(text, " node=", a.nodeName());
      append(text, " zone=", a.zone());
      TargetRef ref = a.targetRef();
      if (ref != null) {
        text.append(" ->").append(ref.kind()).append(' ');
        text.append(ref.namespace()).append('/').append(ref.name()).append('#').append(ref.uid());
      }
    }
  }

  private static void append(StringBuilder text, String what, String value) {
    if (value != null) {
      text.append(what).append(value);
    }
  }
}
