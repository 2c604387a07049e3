package dev.watchstream.benchmarks.contender;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a canonical event from the values of a library's objects. */
final class CanonicalBuilder {

  private final List<CanonicalAddress> ready = new ArrayList<>();
  private final List<CanonicalAddress> notReady = new ArrayList<>();
  private final List<CanonicalAddress> terminating = new ArrayList<>();
  private @Nullable String targetKind;
  private @Nullable String targetNamespace;
  private @Nullable String targetName;
  private @Nullable String targetUid;

  /** The targetRef of the addresses that follow. */
  void target(
      @Nullable String kind,
      @Nullable String namespace,
      @Nullable String name,
      @Nullable String uid) {
    targetKind = kind;
    targetNamespace = namespace;
    targetName = name;
    targetUid = uid;
  }

  void add(
      Condition condition,
      @Nullable String ip,
      @Nullable String hostname,
      @Nullable String nodeName) {
    List<CanonicalAddress> list =
        switch (condition) {
          case READY -> ready;
          case NOT_READY -> notReady;
          case TERMINATING -> terminating;
        };
    list.add(
        new CanonicalAddress(
            ip, hostname, nodeName, targetKind, targetNamespace, targetName, targetUid));
  }

  CanonicalEvent build(
      @Nullable String type,
      @Nullable String kind,
      @Nullable String namespace,
      @Nullable String name,
      @Nullable String resourceVersion,
      @Nullable String uid) {
    return new CanonicalEvent(
        type == null ? CanonicalEvent.LISTED : type,
        kind == null ? "" : kind,
        namespace,
        name,
        resourceVersion,
        uid,
        ready,
        notReady,
        terminating);
  }
}
