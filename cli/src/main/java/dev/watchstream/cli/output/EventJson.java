package dev.watchstream.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.BookmarkEvent;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ListEndEvent;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.rollout.AddressChange;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.timeline.text.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON, one line each, with keys in a fixed order; absent values are left out.
 * Scripts rely on every key here.
 */
public final class EventJson {

  private final JsonGenerator json;

  public EventJson(OutputStream out) throws IOException {
    json = JsonLines.generator(out);
  }

  /**
   * Writes an event with all its addresses.
   *
   * @param seconds when it came, from the start; null where that is not known
   * @param time the same by the wall clock
   */
  public void write(StreamEvent event, @Nullable Duration seconds, @Nullable Instant time)
      throws IOException {
    begin(event, seconds, time);
    if (event instanceof EndpointsEvent endpoints) {
      counts(
          endpoints.addresses().size(),
          endpoints.notReadyAddresses().size(),
          endpoints.isSlice() ? endpoints.terminatingAddresses().size() : 0);
      addresses("addresses", endpoints.addresses());
      addresses("notReadyAddresses", endpoints.notReadyAddresses());
      if (endpoints.isSlice()) {
        addresses("terminatingAddresses", endpoints.terminatingAddresses());
      }
    }
    end();
  }

  /**
   * Writes an event with what it changed: how many addresses the service has now, and a list for
   * each kind of change that occurs in it.
   *
   * @param seconds when it came, from the start; null where that is not known
   * @param time the same by the wall clock
   */
  public void writeChanges(
      StreamEvent event,
      @Nullable RolloutStep step,
      @Nullable Duration seconds,
      @Nullable Instant time)
      throws IOException {
    begin(event, seconds, time);
    if (step != null) {
      counts(step.ready(), step.notReady(), step.terminating());
      for (AddressChange.What what : AddressChange.What.values()) {
        changes(what, step.changes());
      }
    }
    end();
  }

  private void changes(AddressChange.What what, List<AddressChange> changes) throws IOException {
    boolean begun = false;
    for (AddressChange change : changes) {
      if (change.what() == what) {
        if (!begun) {
          json.writeArrayFieldStart(name(what));
          begun = true;
        }
        address(change.address());
      }
    }
    if (begun) {
      json.writeEndArray();
    }
  }

  /** Leaves out a zero of terminating addresses: Endpoints never have any. */
  private void counts(int ready, int notReady, int terminating) throws IOException {
    json.writeNumberField("ready", ready);
    json.writeNumberField("notReady", notReady);
    if (terminating > 0) {
      json.writeNumberField("terminating", terminating);
    }
  }

  /** The key of a change. */
  public static String name(AddressChange.What what) {
    return switch (what) {
      case APPEARED_READY -> "appearedReady";
      case APPEARED_NOT_READY -> "appearedNotReady";
      case BECAME_READY -> "becameReady";
      case BECAME_NOT_READY -> "becameNotReady";
      case STARTED_TERMINATING -> "startedTerminating";
      case GONE -> "gone";
    };
  }

  private void begin(StreamEvent event, @Nullable Duration seconds, @Nullable Instant time)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", event.type().name());
    JsonLines.seconds(json, "seconds", seconds);
    string("time", time == null ? null : time.toString());
    if (event instanceof EndpointsEvent endpoints) {
      json.writeStringField("kind", endpoints.kind());
      string("namespace", endpoints.namespace());
      string("name", endpoints.name());
      string("uid", endpoints.uid());
      string("resourceVersion", endpoints.resourceVersion());
      if (endpoints.isSlice()) {
        string("serviceName", endpoints.serviceName());
      }
      if (endpoints.isTruncated()) {
        json.writeBooleanField("truncated", true);
      }
    } else if (event instanceof BookmarkEvent bookmark) {
      json.writeStringField("kind", bookmark.kind());
      string("resourceVersion", bookmark.resourceVersion());
      if (bookmark.initialEventsEnd()) {
        json.writeBooleanField("initialEventsEnd", true);
      }
    } else if (event instanceof StatusEvent status) {
      if (status.code() != 0) {
        json.writeNumberField("code", status.code());
      }
      string("reason", status.reason());
      string("message", status.message());
    } else if (event instanceof ListEndEvent list) {
      json.writeStringField("kind", list.kind());
      string("resourceVersion", list.resourceVersion());
      string("continue", list.continueToken());
    }
  }

  private void end() throws IOException {
    json.writeEndObject();
    JsonLines.end(json);
  }

  private void addresses(String name, List<Address> addresses) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < addresses.size(); i++) {
      address(addresses.get(i));
    }
    json.writeEndArray();
  }

  private void address(Address address) throws IOException {
    json.writeStartObject();
    json.writeStringField("ip", address.ip());
    string("hostname", address.hostname());
    string("nodeName", address.nodeName());
    string("zone", address.zone());
    TargetRef target = address.targetRef();
    if (target != null) {
      json.writeObjectFieldStart("targetRef");
      string("kind", target.kind());
      string("namespace", target.namespace());
      string("name", target.name());
      string("uid", target.uid());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void string(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
