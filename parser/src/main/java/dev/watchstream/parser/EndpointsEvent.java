package dev.watchstream.parser;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of one Endpoints or one EndpointSlice: ADDED, MODIFIED, DELETED or LISTED.
 *
 * <p>A view: the event and its lists are valid only until the next event, and only on the thread
 * that reads the stream. The addresses in the lists are immutable and may be kept; {@link
 * #snapshot()} copies the whole event.
 *
 * <p>A slice may hold only some of its service's addresses: group slices by namespace and {@link
 * #serviceName()}. An endpoint may be in two slices at once.
 */
public abstract non-sealed class EndpointsEvent implements StreamEvent {

  /** Events are made by the parser, or by {@link EndpointsEventBuilder}. */
  protected EndpointsEvent() {}

  /** Builds an event of an Endpoints without a stream; the service has the same name. */
  public static EndpointsEventBuilder ofEndpoints(
      @Nullable String namespace, @Nullable String name) {
    return new EndpointsEventBuilder(false, namespace, name, name);
  }

  /** Builds an event of an EndpointSlice without a stream. */
  public static EndpointsEventBuilder ofSlice(
      @Nullable String namespace, @Nullable String name, @Nullable String serviceName) {
    return new EndpointsEventBuilder(true, namespace, name, serviceName);
  }

  /** ADDED, MODIFIED, DELETED or LISTED. */
  @Override
  public abstract EventType type();

  /** {@code Endpoints} or {@code EndpointSlice}. */
  public final String kind() {
    return isSlice() ? "EndpointSlice" : "Endpoints";
  }

  /** Whether the object is an EndpointSlice rather than an Endpoints. */
  public abstract boolean isSlice();

  /** The object's namespace, or null where the object names none. */
  public abstract @Nullable String namespace();

  /** The object's name, or null where the object names none. */
  public abstract @Nullable String name();

  /**
   * The object's uid, or null where the object has none. A different uid under the same name means
   * that the object was deleted and created again.
   */
  public abstract @Nullable String uid();

  /**
   * The service these addresses belong to: an Endpoints has its service's name; a slice names it in
   * the label {@code kubernetes.io/service-name}. Null where the object names none.
   */
  public abstract @Nullable String serviceName();

  /**
   * Whether the object says that it leaves addresses out: the annotation {@code
   * endpoints.kubernetes.io/over-capacity} is {@code truncated}. Since Kubernetes 1.22 an Endpoints
   * does so for a service of more than 1,000 addresses; the service's slices have them all.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/services-networking/service/#over-capacity-endpoints">over-capacity
   *     endpoints</a>
   */
  public abstract boolean isTruncated();

  /**
   * The ready addresses of all subsets, in wire order. For a slice: those whose condition {@code
   * ready} is true or not set, which the API says means true.
   */
  public abstract List<Address> addresses();

  /**
   * The not-ready addresses of all subsets, in wire order. For a slice: {@code ready} is false and
   * {@code terminating} is not true.
   */
  public abstract List<Address> notReadyAddresses();

  /** A slice's endpoints whose {@code ready} is false and {@code terminating} is true. */
  public abstract List<Address> terminatingAddresses();

  /**
   * Those of {@link #terminatingAddresses()} that still serve: condition {@code serving} is true.
   */
  public abstract List<Address> servingTerminatingAddresses();

  /**
   * What this event changed in the addresses of its object. Empty when that is not known: for the
   * first event of an object, in the stream or after a list; for an object that was created again
   * under the same name; for items of a list; for an object that was not remembered ({@link
   * ParserOptions#maxRecalledBytes()}); and always with the plain reader, which remembers no
   * objects. Where nothing changed, this costs nothing and {@link AddressChanges#isEmpty()} is
   * true.
   */
  public abstract Optional<AddressChanges> changes();

  /**
   * The same addresses, subset by subset, with their ports if they were read. Each call makes new
   * views; if you need no ports, {@link #addresses()} is cheaper.
   */
  public abstract List<Subset> subsets();

  /** An immutable copy, which stays valid and may be passed to other threads. */
  public EndpointsEvent snapshot() {
    return new EndpointsEventBuilder(this).build();
  }

  @Override
  public final String toString() {
    return type()
        + " "
        + kind()
        + " "
        + namespace()
        + "/"
        + name()
        + " "
        + resourceVersion()
        + ": "
        + addresses().size()
        + " ready, "
        + notReadyAddresses().size()
        + " not ready, "
        + terminatingAddresses().size()
        + " terminating";
  }
}
