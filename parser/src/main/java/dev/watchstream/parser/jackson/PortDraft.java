package dev.watchstream.parser.jackson;

import dev.watchstream.parser.Port;
import org.jspecify.annotations.Nullable;

/** A port while its members are read. */
final class PortDraft {

  @Nullable String name;
  int number;
  @Nullable String protocol;
  @Nullable String appProtocol;

  void clear() {
    name = null;
    number = 0;
    protocol = null;
    appProtocol = null;
  }

  Port toPort() {
    return new Port(name, number, protocol, appProtocol);
  }
}
