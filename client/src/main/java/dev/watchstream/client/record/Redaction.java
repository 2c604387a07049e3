package dev.watchstream.client.record;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a recording fit to be shared. Names, namespaces, nodes, zones, addresses, uids and the
 * values of labels become pseudonyms, the same for the same thing wherever it occurs; so does text
 * in unknown fields. Most headers, {@code managedFields}, people's notes, and all annotations but
 * three of Kubernetes' own are dropped. Types, kinds, versions, times, conditions and numbers stay,
 * and so does what makes rollouts of Deployments recognisable.
 *
 * <p>Two recordings redacted with the same key have the same pseudonyms. For one thread.
 */
public final class Redaction {

  private static final int KEY_BYTES = 32;

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern STATUS_REASON =
      Pattern.compile(
          "Expired|Gone|Timeout|ServerTimeout|TooManyRequests|InternalError|BadRequest|Invalid"
              + "|Unauthorized|Forbidden|NotFound|Conflict|ServiceUnavailable");

  /** Values that a field may keep, because they identify nobody: words, versions, times. */
  private static final Map<String, Pattern> KEPT =
      Map.ofEntries(
          entry("type", Pattern.compile("ADDED|MODIFIED|DELETED|BOOKMARK|ERROR")),
          entry(
              "kind",
              Pattern.compile(
                  "((Endpoints|EndpointSlice|Pod|Service|Node|Deployment|ReplicaSet)?(List)?|Status)")),
          entry(
              "apiVersion",
              Pattern.compile("(([a-z0-9-]+\\.)?k8s\\.io/|apps/)?v\\d+((alpha|beta)\\d+)?")),
          entry("resourceVersion", Pattern.compile("\\d*")),
          entry("creationTimestamp", TIME),
          entry("deletionTimestamp", TIME),
          entry("protocol", Pattern.compile("TCP|UDP|SCTP")),
          entry("addressType", Pattern.compile("IPv4|IPv6|FQDN")),
          entry("status", Pattern.compile("True|False|Unknown|Success|Failure")),
          entry("reason", STATUS_REASON));

  private static final Map<String, Pattern> KEPT_ANNOTATIONS =
      Map.of(
          "endpoints.kubernetes.io/last-change-trigger-time", TIME,
          "endpoints.kubernetes.io/over-capacity", Pattern.compile("truncated|warning"),
          "k8s.io/initial-events-end", Pattern.compile("true"));

  /**
   * Members of Kubernetes' own kinds; the names of other kinds' members may reveal whose they are.
   */
  private static final Set<String> MEMBERS =
      Set.of(
          ("type object kind apiVersion metadata items subsets status message reason details code"
                  + " name namespace uid resourceVersion generation generateName selfLink continue"
                  + " remainingItemCount creationTimestamp deletionTimestamp labels annotations"
                  + " deletionGracePeriodSeconds ownerReferences controller blockOwnerDeletion"
                  + " finalizers addresses notReadyAddresses ports ip hostname nodeName targetRef"
                  + " fieldPath port protocol appProtocol addressType endpoints conditions ready"
                  + " serving terminating zone hints forZones forNodes deprecatedTopology topology"
                  + " causes field group retryAfterSeconds")
              .split(" ", -1));

  private static final Map<String, Pattern> KEPT_HEADERS =
      Map.of(
          "cache-control", Pattern.compile("no-cache, private"),
          "content-type",
              Pattern.compile("(?i)application/json(;\\s*(stream=watch|charset=utf-8))*"),
          "content-length", Pattern.compile("\\d*"),
          "content-encoding", Pattern.compile("gzip|identity"),
          "transfer-encoding", Pattern.compile("chunked"),
          "vary", Pattern.compile("Accept-Encoding|Accept"),
          "date", Pattern.compile("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"));

  /** What follows is the distributor's suffix. */
  private static final Pattern SERVER_VERSION = Pattern.compile("v?\\d+\\.\\d+(\\.\\d+)?");

  private static final Set<String> KEPT_PARAMETERS =
      Set.of(
          "watch",
          "timeoutSeconds",
          "resourceVersion",
          "resourceVersionMatch",
          "allowWatchBookmarks",
          "sendInitialEvents",
          "limit",
          "pretty");

