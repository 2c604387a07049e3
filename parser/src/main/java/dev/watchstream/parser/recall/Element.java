package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.Field;
import dev.watchstream.parser.jackson.Readiness;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an address of a subset, or an endpoint of a slice, says if its bytes took this path. */
final class Element extends PathEnd {

  // The parts of an address, in the order in which they are kept here.

  private static final int IP = 0;
  private static final int HOSTNAME = 1;
  private static final int NODE_NAME = 2;
  private static final int ZONE = 3;
  private static final int TARGET_KIND = 4;
  private static final int TARGET_NAMESPACE = 5;
  private static final int TARGET_NAME = 6;
  private static final int TARGET_UID = 7;
  private static final int PARTS = 8;

  /** Besides the texts of its parts. */
  private static final int BYTES_OF_ELEMENT = 128;

  /** Of a text, besides its characters. */
  private static final int BYTES_OF_TEXT = 40;

  /**
   * What an endpoint's conditions say, which are never in holes. An address has no conditions: its
   * readiness is that of its list.
   */
  final Readiness readiness;

  /** The values of the parts that are not in holes. */
  private final @Nullable String[] fixed = new String[PARTS];

  /** An element that says this address. */
  Element(Readiness readiness, Address address) {
    this.readiness = readiness;
    for (int part = 0; part < PARTS; part++) {
      fixed[part] = part(address, part);
    }
  }

  /** The part that a field is; {@link Hole#UNREAD} for none. */
  static int partOf(Field field) {
    return switch (field) {
      case IP, ENDPOINT_ADDRESS -> IP;
      case HOSTNAME -> HOSTNAME;
      case NODE_NAME -> NODE_NAME;
      case ZONE -> ZONE;
      case TARGET_KIND -> TARGET_KIND;
      case TARGET_NAMESPACE -> TARGET_NAMESPACE;
      case TARGET_NAME -> TARGET_NAME;
      case TARGET_UID -> TARGET_UID;
      default -> Hole.UNREAD;
    };
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

  @Override
  void opened(int part) {
    super.opened(part);
    fixed[part] = null;
  }

  @Override
  long size() {
    long bytes = BYTES_OF_ELEMENT;
    for (String text : fixed) {
      bytes += text == null ? 0 : BYTES_OF_TEXT + 2L * text.length();
    }
    return bytes;
  }

  /**
   * The address that a walk found; null when it has no ip, which is for the plain reader to report.
   *
   * @param before the address that was in this place in the previous event, or null
   * @param equalUntil the index up to which the bytes equal those that {@code before} was made from
   * @return {@code before} itself when only parts changed that are not read
   */
  @Nullable Address read(
      byte[] in, Found found, TextPool pool, @Nullable Address before, int equalUntil) {
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

    // The uid first: if anything differs, it most often does.
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
      Found found,
      @Nullable TextPool pool,
      @Nullable Address before,
      int equalUntil) {
    if (!isInHole(part)) {
      return fixed[part];
    }
    if (before != null && found.ends[part] < equalUntil) {
      return part(before, part);
    }
    return found.text(part, in, pool);
  }
}
