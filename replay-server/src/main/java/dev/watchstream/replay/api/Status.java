package dev.watchstream.replay.api;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.json.JsonText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as the API reports it.
 *
 * @param reason null when the API gives none
 * @param details null when the API gives none
 * @param continueToken for the client to go on with; null when there is none
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/">
 *     Status</a>
 */
public record Status(
    int code,
    @Nullable String reason,
    String message,
    @Nullable Details details,
    @Nullable String continueToken) {

  /** Empty strings and 0 are left out. */
  public record Details(
      String name, String group, String kind, List<Cause> causes, int retryAfterSeconds) {
    static final Details EMPTY = new Details("", "", "", List.of(), 0);

    public Details {
      causes = List.copyOf(causes);
    }
  }

  /** The field may be empty. */
  public record Cause(String reason, String message, String field) {}

  /** Without details. */
  public static Status of(int code, @Nullable String reason, String message) {
    return new Status(code, reason, message, null, null);
  }

  /** 429 with the time after which to retry. */
  public static Status tooManyRequests(String message, int retryAfterSeconds) {
    return new Status(
        429,
        "TooManyRequests",
        message,
        new Details("", "", "", List.of(), retryAfterSeconds),
        null);
  }

  /** The answer of a filter in front of the API: the JSON on one line. */
  public ApiResponse.Whole answer(Header... more) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Cache-Control", "no-cache, private"));
    headers.add(new Header("Content-Type", "application/json"));
    headers.addAll(List.of(more));
    return new ApiResponse.Whole(code, headers, json().raw("\n").toBuffer());
  }

  /** As a watch's ERROR event: one line. */
  public ByteBuffer event() {
    return new JsonText()
        .raw("{\"type\":\"ERROR\",\"object\":")
        .raw(json().toBuffer())
        .raw("}\n")
        .toBuffer();
  }

  /** The caller may append to it. */
  public JsonText json() {
    JsonText json = new JsonText();
    json.raw("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{");
    if (continueToken != null) {
      json.raw("\"continue\":").string(continueToken);
    }
    json.raw("},\"status\":\"Failure\",\"message\":").string(message);
    if (reason != null) {
      json.raw(",\"reason\":").string(reason);
    }
    if (details != null) {
      json.raw(",\"details\":{");
      write(details, json);
      json.raw("}");
    }
    json.raw(",\"code\":").raw(Integer.toString(code)).raw("}");
    return json;
  }

  private static void write(Details details, JsonText json) {
    Members members = new Members(json);
    members.string("name", details.name());
    members.string("group", details.group());
    members.string("kind", details.kind());
    if (!details.causes().isEmpty()) {
      members.next("causes");
      json.raw("[");
      for (int i = 0; i < details.causes().size(); i++) {
        Cause cause = details.causes().get(i);
        json.raw(i == 0 ? "{" : ",{");
        Members inner = new Members(json);
        inner.string("reason", cause.reason());
        inner.string("message", cause.message());
        inner.string("field", cause.field());
        json.raw("}");
      }
      json.raw("]");
    }
    if (details.retryAfterSeconds() > 0) {
      members.next("retryAfterSeconds");
      json.raw(Integer.toString(details.retryAfterSeconds()));
    }
  }

  /** Members of an object, where empty ones are left out. */
  private static final class Members {
    private final JsonText json;
    private boolean any;

    Members(JsonText json) {
      this.json = json;
    }

    void next(String name) {
      json.raw(any ? "," : "").string(name).raw(":");
      any = true;
    }

    void string(String name, String value) {
      if (!value.isEmpty()) {
        next(name);
        json.string(value);
      }
    }
  }
}
