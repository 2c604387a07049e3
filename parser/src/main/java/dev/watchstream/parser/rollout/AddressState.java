package dev.watchstream.parser.rollout;

import java.io.InvalidObjectException;

/** The state of an address in an object: the list that it is in. From best to worst. */
public enum AddressState {
  READY('R'),
  NOT_READY('N'),
  /** Not ready because its pod is terminating (EndpointSlices only). */
  TERMINATING('T'),
  /** In none of the lists. */
  GONE('G');

  /** The state's code in serialized form. */
  private final char code;

  AddressState(char code) {
    this.code = code;
  }

  char code() {
    return code;
  }

  static AddressState ofCode(int code) throws InvalidObjectException {
    for (AddressState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new InvalidObjectException("no state of an address has the code " + code);
  }
}
