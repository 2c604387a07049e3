package dev.watchstream.replay.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.api.Form;
import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.resource.GroupVersionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the events and objects in a recording's body. For one recording and one thread. */
final class StreamReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int BOM_BYTES = 3;
  private static final String META = "meta.k8s.io/";
  private static final List<String> LITERALS = List.of("true", "false", "null");
  private static final Pattern CUT_NUMBER = Pattern.compile("-?\\d*\\.?\\d*([eE][-+]?\\d*)?");

  private final Recording recording;
  private final RecordingBody body;
  private final Arrivals arrivals;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<StoredObject.Id, StoredObject> latest = new HashMap<>();
  private final Map<GroupVersionKind, GroupVersionKind> kinds = new HashMap<>();
  private boolean watch;
  private Form form = Form.OBJECT;
  private long listVersion;

  private StreamReader(Recording recording, RecordingBody body, List<Chunk> chunks) {
    this.recording = recording;
    this.body = body;
    this.arrivals = new Arrivals(chunks);
  }

  /** The stream keeps {@code body} open; on an error it is closed here. */
  static RecordedStream read(Recording recording) throws IOException {
    List<Chunk> chunks = recording.chunks();
    RecordingBody body = RecordingBody.of(recording);
    try {
      StreamReader reader = new StreamReader(recording, body, chunks);
      reader.readBody();
      return new RecordedStream(
          recording, body, chunks, reader.events, reader.watch, reader.form, reader.listVersion);
    } catch (IOException e) {
      body.close();
      throw e;
    }
  }

  private void readBody() throws IOException {
    int origin = startsWithBom() ? BOM_BYTES : 0;
    try (JsonParser parser = JSON.createParser(body.from(origin))) {
      ObjectScanner values = new ObjectScanner(parser, origin);
      while (parser.nextToken() != null) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw unservable(
              "byte %d is no JSON object".formatted(values.tokenStart()),
              "a body is watch events, objects or a list");
        }
        add(values.object());
      }
    } catch (JsonEOFException e) {
      // The stream was cut: complete values are the history, the rest is replayed as bytes.
    } catch (StreamConstraintsException e) {
      throw unservable("a value is over a limit: " + e.getOriginalMessage(), "", e);
    } catch (JsonParseException e) {
      long place = origin + e.getLocation().getByteOffset();
      if (endsInCutToken(place)) {
        return;
      }
      throw unservable(
          "near byte %d it is not JSON: %s".formatted(place, e.getOriginalMessage()),
          "a log with remarks in it is made a recording by LogImport",
          e);
    }
  }

  /** Jackson reports a literal or number that was cut as a wrong token, not as the end. */
  private boolean endsInCutToken(long from) {
    int start = body.length();
    while (start > 0 && isOfToken(body.at(start - 1))) {
      start--;
    }
    String last = new String(body.copy(start, body.length()), StandardCharsets.US_ASCII);
    return from >= start
        && (CUT_NUMBER.matcher(last).matches()
            || LITERALS.stream().anyMatch(literal -> literal.startsWith(last)));
  }

  private static boolean isOfToken(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || "+-.E".indexOf(b) >= 0;
  }

  private boolean startsWithBom() {
    return body.length() >= BOM_BYTES
        && body.at(0) == (byte) 0xEF
        && body.at(1) == (byte) 0xBB
        && body.at(2) == (byte) 0xBF;
  }

  private void add(ScannedObject value) throws IOException {
    WatchEventType type = value.type == null ? null : WatchEventType.of(value.type);
    if (type != null && value.object != null) {
      watch = true;
      addEvent(type, value, value.object);
    } else if (value.items != null) {
      listVersion = Math.max(listVersion, value.version());
      for (ScannedObject item : value.items) {
        if (item.kind == null && value.kind != null && value.kind.endsWith("List")) {
          item.listedAs(
              value.apiVersion, value.kind.substring(0, value.kind.length() - "List".length()));
        }
        addBare(item, value.end);
      }
    } else {
      addBare(value, value.end);
    }
  }

  private void addEvent(WatchEventType type, ScannedObject event, ScannedObject object)
      throws IOException {
    int end = event.end < body.length() && body.at(event.end) == '\n' ? event.end + 1 : event.end;
    boolean line = end > event.end && isOneLine(event.start, event.end);
    long at = arrivals.of(end);
    boolean carriesObject = type != WatchEventType.BOOKMARK && type != WatchEventType.ERROR;
    StoredObject stored = carriesObject ? stored(object) : null;
    events.add(
        new RecordedEvent(
            type, event.start, end, line, at, stored, kindOf(object), object.version()));
    if (stored != null) {
      remember(stored, type == WatchEventType.DELETED);
    }
  }

  private void addBare(ScannedObject object, int end) throws IOException {
    if ("Status".equals(object.kind)) {
      return;
    }
    StoredObject stored = stored(object);
    if (stored != null) {
      WatchEventType type =
          latest.containsKey(stored.id()) ? WatchEventType.MODIFIED : WatchEventType.ADDED;
      events.add(
          new RecordedEvent(
              type,
              object.start,
              object.end,
              false,
              arrivals.of(end),
              stored,
              stored.groupVersionKind(),
              stored.version()));
      remember(stored, false);
    }
  }

  private void remember(StoredObject stored, boolean deleted) {
    if (deleted) {
      latest.remove(stored.id());
    } else {
      latest.put(stored.id(), stored);
    }
  }

  private @Nullable StoredObject stored(ScannedObject object) throws IOException {
    String kind = object.kind == null ? "" : object.kind;
    String apiVersion = object.apiVersion == null ? "" : object.apiVersion;
    if (apiVersion.startsWith(META)) {
      form = kind.equals("Table") ? Form.TABLE : Form.PARTIAL_OBJECT_METADATA;
      return null;
    }
    GroupVersionKind type = kindOf(object);
    if (type == null) {
      throw unservable(
          "the object at byte %d has no kind or no apiVersion".formatted(object.start),
          "without them nobody could ask for it");
    }
    if (object.name == null || object.version() == 0) {
      throw unservable(
          "the object at byte %d has no %s"
              .formatted(object.start, object.name == null ? "name" : "numeric resourceVersion"),
          "without it no client could resume");
    }
    ObjectKey key = new ObjectKey(object.namespace == null ? "" : object.namespace, object.name);
    StoredObject before = latest.get(new StoredObject.Id(type, key));
    return new StoredObject(
        body,
        object.start,
        object.end,
        type,
        before == null ? key : before.key(),
        object.uid == null ? "" : object.uid,
        // Labels hardly ever change: all versions share one map.
        before != null && before.labels().equals(object.labels)
            ? before.labels()
            : Map.copyOf(object.labels),
        object.version(),
        object.versionStart,
        object.named);
  }

  /** Null for a Status, and for what has another form than an object. */
  private @Nullable GroupVersionKind kindOf(ScannedObject object) {
    String apiVersion = object.apiVersion;
    if (apiVersion == null
        || apiVersion.isEmpty()
        || object.kind == null
        || object.kind.isEmpty()
        || object.kind.equals("Status")
        || apiVersion.startsWith(META)) {
      return null;
    }
    // One instance for all objects of a kind, of which there may be many.
    return kinds.computeIfAbsent(GroupVersionKind.of(apiVersion, object.kind), kind -> kind);
  }

  private boolean isOneLine(int start, int end) {
    for (int i = start; i < end; i++) {
      if (body.at(i) == '\n') {
        return false;
      }
    }
    return true;
  }

  private UnservableRecordingException unservable(String what, String wayOut) {
    return new UnservableRecordingException(message(what, wayOut));
  }

  private UnservableRecordingException unservable(
      String what, String wayOut, JsonProcessingException cause) {
    return new UnservableRecordingException(message(what, wayOut), cause);
  }

  private String message(String what, String wayOut) {
    return "recording %s cannot be served: %s%s%s"
        .formatted(recording.name(), what, wayOut.isEmpty() ? "" : "; ", wayOut);
  }

  /** The arrival times of bytes, asked for in rising order. */
  private static final class Arrivals {
    private final List<Chunk> chunks;
    private int chunk;
    private long chunkEnd;

    Arrivals(List<Chunk> chunks) {
      this.chunks = chunks;
      this.chunkEnd = chunks.isEmpty() ? 0 : chunks.get(0).length();
    }

    long of(int end) {
      while (chunk < chunks.size() - 1 && chunkEnd < end) {
        chunk++;
        chunkEnd += chunks.get(chunk).length();
      }
      return chunks.isEmpty() ? 0 : chunks.get(chunk).offsetNanos();
    }
  }
}
