package dev.watchstream.benchmarks.contender;

/** The values to read of an event, and of each of its addresses, as indexes of an array. */
final class Field {

  static final int NONE = -1;

  static final int TYPE = 0;
  static final int KIND = 1;
  static final int NAMESPACE = 2;
  static final int NAME = 3;
  static final int RESOURCE_VERSION = 4;
  static final int UID = 5;

  /** The first one of an address. */
  static final int IP = 6;

  static final int HOSTNAME = 7;
  static final int NODE_NAME = 8;
  static final int TARGET_KIND = 9;
  static final int TARGET_NAMESPACE = 10;
  static final int TARGET_NAME = 11;
  static final int TARGET_UID = 12;

  static final int COUNT = 13;

  private Field() {}
}
