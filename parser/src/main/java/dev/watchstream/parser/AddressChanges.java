package dev.watchstream.parser;

import java.util.List;

/**
 * What an event changed in the addresses of its object, compared with the previous event of that
 * object. An address that is in two subsets counts in each. An address of which any part changed
 * counts as another one: the old one is gone, the new one appeared. Immutable.
 *
 * @param appeared addresses that are new in the lists, in whichever
 * @param gone addresses that are no longer in the lists
 * @param becameReady addresses that moved to {@link EndpointsEvent#addresses()}
 * @param becameNotReady addresses that moved to {@link EndpointsEvent#notReadyAddresses()}
 * @param becameTerminating addresses that moved to {@link EndpointsEvent#terminatingAddresses()},
 *     or that were there and began or ceased to serve
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
