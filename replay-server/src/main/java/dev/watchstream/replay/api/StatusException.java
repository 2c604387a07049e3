package dev.watchstream.replay.api;

import dev.watchstream.replay.api.Status.Cause;
import dev.watchstream.replay.api.Status.Details;
import dev.watchstream.replay.resource.Resource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request to be answered with an error. An ordinary answer, so it has no stack trace. */
public final class StatusException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Status status;

  StatusException(Status status) {
    super(status.message(), null, false, false);
    this.status = status;
  }

  public Status status() {
    return status;
  }

  public static StatusException badRequest(String message) {
    return new StatusException(new Status(400, "BadRequest", message, null, null));
  }

  /** For a path that names nothing; the API gives no details. */
  public static StatusException noSuchResource() {
    return new StatusException(
        new Status(
            404,
            "NotFound",
            "the server could not find the requested resource",
            Details.EMPTY,
            null));
  }

  public static StatusException notFound(Resource resource, String name) {
    String kind = resource.plural();
    String qualified = resource.group().isEmpty() ? kind : kind + "." + resource.group();
    return new StatusException(
        new Status(
            404,
            "NotFound",
            "%s \"%s\" not found".formatted(qualified, name),
            new Details(name, resource.group(), kind, List.of(), 0),
            null));
  }

  public static StatusException methodNotAllowed() {
    return new StatusException(
        new Status(
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource",
            Details.EMPTY,
            null));
  }

  /**
   * The router's answer, before a handler has seen the request.
   *
   * @param watch whether the route serves watches too
   * @param tellsTypes whether the message lists the available types
   */
  public static StatusException notAcceptable(boolean watch, boolean tellsTypes) {
    String types = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    String streams =
        ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";
    String told =
        tellsTypes ? "\n\nAvailable representations: " + types + (watch ? streams : "") : "";
    return new StatusException(
        new Status(406, "NotAcceptable", "406: Not Acceptable" + told, Details.EMPTY, null));
  }

  static StatusException notAcceptable(String accepted) {
    return new StatusException(
        new Status(
            406,
            "NotAcceptable",
            "only the following media types are accepted: " + accepted,
            null,
            null));
  }

  public static StatusException expired(String message) {
    return expired(message, null);
  }

  public static StatusException expired(String message, @Nullable String continueToken) {
    return new StatusException(new Status(410, "Expired", message, null, continueToken));
  }

  /** An error that the API server did not foresee, so it has no reason. */
  public static StatusException internal(String message) {
    return new StatusException(new Status(500, null, message, null, null));
  }

  public static StatusException invalidListOptions(List<Cause> causes) {
    String told =
        causes.stream()
            .map(cause -> cause.field() + ": " + cause.message())
            .collect(Collectors.joining(", "));
    return new StatusException(
        new Status(
            422,
            "Invalid",
            "ListOptions.meta.k8s.io \"\" is invalid: "
                + (causes.size() == 1 ? told : "[" + told + "]"),
            new Details("", "meta.k8s.io", "ListOptions", causes, 0),
            null));
  }

  public static StatusException tooLargeVersion(long version, long current) {
    return tooLargeVersion(version, current, 1);
  }

  /** {@code retryAfterSeconds} is 0 to leave it out. */
  public static StatusException tooLargeVersion(long version, long current, int retryAfterSeconds) {
    return new StatusException(
        new Status(
            504,
            "Timeout",
            "Timeout: Too large resource version: %d, current: %d".formatted(version, current),
            new Details(
                "",
                "",
                "",
                List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")),
                retryAfterSeconds),
            null));
  }
}
