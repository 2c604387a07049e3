package dev.watchstream.benchmarks.contender;

import dev.watchstream.benchmarks.contender.Label.Validation;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.BookmarkEvent;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ReaderStatistics;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.stream.EndpointsParser;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watchstream's parser, with either of its readers. */
final class OurReader implements Contender<StreamEvent> {

  private final String title;
  private final EndpointsParser parser;
  private Consumer<? super StreamEvent> events = event -> {};

  OurReader(String title, ParserOptions.Reader reader) {
    this.title = title;
    parser = EndpointsParser.create(this::handOut, ParserOptions.defaults().withReader(reader));
  }

  @Override
  public Label label() {
    return new Label(title, Validation.FULL, true);
  }

  @Override
  public Work work() {
    ReaderStatistics statistics = parser.statistics();
    return new Work(
        statistics.bytesCompared(),
        statistics.bytesRecalled(),
        statistics.bytesShaped(),
        statistics.bytesTokenized(),
        statistics.resyncs());
  }

  @Override
  public void read(Input input, Consumer<? super StreamEvent> newEvents) {
    events = newEvents;
    parser.reset();
    byte[] bytes = input.bytes();
    int pieceBytes = input.pieceBytes();
    for (int from = 0; from < bytes.length; from += pieceBytes) {
      parser.feed(bytes, from, Math.min(pieceBytes, bytes.length - from));
    }
    parser.endOfInput();
  }

  private void handOut(StreamEvent event) {
    if (event instanceof EndpointsEvent || event instanceof BookmarkEvent) {
      events.accept(event);
    }
  }

  @Override
  public long visit(StreamEvent event) {
    String version = event.resourceVersion();
    int versionLength = version == null ? 0 : version.length();
    return event instanceof EndpointsEvent endpoints
        ? Tally.visit(
            versionLength,
            visit(endpoints.addresses()),
            visit(endpoints.notReadyAddresses()),
            visit(endpoints.terminatingAddresses()))
        : Tally.visit(versionLength, 0, 0, 0);
  }

  private static int visit(List<Address> addresses) {
    int withIp = 0;
    for (int i = 0; i < addresses.size(); i++) {
      withIp += addresses.get(i).ip() == null ? 0 : 1;
    }
    return withIp;
  }

  @Override
  public CanonicalEvent canonical(StreamEvent event) {
    if (event instanceof BookmarkEvent bookmark) {
      return new CanonicalEvent(
          bookmark.type().name(),
          bookmark.kind(),
          null,
          null,
          bookmark.resourceVersion(),
          null,
          List.of(),
          List.of(),
          List.of());
    }
    EndpointsEvent endpoints = (EndpointsEvent) event;
    return new CanonicalEvent(
        endpoints.type().name(),
        endpoints.kind(),
        endpoints.namespace(),
        endpoints.name(),
        endpoints.resourceVersion(),
        endpoints.uid(),
        canonical(endpoints.addresses()),
        canonical(endpoints.notReadyAddresses()),
        canonical(endpoints.terminatingAddresses()));
  }

  private static List<CanonicalAddress> canonical(List<Address> addresses) {
    return addresses.stream().map(a -> canonical(a, a.targetRef())).toList();
  }

  private static CanonicalAddress canonical(Address address, @Nullable TargetRef target) {
    return new CanonicalAddress(
        address.ip(),
        address.hostname(),
        address.nodeName(),
        target == null ? null : target.kind(),
        target == null ? null : target.namespace(),
        target == null ? null : target.name(),
        target == null ? null : target.uid());
  }
}
