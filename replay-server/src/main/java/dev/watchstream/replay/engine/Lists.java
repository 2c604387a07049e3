package dev.watchstream.replay.engine;

import static dev.watchstream.replay.options.Continue.CONTINUE;
import static dev.watchstream.replay.options.Limit.LIMIT;
import static dev.watchstream.replay.options.ResourceVersion.RESOURCE_VERSION;
import static dev.watchstream.replay.options.ResourceVersionMatch.RESOURCE_VERSION_MATCH;

import dev.watchstream.replay.api.Accept.Chosen;
import dev.watchstream.replay.api.ContinueToken;
import dev.watchstream.replay.api.Form;
import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.body.ObjectJson;
import dev.watchstream.replay.body.TableJson;
import dev.watchstream.replay.body.TableJson.Include;
import dev.watchstream.replay.history.ResourceHistory;
import dev.watchstream.replay.history.StoredObject;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.json.JsonText;
import dev.watchstream.replay.options.ListOptions;
import dev.watchstream.replay.options.Selection;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.version.ServerProfile;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Answers GET of one object and LIST. Safe for use by several threads. */
final class Lists {
  /** The most bytes of objects in one answer, which is made in memory. */
  private static final long MAX_LIST_BYTES = 512L << 20;

  private static final String TOO_OLD = "The resourceVersion for the provided list is too old.";
  private static final String CONTINUE_TOO_OLD =
      "The provided continue parameter is too old to display a consistent list result. You can"
          + " start a new list without the continue parameter, or use the continue token in this"
          + " response to retrieve the remainder of the results. Continuing with the provided token"
          + " results in an inconsistent list - objects that were created, modified, or deleted"
          + " between the time the first chunk was returned and now may show up in the list.";

  private final CurrentPosition current;
  private final ServerProfile server;
  private final LongFunction<Instant> wallClock;

  Lists(CurrentPosition current, ServerProfile server, LongFunction<Instant> wallClock) {
    this.current = current;
    this.server = server;
    this.wallClock = wallClock;
  }

  /**
   * A list whose content is decided but not yet written.
   *
   * @param bytes of the objects in it
   */
  record Unwritten(long bytes, Consumer<JsonText> writer) {
    JsonText write() {
      JsonText json = new JsonText();
      writer.accept(json);
      return json;
    }
  }

  /** A part of a list, and what its metadata says. */
  private record Page(
      List<Versioned> items, long version, @Nullable String continueToken, int remaining) {
    private String metadata(boolean remainingKnown) {
      StringBuilder metadata = new StringBuilder("\"resourceVersion\":\"" + version + "\"");
      if (continueToken != null) {
        metadata.append(",\"continue\":\"").append(continueToken).append('"');
        if (remainingKnown) {
          metadata.append(",\"remainingItemCount\":").append(remaining);
        }
      }
      return metadata.toString();
    }
  }

  JsonText one(Selection selection, String name, Query query, Chosen as) throws StatusException {
    Include include = include(query, as);
    long version = RESOURCE_VERSION.number(query);
    ResourceHistory story = current.history(selection.resource());
    long position = current.notOlderThan(story, version);
    List<Versioned> found = story.stateAt(position, selection);
    if (found.isEmpty()) {
      throw StatusException.notFound(selection.resource(), name);
    }
    Versioned object = found.get(0);
    JsonText json = new JsonText();
    switch (as.form()) {
      case OBJECT -> ObjectJson.of(object).writeWhole(object.object(), json);
      case PARTIAL_OBJECT_METADATA -> ObjectJson.of(object).writePartial(as.metaVersion(), json);
      case TABLE ->
          table(
              selection.resource(),
              "\"resourceVersion\":\"" + object.version() + "\"",
              found,
              include,
              as,
              wallClock.apply(current.time(story, position)),
              json);
    }
    return json;
  }

  Unwritten list(Selection selection, ListOptions options, Query query, Chosen as)
      throws StatusException {
    Include include = include(query, as);
    ResourceHistory story = current.history(selection.resource());
    Page page =
        options.get(CONTINUE).isEmpty()
            ? first(story, selection, options)
            : next(story, selection, options);
    boolean remainingKnown =
        selection.labels().isEverything() && selection.fields().terms().isEmpty();
    String metadata = page.metadata(remainingKnown);
    Resource resource = selection.resource();
    Instant now = wallClock.apply(current.time(story, story.positionAfter(page.version())));
    return new Unwritten(
        bytes(page.items()),
        json -> {
          switch (as.form()) {
            case OBJECT -> {
              if (resource.custom()) {
                customList(resource, page, remainingKnown, json);
              } else {
                begin(resource.kind() + "List", resource.apiVersion(), metadata, json);
                items(page, (item, object) -> object.writeItem(json), json);
                json.raw("]}");
              }
            }
            case PARTIAL_OBJECT_METADATA -> {
              begin("PartialObjectMetadataList", "meta.k8s.io/" + as.metaVersion(), metadata, json);
              items(page, (item, object) -> object.writePartial(as.metaVersion(), json), json);
              json.raw("]}");
            }
            case TABLE -> table(resource, metadata, page.items(), include, as, now, json);
          }
        });
  }

  /** What a row of a table is to carry; checked only when a table is asked for. */
  static Include include(Query query, Chosen as) throws StatusException {
    String asked = as.form() == Form.TABLE ? query.text("includeObject") : "";
    return switch (asked) {
      case "", "Metadata" -> Include.METADATA;
      case "None" -> Include.NONE;
      case "Object" -> Include.OBJECT;
      default ->
          throw StatusException.badRequest(
              "Unable to convert to Table as requested: includeObject: Invalid value: \""
                  + asked
                  + "\": must be 'Metadata', 'Object', 'None', or empty");
    };
  }

