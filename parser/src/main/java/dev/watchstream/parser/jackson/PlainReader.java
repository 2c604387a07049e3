package dev.watchstream.parser.jackson;

import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.parser.BookmarkEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.LimitExceededException;
import dev.watchstream.parser.ListEndEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ReaderStatistics;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.UnexpectedDataException;
import dev.watchstream.parser.bytes.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * The reference: every byte goes through Jackson, every token through {@link Field}, and nothing is
 * remembered from one event to the next but strings. Faster readers are checked against this one.
 *
 * <p>JSON's rules on members decide the shape: a member that is repeated replaces its earlier
 * value, null means that it is absent, and the kind of an object is known only at its end.
 */
public final class PlainReader extends EventReader {

  /** Enough for the deepest thing that is not skipped: the targetRef in the item of a list. */
  private static final int MAX_DEPTH = 12;

  private final ParserOptions options;
  private final JacksonTokens tokens;
  private final TokenMarks marks;

  /** The root value: a bare object, a list, or what is around a watch event's object. */
  private final ObjectDraft root = new ObjectDraft();

  /** The object of a watch event, or the item of a list. */
  private ObjectDraft inner = new ObjectDraft();

  private final EndpointDraft endpoint = new EndpointDraft();
  private final PortDraft port = new PortDraft();
  private final EndpointsView event;

  // Where we are: the containers around us, the last member name, and the object whose members
  // come in at objectDepth.

  private final Field[] path = new Field[MAX_DEPTH];
  private int depth;
  private String name = "";
  private ObjectDraft object = root;
  private int objectDepth;

  // What the root value has said of itself.

  private @Nullable String type;
  private boolean hasObject;
  private boolean objectIsNull;
  private boolean hasItems;

  /** The kind of the items of this list, once one of them told. */
  private @Nullable String kindOfItems;

  private final HeldItems held = new HeldItems();

  private final TypedObjects typedObjects = new TypedObjects();

  /** The bytes of the events that were handed out. */
  private long tokenized;

  private long listsBegun;

  public PlainReader(ParserOptions options) {
    this.options = options;
    this.tokens = new JacksonTokens(options);
    this.marks = tokens.marks();
    this.event = new EndpointsView(options.readZoneHints());
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    tokens.feed(bytes, offset, length);
  }

  @Override
  public void endOfInput() {
    tokens.endOfInput();
  }

  @Override
  public void reset() {
    typedObjects.clear();
    tokenized = 0;
    resume();
  }

  @Override
  public void resume() {
    tokens.reset();
    held.clear();
    depth = 0;
    listsBegun = 0;
    eventStart = 0;
    eventEnd = 0;
  }

  @Override
  public long eventCount() {
    return tokens.eventNumber();
  }

  @Override
  public ReaderStatistics statistics() {
    return new ReaderStatistics(0, 0, 0, tokenized, 0, 0, 0, 0);
  }

  @Override
  public @Nullable StreamEvent next() {
    StreamEvent event = nextHeld();
    while (event == null) {
      JsonToken token = tokens.next();
      if (token == null) {
        return null;
      }
      switch (token) {
        case FIELD_NAME -> name = tokens.name();
        case START_OBJECT, START_ARRAY -> open(token);
        case END_OBJECT, END_ARRAY -> event = close();
        default -> scalar(token);
      }
    }
    tokens.countEvent();
    tokenized += eventEnd - eventStart;
    return event;
  }

  // ---- where another reader may take over ----

  /** Whether all input is read, and the next byte is between two root values. */
  public boolean isBetweenEvents() {
    return depth == 0 && held.isEmpty() && tokens.isBetweenValues();
  }

  /** Whether all input is read, and it ends with an item of a list whose kind is known. */
  public boolean isBetweenItems() {
    return isInList()
        && depth == 2
        && held.isEmpty()
        && root.kind != null
        && Kind.isKnownList(root.kind)
        && tokens.isBehindObject();
  }

  /** Whether the items of a list are being read. */
  public boolean isInList() {
    return depth >= 2 && path[1] == Field.ITEMS;
  }

  /** The kind of the list that is being read; empty for none, and while it has not said it. */
  public String listKind() {
    return isInList() && root.kind != null ? root.kind : "";
  }

  /** How many lists of the stream have begun, with items or without. */
  public long listsBegun() {
    return listsBegun;
  }

