package dev.watchstream.benchmarks.contender;

import dev.watchstream.benchmarks.contender.Label.Validation;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EndpointsParser;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.WatchEvent;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watchstream's parser, reading every byte through Jackson. */
final class PlainReader implements Contender<EndpointsEvent> {

  private final EndpointsParser parser = EndpointsParser.create(this::handOut);
  private Consumer<? super EndpointsEvent> events = event -> {};

  @Override
  public Label label() {
    return new Label("Watchstream, plain reader", Validation.FULL, true);
  }

  @Override
  public void read(Input input, Consumer<? super EndpointsEvent> newEvents) {
    events = newEvents;
    parser.reset();
    byte[] bytes = input.bytes();
    int pieceBytes = input.pieceBytes();
    for (int from = 0; from < bytes.length; from += pieceBytes) {
      parser.feed(bytes, from, Math.min(pieceBytes, bytes.length - from));
    }
    parser.endOfInput();
  }

  private void handOut(WatchEvent event) {
    if (event instanceof EndpointsEvent endpoints) {
      events.accept(endpoints);
    }
  }

  @Override
  public long visit(EndpointsEvent event) {
    String version = event.resourceVersion();
    return Tally.visit(
        version == null ? 0 : version.length(),
        visit(event.addresses()),
        visit(event.notReadyAddresses()),
        visit(event.terminatingAddresses()));
  }

  private static int visit(List<Address> addresses) {
    int withIp = 0;
    for (int i = 0; i < addresses.size(); i++) {
      withIp += addresses.get(i).ip() == null ? 0 : 1;
    }
    return withIp;
  }

  @Override
  public CanonicalEvent canonical(EndpointsEvent event) {
    return new CanonicalEvent(
        event.type().name(),
        event.kind(),
        event.namespace(),
        event.name(),
        event.resourceVersion(),
        event.uid(),
        canonical(event.addresses()),
        canonical(event.notReadyAddresses()),
        canonical(event.terminatingAddresses()));
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
