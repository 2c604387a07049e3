package dev.watchstream.parser.jackson;

import dev.watchstream.parser.EventType;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the kinds of watched objects that do not name them. An object's members tell its kind,
 * but are left out when the object has no addresses. Bounded in bytes; the oldest entry is dropped
 * first.
 */
final class TypedObjects {

  /** Enough for some ten thousand objects. */
  private static final int MAX_BYTES = 2 << 20;

  /** What an entry takes besides the chars of its key, roughly. */
  private static final int BYTES_OF_ENTRY = 112;

  private final Map<String, String> kinds = new LinkedHashMap<>();
  private int bytes;

  void clear() {
    kinds.clear();
    bytes = 0;
  }

  /** The kind that an object's members tell, or told in an earlier event; null for neither. */
  @Nullable String kindOf(ObjectDraft object, EventType eventType) {
    if (object.metadata.name == null) {
      return object.kindByMembers();
    }
    String name = object.metadata.namespace + "/" + object.metadata.name;
    String kind = object.kindByMembers() != null ? object.kindByMembers() : kinds.get(name);
    if (eventType == EventType.DELETED) {
      forget(name);
    } else if (kind != null) {
      remember(name, kind);
    }
    return kind;
  }

  private void remember(String name, String kind) {
    if (kinds.put(name, kind) != null) {
      return;
    }
    bytes += size(name);
    Iterator<String> oldest = kinds.keySet().iterator();
    while (bytes > MAX_BYTES && kinds.size() > 1) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  private void forget(String name) {
    if (kinds.remove(name) != null) {
      bytes -= size(name);
    }
  }

  private static int size(String name) {
    return BYTES_OF_ENTRY + 2 * name.length();
  }
}