  /** The tokens of the last event, if they were asked for ({@link TokenMarks#want}). */
  public TokenMarks marks() {
    return marks;
  }

  /** Skips {@code bytes} bytes: an event that another reader has read, and what is before it. */
  public void passOver(int bytes) {
    tokens.passOver(bytes);
  }

  /** Skips {@code bytes} bytes, all of them white space between two root values. */
  public void passOverSpace(int bytes) {
    tokens.passOverSpace(bytes);
  }

  private void open(JsonToken token) {
    tokens.enter();
    Field field = here();
    if (field.type.accepts(token)) {
      path[depth++] = field;
      begin(field);
    } else {
      unexpected(field, token);
      tokens.skipContainer();
    }
  }

  private @Nullable StreamEvent close() {
    tokens.leave();
    return end(path[--depth]);
  }

  private void scalar(JsonToken token) {
    Field field = here();
    if (token == JsonToken.VALUE_NULL) {
      absent(field);
    } else if (field.type.accepts(token)
        && !(field.type == Field.Type.INTEGER && !tokens.isInt())) {
      set(field);
    } else {
      unexpected(field, token);
    }
  }

  /** What the value that begins here stands for. */
  private Field here() {
    if (depth == 0) {
      return Field.ROOT;
    }
    Field field = Field.of(path[depth - 1], name);
    if (field == Field.HINTS && !options.readZoneHints()) {
      field = Field.UNKNOWN;
    }
    marks.isOf(field);
    if (depth == objectDepth) {
      return member(field);
    }
    return field == Field.SUBSET_PORTS && !options.readPorts() ? Field.UNKNOWN : field;
  }

  /** What a member of the object itself stands for, which depends on the members before it. */
  private Field member(Field field) {
    return switch (field) {
      case OBJECT -> hasItems ? Field.UNKNOWN : field;
      case ITEMS -> {
        if (hasItems) {
          throw new UnexpectedDataException(
              "a second \"items\", when those of the first were handed out already",
              tokens.path(),
              tokens.placeOfToken());
        }
        boolean isNoList = root.kind != null && !Kind.isList(root.kind);
        yield hasObject || isNoList ? Field.UNKNOWN : field;
      }
      case SUBSETS -> {
        object.hasSubsets = true;
        yield field;
      }
      case ENDPOINTS -> {
        object.hasEndpoints = true;
        yield field;
      }
      case SLICE_PORTS -> options.readPorts() ? field : Field.UNKNOWN;
      default -> field;
    };
  }

  /**
   * Notes a value of the wrong type. It is reported at the end of the object, when its kind is
   * known for sure.
   */
  private void unexpected(Field field, JsonToken token) {
    switch (field) {
      case UNKNOWN -> {}
      case SNAKE_CASE -> fault(field, OtherSpellings.ofPython(name));
      case OF_GO_EVENT -> fault(field, OtherSpellings.OF_GO);
      default ->
          fault(
              field, "expected " + field.type.inWords + ", found " + JacksonTokens.inWords(token));
    }
  }

  private void fault(Field field, String what) {
    if (depth == 0 || field == Field.ITEM) {
      // Nothing that follows can correct this; and items are handed out at once.
      String where = depth == 0 ? "" : tokens.path();
      throw new UnexpectedDataException(what, where, tokens.placeOfToken());
    }
    Field member = depth == objectDepth ? field : path[objectDepth];
    object.fault(member, what, tokens.path(), tokens.offsetOfToken());
  }

  // ---- containers ----

  private void begin(Field field) {
    switch (field) {
      case ROOT -> {
        type = null;
        hasObject = false;
        objectIsNull = false;
        hasItems = false;
        kindOfItems = null;
        held.clear();
        beginObject(root);
        marks.begin(tokens.valueStart());
      }
      case OBJECT -> {
        hasObject = true;
        objectIsNull = false;
        beginObject(inner);
      }
      case ITEMS -> {
        hasItems = true;
        listsBegun++;
      }
      case ITEM -> {
        beginObject(inner);
        long start = tokens.offset() - 1;
        tokens.beginEvent(start);
        marks.begin(start);
      }
      default -> clear(field);
    }
  }

  private void beginObject(ObjectDraft newObject) {
    newObject.clear();
    object = newObject;
    objectDepth = depth;
  }

