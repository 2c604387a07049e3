package dev.watchstream.replay.engine;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.Accept;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters.Layer;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Status;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.engine.Lists.Unwritten;
import dev.watchstream.replay.json.JsonLayout;
import dev.watchstream.replay.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes the answers to one request: their headers, layout and encoding. */
final class Answer {
  /** Lists of more bytes than this are made on a thread that serves no requests meanwhile. */
  private static final long DEFERRED_ABOVE_BYTES = 1 << 20;

  /** Larger bodies are compressed if the client accepts it. */
  private static final int GZIP_ABOVE_BYTES = 128 << 10;

  /** A longer id that a client gives is replaced. */
  private static final int MAX_AUDIT_ID_LENGTH = 64;

  private static final List<Header> GZIP =
      List.of(new Header("Content-Encoding", "gzip"), new Header("Vary", "Accept-Encoding"));

  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

  private final ApiRequest request;
  private final Accept accept;
  private final Identity identity;
  private final boolean tellsFlow;
  private final boolean pretty;
  private final boolean warnsOfEndpoints;

  /** What 1.33 and later say of v1 Endpoints (KEP-4974). */
  private static final Header DEPRECATED =
      new Header(
          "Warning",
          "299 - \"v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\"");

  /**
   * What the headers say about the server.
   *
   * @param flowSchema the uid that priority and fairness reports, as is {@code priorityLevel}
   * @param auditIds null when answers have none
   */
  record Identity(UUID flowSchema, UUID priorityLevel, @Nullable Supplier<UUID> auditIds) {}

  /** {@code watch}: whether a watch was asked for; older servers send fewer headers then. */
  Answer(
      ApiRequest request,
      Accept accept,
      boolean watch,
      boolean warnsOfEndpoints,
      Identity identity) {
    this.request = request;
    this.accept = accept;
    this.identity = identity;
    this.warnsOfEndpoints = warnsOfEndpoints;
    this.tellsFlow = !watch || identity.auditIds() != null;
    this.pretty =
        accept.asksForPrettyJson()
            || isPretty(Query.parse(request.query()), request.header("User-Agent"));
  }

  /** Takes compact JSON and lays it out as this client wants it. */
  ApiResponse.Whole json(JsonText json) {
    return whole(200, "application/json", laidOut(json, pretty), List.of());
  }

  ApiResponse json(String json) {
    return json(new JsonText().raw(json));
  }

  /** A list; a large one is written later, by another thread. */
  ApiResponse list(Unwritten list) {
    return list.bytes() <= DEFERRED_ABOVE_BYTES
        ? json(list.write())
        : new ApiResponse.Deferred(() -> json(list.write()));
  }

  /** Compact JSON that a client may cache; if it has the current one, it gets 304. */
  ApiResponse kept(String contentType, String text) {
    JsonText json = new JsonText().raw(text);
    String etag = '"' + HexFormat.of().withUpperCase().formatHex(sha512(json.toByteArray())) + '"';
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Cache-Control", "public"));
    headers.add(new Header("Etag", etag));
    headers.add(new Header("Vary", "Accept"));
    if (etag.equals(request.header("If-None-Match"))) {
      tellFlow(headers);
      identify(headers);
      headers.sort(Comparator.comparing(Header::name));
      return new ApiResponse.Whole(304, headers, ByteBuffer.allocate(0));
    }
    return whole(200, contentType, laidOut(json, pretty), headers);
  }

  /** JSON that is already laid out, or text. */
  ApiResponse asIs(int status, String contentType, String text) {
    boolean plain = contentType.startsWith("text/plain");
    return whole(
        status,
        contentType,
        text.getBytes(StandardCharsets.UTF_8),
        plain ? List.of(new Header("X-Content-Type-Options", "nosniff")) : List.of());
  }

  ApiResponse error(Status status) {
    // A client that does not accept JSON gets the error as JSON anyway, but indented.
    byte[] body = laidOut(status.json(), pretty || !accept.takesPlainJson());
    int retryAfter = status.details() == null ? 0 : status.details().retryAfterSeconds();
    return whole(
        status.code(),
        "application/json",
        body,
        retryAfter > 0
            ? List.of(new Header("Retry-After", Integer.toString(retryAfter)))
            : List.of());
  }

  /** {@code mayGzip}: whether the body is compressed if the client accepts it. */
  ApiResponse watch(WatchBody body, long timeoutNanos, boolean watchList, boolean mayGzip) {
    boolean gzip = mayGzip && request.acceptsGzip() && !request.isWebSocket();
    return new ApiResponse.Watch(
        200,
        headers(new ArrayList<>(gzip ? GZIP : List.of()), "application/json"),
        body,
        timeoutNanos,
        watchList,
        gzip);
  }

  /** An answer made in place of a handler's, with the headers of the filters that it passes. */
  ApiResponse.Whole passed(Layer from, ApiResponse.Whole answer) {
    List<Header> headers = new ArrayList<>(answer.headers());
    identify(headers);
    if (from != Layer.OUTERMOST) {
      tellFlow(headers);
    }
    if (from == Layer.HANDLER) {
      warn(headers);
    }
    headers.sort(Comparator.comparing(Header::name));
    return new ApiResponse.Whole(answer.status(), headers, answer.body(), answer.connection());
  }

  private ApiResponse.Whole whole(int status, String contentType, byte[] body, List<Header> more) {
    List<Header> headers = new ArrayList<>(more);
    byte[] sent = body;
    if (status == 200 && body.length > GZIP_ABOVE_BYTES && request.acceptsGzip()) {
      sent = gzip(body);
      headers.addAll(GZIP);
    }
    return new ApiResponse.Whole(status, headers(headers, contentType), ByteBuffer.wrap(sent));
  }

  /** Adds the headers that every answer has; sorted by name, as Go sends them. */
  private List<Header> headers(List<Header> headers, String contentType) {
    tellFlow(headers);
    identify(headers);
    warn(headers);
    if (headers.stream().noneMatch(header -> header.name().equals("Cache-Control"))) {
      headers.add(new Header("Cache-Control", "no-cache, private"));
    }
    headers.add(new Header("Content-Type", contentType));
    headers.sort(Comparator.comparing(Header::name));
    return headers;
  }

  private void tellFlow(List<Header> headers) {
    if (tellsFlow) {
      headers.add(new Header("X-Kubernetes-Pf-Flowschema-Uid", identity.flowSchema().toString()));
      headers.add(
          new Header("X-Kubernetes-Pf-Prioritylevel-Uid", identity.priorityLevel().toString()));
    }
  }

  private void identify(List<Header> headers) {
    Supplier<UUID> auditIds = identity.auditIds();
    if (auditIds != null) {
      String given = request.header("Audit-ID");
      headers.add(
          new Header(
              "Audit-Id",
              given == null || given.length() > MAX_AUDIT_ID_LENGTH
                  ? auditIds.get().toString()
                  : given));
    }
  }

  private void warn(List<Header> headers) {
    if (warnsOfEndpoints) {
      headers.add(DEPRECATED);
    }
  }

  private static byte[] laidOut(JsonText json, boolean pretty) {
    return pretty ? JsonLayout.pretty(json.toByteArray()) : json.raw("\n").toByteArray();
  }

  private static boolean isPretty(Query query, @Nullable String userAgent) {
    String asked = query.text("pretty");
    if (!asked.isEmpty()) {
      return TRUE.contains(asked);
    }
    return userAgent != null
        && (userAgent.startsWith("curl")
            || userAgent.startsWith("Wget")
            || userAgent.startsWith("Mozilla/5.0"));
  }

  private static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 8);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