  private Page first(ResourceHistory story, Selection selection, ListOptions options)
      throws StatusException {
    long position;
    long told;
    if (RESOURCE_VERSION_MATCH.isExact(options)) {
      position = exactly(story, options, selection);
      told = options.version();
    } else {
      long oldest = options.oldestState();
      position = current.notOlderThan(story, oldest);
      told = Math.max(oldest, story.versionAt(position));
    }
    // A list from the watch cache is never split into parts.
    boolean whole = options.get(RESOURCE_VERSION).equals("0") || options.get(LIMIT) <= 0;
    return page(
        story.stateAt(position, selection),
        told,
        whole ? Integer.MAX_VALUE : options.get(LIMIT),
        selection);
  }

  private long exactly(ResourceHistory story, ListOptions options, Selection selection)
      throws StatusException {
    long version = options.version();
    boolean ofOneObject = selection.name() != null;
    if (version < story.oldestVersion(selection)) {
      // Older servers read a single object in another way, which passes etcd's error on.
      boolean told = !ofOneObject || options.get(RESOURCE_VERSION_MATCH).isEmpty();
      throw told || server.compactedObjectStatus() == 410
          ? StatusException.expired(TOO_OLD)
          : StatusException.internal("etcdserver: mvcc: required revision has been compacted");
    }
    if (current.isInTheFuture(story, version)) {
      throw server.exactFutureStatus() == 504
          ? StatusException.tooLargeVersion(
              version, story.versionAt(current.position(story)), ofOneObject ? 0 : 1)
          : StatusException.internal("etcdserver: mvcc: required revision is a future revision");
    }
    return story.positionAfter(version);
  }

  private Page next(ResourceHistory story, Selection selection, ListOptions options)
      throws StatusException {
    String namespace = selection.namespace();
    boolean inNamespace = selection.isOfOneNamespace();
    if (!options.get(RESOURCE_VERSION).isEmpty() && !options.get(RESOURCE_VERSION).equals("0")) {
      throw StatusException.badRequest(
          "specifying resource version is not allowed when using continue");
    }
    ContinueToken token =
        ContinueToken.parse(options.get(CONTINUE), inNamespace, namespace == null ? "" : namespace);
    long position = current.position(story);
    long version = story.versionAt(position);
    if (token.version() != ContinueToken.ANY) {
      if (token.version() < story.oldestVersion(selection)) {
        throw StatusException.expired(
            CONTINUE_TOO_OLD,
            new ContinueToken(ContinueToken.ANY, token.after()).encode(inNamespace));
      }
      if (current.isInTheFuture(story, token.version())) {
        throw StatusException.tooLargeVersion(token.version(), version);
      }
      version = token.version();
      position = story.positionAfter(version);
    }
    List<Versioned> rest =
        story.stateAt(position, selection).stream()
            .filter(item -> item.object().key().compareTo(token.after()) > 0)
            .toList();
    long limit = options.get(LIMIT) > 0 ? options.get(LIMIT) : Integer.MAX_VALUE;
    return page(rest, version, limit, selection);
  }

  private static Page page(List<Versioned> items, long version, long limit, Selection selection)
      throws StatusException {
    List<Versioned> given = items.size() <= limit ? items : items.subList(0, (int) limit);
    if (bytes(given) > MAX_LIST_BYTES) {
      throw StatusException.internal(
          "the list is larger than %d bytes (MAX_LIST_BYTES): ask for parts of it with limit"
              .formatted(MAX_LIST_BYTES));
    }
    if (given.size() == items.size()) {
      return new Page(items, version, null, 0);
    }
    ObjectKey last = given.get(given.size() - 1).object().key();
    return new Page(
        given,
        version,
        new ContinueToken(version, last).encode(selection.isOfOneNamespace()),
        items.size() - given.size());
  }

  private static long bytes(List<Versioned> items) {
    return items.stream().mapToLong(item -> item.object().end() - item.object().start()).sum();
  }

  private static void table(
      Resource resource,
      String metadata,
      List<Versioned> objects,
      Include include,
      Chosen as,
      Instant now,
      JsonText json) {
    TableJson.begin(resource, as.metaVersion(), metadata, true, json);
    String separator = "";
    for (Versioned object : objects) {
      json.raw(separator);
      TableJson.row(resource, object, include, as.metaVersion(), now, json);
      separator = ",";
    }
    TableJson.end(json);
  }

  private static void items(Page page, BiConsumer<StoredObject, ObjectJson> writer, JsonText json) {
    String separator = "";
    for (Versioned item : page.items()) {
      json.raw(separator);
      writer.accept(item.object(), ObjectJson.of(item));
      separator = ",";
    }
  }

  /** The API server has no type for it: members in alphabetical order, items whole. */
  private static void customList(
      Resource resource, Page page, boolean remainingKnown, JsonText json) {
    json.raw("{\"apiVersion\":\"" + resource.apiVersion() + "\",\"items\":[");
    items(page, (item, object) -> object.writeWhole(item, json), json);
    String token = page.continueToken();
    json.raw("],\"kind\":\"" + resource.kind() + "List\",\"metadata\":{\"continue\":\"");
    json.raw(token == null ? "" : token).raw("\"");
    if (token != null && remainingKnown) {
      json.raw(",\"remainingItemCount\":" + page.remaining());
    }
    json.raw(",\"resourceVersion\":\"" + page.version() + "\"}}");
  }

  private static void begin(String kind, String apiVersion, String metadata, JsonText json) {
    json.raw("{\"kind\":\"" + kind + "\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":{");
    json.raw(metadata).raw("},\"items\":[");
  }
}