  private void absent(Field field) {
    switch (field) {
      case ROOT, ITEM -> unexpected(field, JsonToken.VALUE_NULL);
      case OBJECT -> {
        hasObject = true;
        objectIsNull = true;
      }
      case ITEMS, UNKNOWN -> {}
      case SNAKE_CASE, OF_GO_EVENT -> unexpected(field, JsonToken.VALUE_NULL);
      case ADDRESS, PORT -> {
        // As in Go, null is an element that says nothing.
        clear(field);
        end(field);
      }
      default -> {
        if (field.isContainer()) {
          clear(field);
        } else {
          set(field);
        }
      }
    }
  }

  /** Removes what a container held before: its name is repeated, or it is null. */
  private void clear(Field field) {
    switch (field) {
      case METADATA -> object.metadata.clear();
      case LABELS -> object.metadata.serviceName = null;
      case ANNOTATIONS -> {
        object.metadata.initialEventsEnd = false;
        object.metadata.isTruncated = false;
      }
      case SUBSETS -> object.subsets.clear();
      case SUBSET -> object.subsets.beginSubset();
      case ADDRESSES -> object.subsets.clearAddressesOfSubset();
      case NOT_READY_ADDRESSES -> object.subsets.clearNotReadyAddressesOfSubset();
      case SUBSET_PORTS -> object.subsets.clearPortsOfSubset();
      case ENDPOINTS -> object.slice.clearAddresses();
      case SLICE_PORTS -> object.slice.clearPortsOfSubset();
      case ADDRESS, ENDPOINT -> endpoint.clear();
      case ENDPOINT_ADDRESSES -> endpoint.ips.clear();
      case TOPOLOGY -> endpoint.clearTopology();
      case HINTS, FOR_ZONES -> endpoint.forZones.clear();
      case FOR_ZONE -> {}
      case CONDITIONS -> endpoint.clearConditions();
      case TARGET_REF -> endpoint.clearTarget();
      case PORT -> port.clear();
      case DETAILS -> object.retryAfterSeconds = 0;
      default -> throw new AssertionError(field);
    }
  }

  private @Nullable StreamEvent end(Field field) {
    switch (field) {
      case ADDRESS -> endAddress();
      case ENDPOINT -> endpoint.addTo(object.slice);
      case PORT -> {
        boolean ofSlice = path[depth - 1] == Field.SLICE_PORTS;
        (ofSlice ? object.slice : object.subsets).add(port.toPort());
      }
      case OBJECT -> endInnerObject();
      case ITEM -> {
        endInnerObject();
        endEvent();
        return endItem();
      }
      case ROOT -> {
        endEvent();
        return endRoot();
      }
      default -> {}
    }
    return null;
  }

  private void endAddress() {
    if (endpoint.ips.isEmpty()) {
      fault(Field.ADDRESS, "an address without ip");
    } else {
      boolean isReady = path[depth - 1] == Field.ADDRESSES;
      endpoint.addTo(isReady ? object.subsets.addresses : object.subsets.notReadyAddresses);
    }
  }

  private void endInnerObject() {
    object = root;
    objectDepth = 1;
  }

  private void endEvent() {
    eventStart = tokens.eventStart();
    eventEnd = tokens.offset();
    tokens.beginEvent(eventEnd);
  }

  // ---- scalars ----