  private static final Pattern PARAMETER_VALUE =
      Pattern.compile("\\d*|true|false|NotOlderThan|Exact");

  /** A path of the API; what comes before it is the server's own. */
  private static final Pattern PATH =
      Pattern.compile(
          ".*?/(api/v1|apis/discovery\\.k8s\\.io/v1(?:beta1)?)(/watch)?(?:/namespaces/([^/]+))?/(endpoints|endpointslices)(?:/([^/]+))?/?");

  private static final Pattern WELL_KNOWN_LABEL =
      Pattern.compile(
          "([a-z]+\\.)?kubernetes\\.io/(service-name|hostname|zone|region|arch|os|name|component"
              + "|managed-by|headless|instance|part-of|version)"
              + "|endpointslice\\.kubernetes\\.io/managed-by"
              + "|service\\.kubernetes\\.io/headless|pod-template-hash|app|k8s-app");

  private static final String REDACTED = "redacted";
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Pseudonyms pseudonyms;

  private Redaction(byte[] key) {
    this.pseudonyms = new Pseudonyms(key);
  }

  /** With a random key, which is not kept. */
  public static Redaction create() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Redaction(key);
  }

  /**
   * With a key, so that recordings have the same pseudonyms. Whoever knows the key can test which
   * of some names was meant.
   *
   * @param key of at least 16 bytes
   */
  public static Redaction withKey(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException("a key has at least 16 bytes, not " + key.length);
    }
    return new Redaction(key.clone());
  }

  /**
   * Redacts a finished recording. A chunk of the result is the events that one of the original
   * completed; an incomplete event is left out, and noted as a gap.
   *
   * @param target does not exist yet, or is empty
   * @throws IOException if one cannot be read or written
   * @throws dev.watchstream.parser.WatchStreamException if the original contains something that is
   *     no event: nobody can tell what is in it
   */
  public void redact(Recording original, Path target) throws IOException {
    new RecordingCopy(original, this).to(target);
  }

  /** Redacts complete JSON values, one after another, with white space between them. */
  byte[] apply(byte[] events, int offset, int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    try (JsonParser in = FACTORY.createParser(events, offset, length);
        JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      boolean isAny = false;
      while (in.nextToken() != null) {
        value(in, out, "");
        isAny = true;
      }
      if (isAny) {
        out.writeRaw('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IOException("an event cannot be redacted: " + e.getOriginalMessage(), e);
    }
    return bytes.toByteArray();
  }

  RecordingInfo apply(RecordingInfo info) {
    Request request = info.request();
    Response response = info.response();
    return new RecordingInfo(
        RecordingInfo.FORMAT_VERSION,
        request == null
            ? null
            : new Request(
                request.method().equals("GET") ? "GET" : REDACTED,
                path(request.path()),
                request.query() == null ? null : query(request.query())),
        response == null ? null : new Response(response.status(), headers(response.headers())),
        serverVersion(info.serverVersion()),
        info.startedAt(),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  String query(String query) {
    StringJoiner redacted = new StringJoiner("&");
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      String value = parts.length < 2 ? "" : parts[1];
      String name = parts[0];
      String newValue =
          switch (name) {
            case "fieldSelector", "labelSelector" -> selector(value);
            default ->
                KEPT_PARAMETERS.contains(name) && PARAMETER_VALUE.matcher(value).matches()
                    ? value
                    : REDACTED;
          };
      boolean isKnown =
          KEPT_PARAMETERS.contains(name)
              || name.equals("fieldSelector")
              || name.equals("labelSelector")
              || name.equals("continue");
      String newName = isKnown ? name : REDACTED;
      redacted.add(parts.length < 2 ? newName : newName + "=" + newValue);
    }
    return redacted.toString();
  }

  /** A version that is a number, as those of Kubernetes' own kinds are, reveals nothing. */
  @Nullable String version(@Nullable String version) {
    return version == null || PARAMETER_VALUE.matcher(version).matches() ? version : REDACTED;
  }

  /** {@code a=b,c==d}, percent-encoded or not; any other form is replaced as a whole. */
  private String selector(String encoded) {
    String text;
    try {
      text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return REDACTED; // a percent sign that encodes nothing
    }
    StringJoiner redacted = new StringJoiner(",");
    for (String requirement : text.split(",", -1)) {
      Matcher equal = Pattern.compile("([^=!() ]+)==?([^=!() ]*)").matcher(requirement);
      if (!equal.matches()) {
        return REDACTED;
      }
      String key = equal.group(1);
      String value =
          key.equals("metadata.namespace")
              ? pseudonyms.of("namespace", equal.group(2))
              : pseudonyms.name(equal.group(2));
      redacted.add((key.startsWith("metadata.") ? key : labelKey(key)) + "=" + value);
    }
    return URLEncoder.encode(redacted.toString(), StandardCharsets.UTF_8);
  }

  private String path(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      return "/" + REDACTED;
    }
    StringBuilder redacted = new StringBuilder("/").append(parts.group(1));
    if (parts.group(2) != null) {
      redacted.append(parts.group(2));
    }
    if (parts.group(3) != null) {
      redacted.append("/namespaces/").append(pseudonyms.of("namespace", parts.group(3)));
    }
    redacted.append('/').append(parts.group(4));
    if (parts.group(5) != null) {
      redacted.append('/').append(pseudonyms.name(parts.group(5)));
    }
    return redacted.toString();
  }

  private static @Nullable String serverVersion(@Nullable String version) {
    Matcher known = SERVER_VERSION.matcher(version == null ? "" : version);
    return known.lookingAt() ? known.group() : null;
  }

  private static List<Header> headers(List<Header> headers) {
    return headers.stream()
        .filter(
            header -> isKept(KEPT_HEADERS, header.name().toLowerCase(Locale.ROOT), header.value()))
        .toList();
  }

  /**
   * Copies the value that begins at the current token; {@code field} is the member it belongs to.
   */
  private void value(JsonParser in, JsonGenerator out, String field) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> {
        out.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          member(in, out, field);
        }
        out.writeEndObject();
      }
      case START_ARRAY -> {
        out.writeStartArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          value(in, out, field);
        }
        out.writeEndArray();
      }
      case VALUE_STRING -> out.writeString(text(field, in.getText()));
      default -> out.copyCurrentEvent(in);
    }
  }

  private void member(JsonParser in, JsonGenerator out, String parent) throws IOException {
    String field = in.currentName();
    in.nextToken();
    boolean isDropped =
        field.equals("managedFields")
            || (parent.equals("annotations")
                && !isKept(KEPT_ANNOTATIONS, field, in.getValueAsString("")));
    if (isDropped) {
      in.skipChildren();
      return;
    }
    switch (parent) {
      case "annotations" -> {
        out.writeFieldName(field);
        out.copyCurrentStructure(in);
      }
      case "labels", "topology", "deprecatedTopology" -> {
        out.writeFieldName(labelKey(field));
        value(in, out, placeOf(field));
      }
      // The hints of a slice: zones and nodes have the same pseudonyms as elsewhere.
      case "forZones" -> {
        out.writeFieldName(field);
        value(in, out, "zone");
      }
      case "forNodes" -> {
        out.writeFieldName(field);
        value(in, out, "nodeName");
      }
      default -> {
        out.writeFieldName(MEMBERS.contains(field) ? field : pseudonyms.of("member", field));
        value(in, out, field);
      }
    }
  }

  /** The field in which a label's value occurs elsewhere. */
  private static String placeOf(String label) {
    return switch (label) {
      case "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone" -> "zone";
      case "kubernetes.io/hostname" -> "nodeName";
      default -> "name";
    };
  }

  private String labelKey(String key) {
    return WELL_KNOWN_LABEL.matcher(key).matches() ? key : pseudonyms.of("label", key);
  }

  private String text(String field, String text) {
    return switch (field) {
      case "namespace" -> pseudonyms.of("namespace", text);
      case "nodeName" -> pseudonyms.of("node", text);
      case "zone" -> pseudonyms.of("zone", text);
      case "uid" -> pseudonyms.uid(text);
      case "ip", "addresses" -> pseudonyms.address(text);
      case "message" -> REDACTED;
      default -> isKept(KEPT, field, text) ? text : pseudonyms.name(text);
    };
  }

  private static boolean isKept(Map<String, Pattern> all, String field, String text) {
    Pattern kept = all.get(field);
    return kept != null && kept.matcher(text).matches();
  }
}
