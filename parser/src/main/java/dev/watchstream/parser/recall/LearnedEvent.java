package dev.watchstream.parser.recall;

import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.Port;
import dev.watchstream.parser.Subset;
import dev.watchstream.parser.jackson.Field;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.jackson.TokenMarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event that the plain reader has accepted, taken apart into segments and elements. An event
 * with a repeated member, or with anything about its object after its lists, is not learned.
 */
final class LearnedEvent {

  /** This event cannot be learned from. */
  static final class Unlearnable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unlearnable() {
      super(null, null, false, false);
    }
  }

  /** A path, and the trie that it is for. */
  private record Learned<E extends PathEnd>(LayoutTrie<E> trie, Path path, E end) {}

  private static final byte[] NO_SEPARATOR = {};

  private final Layouts layouts;
  private final ParserOptions options;
  private final EndpointsEvent event;
  private final byte[] in;
  private final int to;
  private final TokenCursor tokens;
  private final boolean isItem;
  private boolean kindIsKnown;

  /** Whether a watch event is around the object. */
  private boolean isWatched;

  private final List<Learned<Segment>> segments = new ArrayList<>();
  private final List<Learned<Element>> elements = new ArrayList<>();

  /** The layouts of this event that are new. */
  private final Map<ListKind, LayoutTrie<Element>> fresh = new EnumMap<>(ListKind.class);

  private final Lists lists = new Lists();
  private int listsStart;

  /** The members seen that may occur only once: of the root, the object, its metadata. */
  private final Set<Field> seen = EnumSet.noneOf(Field.class);

  private final Set<Field> seenInSubset = EnumSet.noneOf(Field.class);

  // The segment that we are in.

  private Path.Builder path;
  private LayoutTrie<Segment> trie;
  private List<List<Port>> ports = new ArrayList<>();

  private int subsetsSeen;

  /** The event's subsets, if ports are read. */
  private final List<Subset> subsets;

  private final Found found = new Found();

  /** How many addresses of each list were seen. */
  private final int[] counts = new int[3];

  /**
   * Takes an event apart.
   *
   * @param from where it begins, from the window's start
   * @param to where it ends
   */
  LearnedEvent(
      Layouts layouts,
      ParserOptions options,
      EndpointsEvent event,
      TokenMarks marks,
      Window window,
      int from,
      int to,
      boolean isItem,
      boolean kindIsKnown) {
    this.layouts = layouts;
    this.options = options;
    this.event = event;
    this.in = window.bytes;
    this.to = window.start + to;
    this.tokens = new TokenCursor(marks, in, window.start + from, this.to, options);
    this.isItem = isItem;
    this.kindIsKnown = kindIsKnown;
    this.path = new Path.Builder(in, window.start + from);
    this.trie = layouts.starts(isItem);
    this.ports.add(new ArrayList<>());
    this.subsets = options.readPorts() ? event.subsets() : List.of();
    read();
  }

  /** The addresses of the event. */
  Lists lists() {
    return lists;
  }

  /** Where the first element begins in the input. */
  int listsStart() {
    return listsStart;
  }

  /** Adds what is new to the layouts. Not before the whole event was accepted. */
  void teach() {
    elements.forEach(this::teach);
    segments.forEach(this::teach);
  }

  private <E extends PathEnd> void teach(Learned<E> learned) {
    layouts.learn(learned.trie, learned.path, learned.end);
  }

  // ---- the event ----

  private void read() {
    members(isItem ? Field.ITEM : Field.ROOT, false);
    boolean allSeen =
        counts[0] == event.addresses().size()
            && counts[1] == event.notReadyAddresses().size()
            && counts[2] == event.terminatingAddresses().size();
    if (!allSeen || !kindIsKnown) {
      throw new Unlearnable();
    }
    endSegment(null, NO_SEPARATOR, to);
  }

  /** The members of the object that was entered. */
  private void members(Field container, boolean mayDiffer) {
    while (tokens.next() != JsonToken.END_OBJECT) {
      if (container == Field.UNKNOWN && mayDiffer) {
        tokens.addTo(path, Hole.Kind.NAME);
      }
      JsonToken token = tokens.next();
      Field field = tokens.field();
      if (field != Field.UNKNOWN && !mayCome(container, field)) {
        throw new Unlearnable();
      }
      // Null and the empty string name no kind: then the kind depends on other parts of the stream.
      kindIsKnown |= field == Field.KIND && token == JsonToken.VALUE_STRING && !tokens.isEmpty();
      value(field, token, mayDiffer);
    }
  }

  private void value(Field field, JsonToken token, boolean mayDiffer) {
    switch (token) {
      case START_OBJECT -> object(field, mayDiffer);
      case START_ARRAY -> array(field, mayDiffer);
      case VALUE_STRING -> {
        if (mayDiffer) {
          string(field);
        }
      }
      case VALUE_NUMBER_INT -> {
        if (mayDiffer && field == Field.UNKNOWN) {
          tokens.addIntegerTo(path);
        }
      }
      default -> {
        if (field == Field.SUBSET) {
          throw new Unlearnable();
        }
      }
    }
  }

  private void object(Field field, boolean mayDiffer) {
    switch (field) {
      case METADATA, LABELS, ANNOTATIONS -> members(field, true);
      case SUBSET -> {
        subsetsSeen++;
        ports.add(new ArrayList<>());
        seenInSubset.clear();
        members(field, false);
      }
      case OBJECT -> {
        isWatched = true;
        members(field, false);
      }
      default -> members(field, mayDiffer);
    }
  }

  private void array(Field field, boolean mayDiffer) {
    switch (field) {
      case ADDRESSES -> run(ListKind.ADDRESSES);
      case NOT_READY_ADDRESSES -> run(ListKind.NOT_READY_ADDRESSES);
      case ENDPOINTS -> run(ListKind.ENDPOINTS);
      case SUBSET_PORTS, SLICE_PORTS -> {
        items(!options.readPorts());
        boolean areOfEvent = (field == Field.SLICE_PORTS) == event.isSlice();
        if (options.readPorts() && areOfEvent) {
          int subset = event.isSlice() ? 0 : subsetsSeen - 1;
          ports.get(ports.size() - 1).addAll(subsets.get(subset).ports());
        }
      }
      default -> items(mayDiffer);
    }
  }

  private void items(boolean mayDiffer) {
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      value(tokens.field(), t, mayDiffer);
    }
  }

  private void string(Field field) {
    int part = partOf(field);
    if (part == Hole.UNREAD) {
      tokens.addTo(path, Hole.Kind.STRING);
    } else if (!tokens.addReadTo(path, part)) {
      throw new Unlearnable(); // a name with an escape in it
    }
  }

  private static int partOf(Field field) {
    return switch (field) {
      case NAMESPACE -> Segment.NAMESPACE;
      case NAME -> Segment.NAME;
      case UID -> Segment.UID;
      case RESOURCE_VERSION -> Segment.RESOURCE_VERSION;
      case SERVICE_NAME -> Segment.SERVICE_NAME;
      case OVER_CAPACITY -> Segment.OVER_CAPACITY;
      default -> Hole.UNREAD;
    };
  }

  // ---- what may come ----

  /**
   * Whether a member that is read may occur here: only once, and before the lists unless it is one.
   */
  private boolean mayCome(Field container, Field field) {
    return switch (container) {
      case ROOT ->
          switch (field) {
            case TYPE -> seen.isEmpty() && seen.add(field);
            case OBJECT -> seen.contains(Field.TYPE) && seen.add(field);
            default -> !seen.contains(Field.TYPE) && mayComeInObject(field);
          };
      case OBJECT, ITEM -> mayComeInObject(field);
      case METADATA, LABELS, ANNOTATIONS -> seen.add(field);
      case SUBSET -> seenInSubset.add(field);
      default -> true;
    };
  }

  private boolean mayComeInObject(Field field) {
    return switch (field) {
      case SUBSETS -> !event.isSlice() && seen.add(field);
      case ENDPOINTS -> event.isSlice() && seen.add(field);
      case SLICE_PORTS -> seen.add(field);
      default ->
          !seen.contains(Field.SUBSETS) && !seen.contains(Field.ENDPOINTS) && seen.add(field);
    };
  }

  /**
   * All that may matter to what follows a list: what the object is part of, and which of the
   * members that may still occur have occurred.
   */
  private int state() {
    int state = isItem ? 1 : 0;
    state = 2 * state + (isWatched ? 1 : 0);
    state = 2 * state + (event.isSlice() ? 1 : 0);
    state = 2 * state + (seen.contains(Field.SLICE_PORTS) ? 1 : 0);
    for (Field field : List.of(Field.ADDRESSES, Field.NOT_READY_ADDRESSES, Field.SUBSET_PORTS)) {
      state = 2 * state + (seenInSubset.contains(field) ? 1 : 0);
    }
    return state;
  }

  // ---- runs ----

  private void run(ListKind kind) {
    int bracket = tokens.start();
    if (tokens.next() == JsonToken.END_ARRAY) {
      return;
    }
    int first = tokens.start();
    // Where there is only one element, the next one would be laid out like the first.
    byte[] separator = Arrays.copyOfRange(in, bracket, first);
    separator[0] = ',';
    Segment segment = endSegment(kind, separator, first);
    if (lists.runCount == 0) {
      listsStart = first;
    }
    lists.beginRun(kind, separator.length, first - listsStart);
    int end = first;
    boolean isFirst = true;
    do {
      int start = tokens.start();
      boolean isSeparated =
          isFirst || Arrays.equals(in, end, start, separator, 0, separator.length);
      if (!isSeparated || tokens.token() != JsonToken.START_OBJECT) {
        throw new Unlearnable();
      }
      Readiness readiness = kind.readiness(element(kind, start).readiness);
      end = tokens.end();
      lists.append(kind, addressAt(readiness), readiness, end - listsStart);
      counts[list(readiness)]++;
      isFirst = false;
    } while (tokens.next() != JsonToken.END_ARRAY);

    trie = layouts.behind(segment.state);
    path = new Path.Builder(in, end);
    ports = new ArrayList<>();
    ports.add(new ArrayList<>());
  }

  /** The address that the plain reader made of the next element of a list. */
  private Address addressAt(Readiness readiness) {
    List<Address> list =
        switch (readiness) {
          case READY -> event.addresses();
          case NOT_READY -> event.notReadyAddresses();
          case TERMINATING, TERMINATING_SERVING -> event.terminatingAddresses();
        };
    int index = counts[list(readiness)];
    if (index == list.size()) {
      throw new Unlearnable();
    }
    return list.get(index);
  }

  private static int list(Readiness readiness) {
    return switch (readiness) {
      case READY -> 0;
      case NOT_READY -> 1;
      case TERMINATING, TERMINATING_SERVING -> 2;
    };
  }

  /** The element that begins at {@code start}. */
  private Element element(ListKind kind, int start) {
    LayoutTrie<Element> freshOnes = fresh.computeIfAbsent(kind, ignored -> layouts.newElements());
    for (LayoutTrie<Element> known : List.of(freshOnes, layouts.elements(kind))) {
      if (known.walk(in, start, to, found) >= 0) {
        tokens.skip();
        return known.reached();
      }
    }
    LearnedElement lesson = new LearnedElement(tokens, start);
    Path learned = lesson.path();
    Readiness readiness = kind.readiness(lesson.readiness());
    Address address = addressAt(readiness);
    // Two of them, as holes may be open in one trie and closed in the other.
    freshOnes.add(learned, new Element(readiness, address));
    Element element = new Element(readiness, address);
    elements.add(new Learned<>(layouts.elements(kind), learned, element));
    return element;
  }

  private Segment endSegment(@Nullable ListKind next, byte[] separator, int end) {
    Port[][] portsBySubset =
        ports.stream().map(list -> list.toArray(Port[]::new)).toArray(Port[][]::new);
    // With the first byte of an element, which distinguishes this list from an empty one.
    Path learned = path.build(next == null ? end : end + 1);
    Segment segment =
        new Segment(
            event.type(),
            event.isSlice(),
            next,
            separator,
            next == null ? 0 : state(),
            portsBySubset,
            learned.parts());
    segments.add(new Learned<>(trie, learned, segment));
    return segment;
  }
}