  private void set(Field field) {
    Metadata metadata = object.metadata;
    switch (field) {
      case TYPE -> type = tokens.pooledString();
      case KIND -> object.kind = tokens.pooledString();
      case API_VERSION -> object.apiVersion = tokens.pooledString();
      case NAMESPACE -> metadata.namespace = tokens.pooledString();
      case NAME -> metadata.name = tokens.pooledString();
      case UID -> metadata.uid = tokens.pooledString();
      case RESOURCE_VERSION -> tokens.string(metadata.resourceVersion);
      case CONTINUE -> metadata.continueToken = tokens.string();
      case SERVICE_NAME -> metadata.serviceName = tokens.pooledString();
      case INITIAL_EVENTS_END -> metadata.initialEventsEnd = "true".equals(tokens.pooledString());
      case OVER_CAPACITY -> metadata.isTruncated = Metadata.TRUNCATED.equals(tokens.pooledString());
      case IP -> {
        endpoint.ips.clear();
        addIp();
      }
      case ENDPOINT_ADDRESS -> {
        if (!addIp()) {
          fault(field, "an empty address");
        }
      }
      case HOSTNAME -> endpoint.hostname = tokens.string();
      case NODE_NAME -> endpoint.nodeName = tokens.pooledString();
      case ZONE -> endpoint.zone = tokens.pooledString();
      case FOR_ZONE_NAME -> {
        String zone = tokens.pooledString();
        if (zone != null) {
          endpoint.forZones.add(zone);
        }
      }
      case TOPOLOGY_NODE -> endpoint.topologyNode = tokens.pooledString();
      case TOPOLOGY_ZONE -> endpoint.topologyZone = tokens.pooledString();
      case READY -> endpoint.ready = tokens.booleanValue();
      case SERVING -> endpoint.serving = tokens.booleanValue();
      case TERMINATING -> endpoint.terminating = tokens.booleanValue();
      case TARGET_KIND -> endpoint.targetKind = tokens.pooledString();
      case TARGET_NAMESPACE -> endpoint.targetNamespace = tokens.pooledString();
      case TARGET_NAME -> endpoint.targetName = tokens.string();
      case TARGET_UID -> endpoint.targetUid = tokens.string();
      case PORT_NAME -> port.name = tokens.pooledString();
      case PORT_NUMBER -> port.number = tokens.intValue();
      case PROTOCOL -> port.protocol = tokens.pooledString();
      case APP_PROTOCOL -> port.appProtocol = tokens.pooledString();
      case CODE -> object.code = tokens.intValue();
      case RETRY_AFTER_SECONDS -> object.retryAfterSeconds = tokens.intValue();
      case REASON -> object.reason = tokens.string();
      case MESSAGE -> object.message = tokens.string();
      default -> throw new AssertionError(field);
    }
  }

  private boolean addIp() {
    String ip = tokens.string();
    return ip != null && endpoint.ips.add(ip);
  }

  // ---- what it all means ----

  private @Nullable StreamEvent endRoot() {
    if (hasObject || (type != null && root.kind == null)) {
      return endWatchEvent();
    }
    if (hasItems || (root.kind != null && Kind.isList(root.kind))) {
      return endList();
    }
    String kind = root.kind != null ? root.kind : root.kindByMembers();
    return judge(EventType.LISTED, kind, root, "");
  }

  private @Nullable StreamEvent endWatchEvent() {
    root.throwFaultOf(Kind.WATCH_EVENT, eventCount());
    if (type == null) {
      throw unexpected("a watch event without a type", "");
    }
    if (!hasObject || objectIsNull) {
      throw unexpected("a watch event without an object", "");
    }
    EventType eventType =
        switch (type) {
          case "ADDED" -> EventType.ADDED;
          case "MODIFIED" -> EventType.MODIFIED;
          case "DELETED" -> EventType.DELETED;
          case "BOOKMARK" -> EventType.BOOKMARK;
          case "ERROR" -> EventType.ERROR;
          default ->
              throw unexpected("an unknown event type \"" + Excerpt.of(type) + "\"", "/type");
        };
    return judge(eventType, kindOfWatched(eventType), inner, "/object");
  }

  /**
   * The kind of a watch event's object: what it says, or its members, or the events before. A Go
   * program that prints typed objects leaves it out, and with no addresses the members as well.
   */
  private @Nullable String kindOfWatched(EventType eventType) {
    if (inner.kind != null) {
      return inner.kind;
    }
    if (eventType == EventType.ERROR) {
      return inner.kindByMembers() != null ? inner.kindByMembers() : Kind.STATUS;
    }
    return typedObjects.kindOf(inner, eventType);
  }

  private @Nullable StreamEvent endItem() {
    String kind = kindOfItem(inner);
    if (kind != null && held.isEmpty()) {
      return judge(EventType.LISTED, kind, inner, null);
    }
    // Held, or after held ones: it keeps its contents, and the next item gets a new object.
    held.add(new HeldItems.Held(inner, tokens.path(), eventStart, eventEnd));
    if (kind != null) {
      held.becomeDue();
    } else if (held.bytes() > options.maxEventBytes()) {
      throw new LimitExceededException(
          "a list whose items do not tell their kind, and that has not said its own, exceeds",
          "maxEventBytes",
          options.maxEventBytes(),
          tokens.place(eventStart));
    }
    inner = new ObjectDraft();
    return nextHeld();
  }

