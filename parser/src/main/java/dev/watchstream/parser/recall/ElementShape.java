package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.bytes.Text;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.Readiness;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shape of one address of a subset, or of one endpoint of a slice, and what it says. */
final class ElementShape implements Shapes.Learned {

  // The parts of an address, in the order in which they are kept here.

  static final int IP = 0;
  static final int HOSTNAME = 1;
  static final int NODE_NAME = 2;
  static final int ZONE = 3;
  static final int TARGET_KIND = 4;
  static final int TARGET_NAMESPACE = 5;
  static final int TARGET_NAME = 6;
  static final int TARGET_UID = 7;
  static final int PARTS = 8;

  /** With the headers of its strings. */
  private static final int BYTES_OF_LAYOUT = 512;

  final Shape shape;

  /**
   * Where an endpoint's conditions, which are no holes, put it. An address has none of its own: the
   * list that it is in tells.
   */
  final Readiness readiness;

  /** The hole of each part; {@link Shape#NO_HOLE} for one that cannot differ. */
  private final int[] holes;

  /** What each part is in the shape's own bytes. */
  private final @Nullable String[] own;

  ElementShape(Shape shape, Readiness readiness, int[] holes, Address address) {
    this.shape = shape;
    this.readiness = readiness;
    this.holes = holes;
    this.own = new String[PARTS];
    for (int part = 0; part < PARTS; part++) {
      own[part] = part(address, part);
    }
  }

  /** Its own strings are as long as its bytes. */
  @Override
  public long size() {
    return BYTES_OF_LAYOUT + shape.size() + shape.bytes.length;
  }

  /**
   * The address that a match found; null when it has no ip, which is for Jackson's reader to say.
   *
   * @param before the address that stood in this place in the event before, or null
   * @param equalUntil up to where the bytes equal those that {@code before} was made from
   * @return {@code before} itself when only parts changed that are not read
   */
  @Nullable Address read(
      byte[] in, Shape.Found found, TextPool pool, @Nullable Address before, int equalUntil) {
    String ip = text(IP, in, found, null, before, equalUntil);
    if (ip == null) {
      return null;
    }
    String hostname = text(HOSTNAME, in, found, null, before, equalUntil);
    String nodeName = text(NODE_NAME, in, found, pool, before, equalUntil);
    String zone = text(ZONE, in, found, pool, before, equalUntil);
    String kind = text(TARGET_KIND, in, found, pool, before, equalUntil);
    String namespace = text(TARGET_NAMESPACE, in, found, pool, before, equalUntil);
    String name = text(TARGET_NAME, in, found, null, before, equalUntil);
    String uid = text(TARGET_UID, in, found, null, before, equalUntil);

    // Most often it is the uid that differs, if anything does.
    TargetRef target = before == null ? null : before.targetRef();
    boolean isSameTarget =
        target != null
            && Objects.equals(uid, target.uid())
            && Objects.equals(name, target.name())
            && Objects.equals(namespace, target.namespace())
            && Objects.equals(kind, target.kind());
    boolean hasTarget = kind != null || namespace != null || name != null || uid != null;
    if (!isSameTarget) {
      boolean isSameWithout = before != null && target == null && !hasTarget;
      target = hasTarget ? new TargetRef(kind, namespace, name, uid) : null;
      if (!isSameWithout) {
        return new Address(ip, hostname, nodeName, zone, target);
      }
    }
    boolean isSame =
        before != null
            && ip.equals(before.ip())
            && Objects.equals(hostname, before.hostname())
            && Objects.equals(nodeName, before.nodeName())
            && Objects.equals(zone, before.zone());
    return isSame ? before : new Address(ip, hostname, nodeName, zone, target);
  }

  /** What a part says; null for nothing, and for the empty string, which means the same. */
  private @Nullable String text(
      int part,
      byte[] in,
      Shape.Found found,
      @Nullable TextPool pool,
      @Nullable Address before,
      int equalUntil) {
    int hole = holes[part];
    if (hole == Shape.NO_HOLE || !found.isInput(hole)) {
      return own[part];
    }
    int from = found.start(hole);
    int length = found.length(hole);
    if (length == 0) {
      return null;
    }
    if (before != null && from + length < equalUntil) {
      return part(before, part);
    }
    boolean isAscii = found.isAscii(hole);
    return pool == null
        ? Text.toString(in, from, length, isAscii)
        : pool.get(in, from, length, isAscii);
  }

  private static @Nullable String part(Address address, int part) {
    TargetRef target = address.targetRef();
    return switch (part) {
      case IP -> address.ip();
      case HOSTNAME -> address.hostname();
      case NODE_NAME -> address.nodeName();
      case ZONE -> address.zone();
      case TARGET_KIND -> target == null ? null : target.kind();
      case TARGET_NAMESPACE -> target == null ? null : target.namespace();
      case TARGET_NAME -> target == null ? null : target.name();
      case TARGET_UID -> target == null ? null : target.uid();
      default -> throw new AssertionError(part);
    };
  }
}
