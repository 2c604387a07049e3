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
import dev.watchstream.parser.recall.Passage.Opening;
import dev.watchstream.parser.recall.Shape.Hole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event that the plain reader has accepted, taken apart into passages and elements. What does
 * not keep to the order in which servers write is not learned; {@link Passage} says why.
 */
final class Lesson {

  /** This event is not to be learned from. */
  static final class Unlearnable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unlearnable() {
      super(null, null, false, false);
    }
  }

  /** An event that has more new layouts of elements is like no other one. */
  private static final int MOST_NEW_LAYOUTS = 4 * Shapes.MAX_ELEMENTS;

  private static final byte[] NO_SEPARATOR = {};

  private final Shapes shapes;
  private final ParserOptions options;
  private final EndpointsEvent event;
  private final byte[] in;
  private final int windowStart;
  private final int to;
  private final TokenCursor tokens;
  private final boolean isItem;
  private boolean kindIsKnown;

  private Passage.Form form;
  private final List<Passage> passages = new ArrayList<>();
  private final List<CurrentRun> runs = new ArrayList<>();

  /** The members seen that may come only once: of the root, the object, its metadata. */
  private final Set<Field> seen = EnumSet.noneOf(Field.class);

  private final Set<Field> seenInSubset = EnumSet.noneOf(Field.class);

  // The passage that we are in.

  private ShapeBuilder shape;
  private Passage.@Nullable Run after;
  private List<List<Port>> ports = new ArrayList<>();

  /** The holes of what is read of the metadata. */
  private final Map<Field, Integer> holes = new EnumMap<>(Field.class);

  private int subsetsSeen;

  /** Of the event, if their ports are read. */
  private final List<Subset> subsets;

  private final Shape.Found found = new Shape.Found();

  /** New ones of addresses and of endpoints. */
  private final List<ElementShape> addressLayouts = new ArrayList<>();

  private final List<ElementShape> endpointLayouts = new ArrayList<>();

  /** How many addresses of each list were come by. */
  private final int[] counts = new int[3];

  /**
   * Takes an event apart.
   *
   * @param from where it begins, from the window's start
   * @param to where it ends
   */
  Lesson(
      Shapes shapes,
      ParserOptions options,
      EndpointsEvent event,
      TokenMarks marks,
      Window window,
      int from,
      int to,
      boolean isItem,
      boolean kindIsKnown) {
    this.shapes = shapes;
    this.options = options;
    this.event = event;
    this.in = window.bytes;
    this.windowStart = window.start;
    this.to = window.start + to;
    this.tokens = new TokenCursor(marks, in, window.start + from, this.to, options);
    this.isItem = isItem;
    this.kindIsKnown = kindIsKnown;
    this.form = isItem ? Passage.Form.ITEM : Passage.Form.BARE;
    this.shape = newShape(window.start + from);
    this.ports.add(new ArrayList<>());
    this.subsets = options.readPorts() ? event.subsets() : List.of();
    read();
  }

  /** The first passage. */
  Passage opening() {
    return passages.get(0);
  }

  List<Passage> passagesBehindRuns() {
    return passages.subList(1, passages.size());
  }

  /** The runs, with the addresses of the event. */
  List<CurrentRun> runs() {
    return runs;
  }

  /** Adds what is new to the shapes: only what was accepted to the end of its event. */
  void teach() {
    addLayouts(Passage.Run.ADDRESSES, addressLayouts);
    addLayouts(Passage.Run.ENDPOINTS, endpointLayouts);
    Passage opening = opening();
    if (isNew(opening, shapes.openings(isItem))) {
      shapes.learn(shapes.openings(isItem), opening, Shapes.MAX_OPENINGS);
    }
    for (Passage passage : passagesBehindRuns()) {
      List<Passage> known = shapes.passages(form, Objects.requireNonNull(passage.after));
      if (isNew(passage, known)) {
        shapes.learn(known, passage, Shapes.MAX_PASSAGES);
      }
    }
  }

  private void addLayouts(Passage.Run kind, List<ElementShape> layouts) {
    for (ElementShape layout : layouts) {
      shapes.learn(shapes.elements(kind), layout, Shapes.MAX_ELEMENTS);
    }
  }

  private static boolean isNew(Passage passage, List<Passage> known) {
    byte[] bytes = passage.shape.bytes;
    for (Passage other : known) {
      if (other.shape.match(bytes, 0, bytes.length, new Shape.Found()) == bytes.length) {
        return false;
      }
    }
    return true;
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
    endPassage(null, NO_SEPARATOR, to);
  }

  /** The members of the object that was entered. */
  private void members(Field container, boolean mayDiffer) {
    while (tokens.next() != JsonToken.END_OBJECT) {
      if (container == Field.UNKNOWN && mayDiffer) {
        tokens.addTo(shape, Hole.NAME);
      }
      JsonToken token = tokens.next();
      Field field = tokens.field();
      requireOrder(container, field);
      // Null and the empty string tell no kind: then it hangs on what else the stream has said.
      kindIsKnown |= field == Field.KIND && token == JsonToken.VALUE_STRING && !tokens.isEmpty();
      value(field, token, mayDiffer);
    }
  }

  private void elements(boolean mayDiffer) {
    for (JsonToken t = tokens.next(); t != JsonToken.END_ARRAY; t = tokens.next()) {
      value(tokens.field(), t, mayDiffer);
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
          tokens.addIntegerTo(shape);
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
        form = Passage.Form.WATCH_EVENT;
        members(field, false);
      }
      default -> members(field, mayDiffer);
    }
  }

  private void array(Field field, boolean mayDiffer) {
    switch (field) {
      case ADDRESSES -> run(Passage.Run.ADDRESSES);
      case NOT_READY_ADDRESSES -> run(Passage.Run.NOT_READY_ADDRESSES);
      case ENDPOINTS -> run(Passage.Run.ENDPOINTS);
      case SUBSET_PORTS, SLICE_PORTS -> {
        elements(!options.readPorts());
        boolean areOfEvent = (field == Field.SLICE_PORTS) == event.isSlice();
        if (options.readPorts() && areOfEvent) {
          int subset = event.isSlice() ? 0 : subsetsSeen - 1;
          ports.get(ports.size() - 1).addAll(subsets.get(subset).ports());
        }
      }
      default -> elements(mayDiffer);
    }
  }

  /**
   * The guard that makes passages of different events fit together: what matters comes once, and in
   * the order that servers keep to.
   */
  private void requireOrder(Field container, Field field) {
    boolean isInOrder =
        switch (container) {
          case ROOT ->
              switch (field) {
                case UNKNOWN -> true;
                case TYPE -> seen.add(field) && !seen.contains(Field.OBJECT);
                case OBJECT ->
                    seen.add(field)
                        && seen.contains(Field.TYPE)
                        && !seen.contains(Field.KIND)
                        && !seen.contains(Field.METADATA);
                default -> !seen.contains(Field.TYPE) && isInOrderOfObject(field);
              };
          case OBJECT, ITEM -> field == Field.UNKNOWN || isInOrderOfObject(field);
          case METADATA, LABELS, ANNOTATIONS -> field == Field.UNKNOWN || seen.add(field);
          case SUBSET ->
              switch (field) {
                case ADDRESSES -> seenInSubset.isEmpty() && seenInSubset.add(field);
                case NOT_READY_ADDRESSES ->
                    !seenInSubset.contains(Field.SUBSET_PORTS) && seenInSubset.add(field);
                case SUBSET_PORTS -> seenInSubset.add(field);
                default -> true;
              };
          default -> true;
        };
    if (!isInOrder) {
      throw new Unlearnable();
    }
  }

  private boolean isInOrderOfObject(Field field) {
    return switch (field) {
      case SUBSETS -> !event.isSlice() && seen.add(field);
      case ENDPOINTS -> event.isSlice() && !seen.contains(Field.SLICE_PORTS) && seen.add(field);
      case SLICE_PORTS -> seen.add(field);
      default ->
          !seen.contains(Field.SUBSETS) && !seen.contains(Field.ENDPOINTS) && seen.add(field);
    };
  }

  // ---- runs ----

  private void run(Passage.Run kind) {
    int bracket = tokens.start();
    if (tokens.next() == JsonToken.END_ARRAY) {
      return;
    }
    int first = tokens.start();
    // Where there is only one element, the next one would be laid out like the first.
    byte[] separator = Arrays.copyOfRange(in, bracket, first);
    separator[0] = ',';
    endPassage(kind, separator, first);

    CurrentRun run = new CurrentRun();
    run.begin(kind, separator, first - windowStart);
    int end = first;
    do {
      int start = tokens.start();
      boolean isSeparated =
          run.count == 0 || Arrays.equals(in, end, start, separator, 0, separator.length);
      if (!isSeparated || tokens.token() != JsonToken.START_OBJECT) {
        throw new Unlearnable();
      }
      ElementShape layout = layout(kind, start);
      end = tokens.end();
      Readiness readiness = kind.readiness(layout.readiness);
      run.append(addressAt(readiness), readiness, end - first);
      counts[list(readiness)]++;
    } while (tokens.next() != JsonToken.END_ARRAY);
    runs.add(run);

    after = kind;
    shape = newShape(end);
    ports = new ArrayList<>();
    ports.add(new ArrayList<>());
  }

  /** The address that the plain reader made of the element that comes next in a list. */
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

  /** The layout of the element that begins here. */
  private ElementShape layout(Passage.Run kind, int start) {
    List<ElementShape> fresh = kind == Passage.Run.ENDPOINTS ? endpointLayouts : addressLayouts;
    ElementShape known = find(fresh, start);
    if (known == null) {
      known = find(shapes.elements(kind), start);
    }
    if (known != null) {
      tokens.skip();
      return known;
    }
    if (fresh.size() == MOST_NEW_LAYOUTS) {
      throw new Unlearnable();
    }
    ElementShape layout = new ElementLesson(tokens, newShape(start)).layout(kind, this::addressAt);
    fresh.add(layout);
    return layout;
  }

  private @Nullable ElementShape find(List<ElementShape> layouts, int start) {
    for (ElementShape layout : layouts) {
      if (layout.shape.match(in, start, to, found) >= 0) {
        return layout;
      }
    }
    return null;
  }

  // ---- passages ----

  private void endPassage(Passage.@Nullable Run next, byte[] separator, int end) {
    Opening opening = passages.isEmpty() ? opening(event) : null;
    Port[][] portsBySubset =
        ports.stream().map(list -> list.toArray(Port[]::new)).toArray(Port[][]::new);
    passages.add(
        new Passage(shape.build(end), form, after, opening, next, separator, portsBySubset));
  }

  private Opening opening(EndpointsEvent event) {
    return new Opening(
        event.type(),
        event.isSlice(),
        hole(Field.NAMESPACE),
        hole(Field.NAME),
        hole(Field.UID),
        hole(Field.RESOURCE_VERSION),
        hole(Field.SERVICE_NAME),
        hole(Field.OVER_CAPACITY));
  }

  private int hole(Field field) {
    return holes.getOrDefault(field, Shape.NO_HOLE);
  }

  private ShapeBuilder newShape(int start) {
    return new ShapeBuilder(in, start, options.maxNameLength());
  }

  private void string(Field field) {
    switch (field) {
      case NAMESPACE, NAME, UID, RESOURCE_VERSION, SERVICE_NAME, OVER_CAPACITY -> {
        int hole = tokens.addReadTo(shape);
        if (hole == Shape.NO_HOLE) {
          throw new Unlearnable(); // a name with an escape in it
        }
        holes.put(field, hole);
      }
      default -> tokens.addTo(shape, Hole.STRING);
    }
  }
}