  /**
   * The kind of an item: what it says; or else what its list says of its items; or else what the
   * members of this item or of one before tell. A server leaves kind and apiVersion out of a list's
   * items. Null where nothing tells.
   */
  private @Nullable String kindOfItem(ObjectDraft item) {
    if (item.kind != null) {
      return item.kind;
    }
    String kindOfList = root.kind == null ? "" : Kind.ofItems(root.kind);
    if (!kindOfList.isEmpty()) {
      return kindOfList;
    }
    if (item.kindByMembers() != null) {
      kindOfItems = item.kindByMembers();
    }
    return kindOfItems;
  }

  /** The next event of an item that was held, or of its list's end. */
  private @Nullable StreamEvent nextHeld() {
    for (HeldItems.Held next = held.pollDue(); next != null; next = held.pollDue()) {
      eventStart = next.start();
      eventEnd = next.end();
      StreamEvent event =
          next.object() == root
              ? judgeList()
              : judge(EventType.LISTED, kindOfItem(next.object()), next.object(), next.path());
      if (event != null) {
        return event;
      }
    }
    return null;
  }

  private @Nullable StreamEvent endList() {
    if (held.isEmpty()) {
      return judgeList();
    }
    held.add(new HeldItems.Held(root, "", eventStart, eventEnd));
    held.becomeDue();
    return nextHeld();
  }

  private @Nullable StreamEvent judgeList() {
    String kind = root.kind;
    if (kind == null) {
      root.throwFaultOf(Kind.LIST, eventCount());
      throw unexpected("a list without a kind", "");
    }
    if (!Kind.isKnownList(kind)) {
      return otherKind(kind, "");
    }
    root.throwFaultOf(Kind.LIST, eventCount());
    return new ListEndEvent(
        kind, root.metadata.resourceVersion.value(), root.metadata.continueToken);
  }

  /**
   * The event that a complete object stands for; null for one that is skipped.
   *
   * @param path where the object is; null for the current place, whose path is made only when it is
   *     needed
   */
  private @Nullable StreamEvent judge(
      EventType eventType, @Nullable String kind, ObjectDraft complete, @Nullable String path) {
    if (kind == null) {
      complete.throwFaultOf(Kind.NONE, eventCount());
      boolean isTyped = eventType != EventType.LISTED && complete.metadata.name != null;
      throw unexpected(
          "an object without a kind" + (isTyped ? OtherSpellings.OF_TYPED_OBJECT : ""), path);
    }
    boolean isStatus = kind.equals(Kind.STATUS);
    boolean isEndpoints = kind.equals(Kind.ENDPOINTS);
    boolean isSlice = kind.equals(Kind.ENDPOINT_SLICE);
    if (!isStatus && !isEndpoints && !isSlice && eventType != EventType.ERROR) {
      return otherKind(kind, path);
    }
    if (isEndpoints) {
      refuseOldVersion(complete, path);
    }
    boolean mayBeStatus = eventType == EventType.ERROR || eventType == EventType.LISTED;
    if (isStatus ? !mayBeStatus : eventType == EventType.ERROR) {
      throw unexpected(eventType + " with an object of kind " + Excerpt.of(kind), path);
    }
    complete.throwFaultOf(kind, eventCount());
    if (isStatus) {
      return new StatusEvent(
          complete.code, complete.reason, complete.message, complete.retryAfterSeconds);
    }
    if (eventType == EventType.BOOKMARK) {
      Metadata metadata = complete.metadata;
      return new BookmarkEvent(kind, metadata.resourceVersion.value(), metadata.initialEventsEnd);
    }
    event.set(
        eventType,
        isSlice,
        complete.metadata,
        isSlice ? complete.slice : complete.subsets,
        options.readPorts());
    return event;
  }

  /** Before Kubernetes 1.0 an Endpoints was another object under the same name. */
  private void refuseOldVersion(ObjectDraft complete, @Nullable String path) {
    String version = complete.apiVersion != null ? complete.apiVersion : root.apiVersion;
    if ("v1beta1".equals(version) || "v1beta2".equals(version)) {
      throw unexpected(
          "an Endpoints of API version " + version + ", which has no subsets; v1 is read", path);
    }
  }

  private @Nullable StreamEvent otherKind(String kind, @Nullable String path) {
    if (options.skipOtherKinds()) {
      return null;
    }
    throw UnexpectedDataException.ofOtherKind(kind, orHere(path), tokens.place(eventStart));
  }

  private UnexpectedDataException unexpected(String what, @Nullable String path) {
    return new UnexpectedDataException(what, orHere(path), tokens.place(eventStart));
  }

  private String orHere(@Nullable String path) {
    return path == null ? tokens.path() : path;
  }
}
