package dev.watchstream.parser.rollout;

import java.io.InvalidObjectException;

/** What an object says of an address: in which of its lists it is, from best to worst. */
public enum AddressState {
  READY('R'),
  NOT_READY('N'),
  /** Not ready because its pod is terminating (EndpointSlices tell). */
  TERMINATING('T'),
  /** In none of the lists. */
  GONE('G');

  /** What stands for it in bytes. */
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
