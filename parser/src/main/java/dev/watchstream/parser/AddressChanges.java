package dev.watchstream.parser;

import java.util.List;

/**
 * What an event changed in the addresses of its object, against the event of that object before it.
 * Each address is one entry of a list; one that is in two subsets counts in each. An address of
 * which any part changed is another one: the old one is gone, the new one appeared. Immutable.
 *
 * @param appeared in the lists, in whichever, and not before
 * @param gone from all lists
 * @param becameReady moved to {@link EndpointsEvent#addresses()}
 * @param becameNotReady moved to {@link EndpointsEvent#notReadyAddresses()}
 * @param becameTerminating moved to {@link EndpointsEvent#terminatingAddresses()}, or in it began
 *     or ceased to serve
 */
public record AddressChanges(
    List<Address> appeared,
    List<Address> gone,
    List<Address> becameReady,
    List<Address> becameNotReady,
    List<Address> becameTerminating) {

  private static final AddressChanges NONE =
      new AddressChanges(List.of(), List.of(), List.of(), List.of(), List.of());

  public AddressChanges {
    appeared = List.copyOf(appeared);
    gone = List.copyOf(gone);
    becameReady = List.copyOf(becameReady);
    becameNotReady = List.copyOf(becameNotReady);
    becameTerminating = List.copyOf(becameTerminating);
  }

  /** Nothing changed. */
  public static AddressChanges none() {
    return NONE;
  }

  /** Whether the object has the same addresses as before, in the same lists. */
  public boolean isEmpty() {
    return appeared.isEmpty()
        && gone.isEmpty()
        && becameReady.isEmpty()
        && becameNotReady.isEmpty()
        && becameTerminating.isEmpty();
  }
}
