package dev.watchstream.benchmarks.contender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import dev.watchstream.benchmarks.contender.Label.Validation;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * By hand over jackson-core's non-blocking parser, every value a String: the fair comparison for a
 * parser that is fed its bytes, as no call may block for more of them.
 */
final class JacksonNonBlocking implements Contender<CanonicalEvent> {

  private static final JsonFactory FACTORY = new JsonFactory();

  @Override
  public Label label() {
    return new Label("jackson-core non-blocking by hand", Validation.PARTIAL, true);
  }

  @Override
  public void read(Input input, Consumer<? super CanonicalEvent> events) throws IOException {
    try (JsonParser parser = FACTORY.createNonBlockingByteArrayParser()) {
      ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
      Steps steps = new Steps(parser, input, events);
      byte[] bytes = input.bytes();
      for (int from = 0; from < bytes.length; from += input.pieceBytes()) {
        feeder.feedInput(bytes, from, Math.min(bytes.length, from + input.pieceBytes()));
        steps.take();
      }
      feeder.endOfInput();
      steps.take();
    }
  }

  @Override
  public CanonicalEvent canonical(CanonicalEvent event) {
    return event;
  }

  @Override
  public long visit(CanonicalEvent event) {
    return event.visit();
  }

  /** The container that a token is in. */
  private enum In {
    NOTHING,
    WATCH_EVENT,
    LIST,
    ITEMS,
    OBJECT,
    METADATA,
    SUBSETS,
    SUBSET,
    ADDRESSES,
    NOT_READY_ADDRESSES,
    ADDRESS,
    ENDPOINTS,
    ENDPOINT,
    IPS,
    CONDITIONS,
    TARGET_REF,
    SKIPPED
  }

  /** One token after another, as far as the input goes. */
  private static final class Steps {
    private final JsonParser parser;
    private final Input input;
    private final Consumer<? super CanonicalEvent> events;
    private final Draft<CanonicalEvent> draft = new StringDraft();
    private final In[] stack = new In[16];
    private int depth;
    private int skippedDepth;
    private String name = "";
    private @Nullable Boolean ready;
    private @Nullable Boolean terminating;

    Steps(JsonParser parser, Input input, Consumer<? super CanonicalEvent> events) {
      this.parser = parser;
      this.input = input;
      this.events = events;
      stack[0] = In.NOTHING;
    }

    void take() throws IOException {
      for (JsonToken token = parser.nextToken();
          token != null && token != JsonToken.NOT_AVAILABLE;
          token = parser.nextToken()) {
        switch (token) {
          case FIELD_NAME -> {
            if (skippedDepth == 0) {
              name = parser.currentName();
            }
          }
          case START_OBJECT, START_ARRAY -> open();
          case END_OBJECT, END_ARRAY -> close();
          default -> {
            if (skippedDepth == 0) {
              value(token);
            }
          }
        }
      }
    }

    private void open() {
      if (skippedDepth > 0) {
        skippedDepth++;
        return;
      }
      In opened = opened();
      switch (opened) {
        case SKIPPED -> {
          skippedDepth = 1;
          return;
        }
        case OBJECT -> draft.beginObject();
        case ADDRESS -> draft.beginAddress();
        case ENDPOINT -> {
          draft.beginAddress();
          ready = null;
          terminating = null;
        }
        default -> {}
      }
      stack[++depth] = opened;
    }

    private In opened() {
      return switch (stack[depth]) {
        case NOTHING -> input.form() == Input.Form.LIST ? In.LIST : In.WATCH_EVENT;
        case WATCH_EVENT -> name.equals("object") ? In.OBJECT : In.SKIPPED;
        case LIST -> name.equals("items") ? In.ITEMS : In.SKIPPED;
        case ITEMS -> In.OBJECT;
        case OBJECT ->
            switch (name) {
              case "metadata" -> In.METADATA;
              case "subsets" -> In.SUBSETS;
              case "endpoints" -> In.ENDPOINTS;
              default -> In.SKIPPED;
            };
        case SUBSETS -> In.SUBSET;
        case SUBSET ->
            switch (name) {
              case "addresses" -> In.ADDRESSES;
              case "notReadyAddresses" -> In.NOT_READY_ADDRESSES;
              default -> In.SKIPPED;
            };
        case ADDRESSES, NOT_READY_ADDRESSES -> In.ADDRESS;
        case ADDRESS -> name.equals("targetRef") ? In.TARGET_REF : In.SKIPPED;
        case ENDPOINTS -> In.ENDPOINT;
        case ENDPOINT ->
            switch (name) {
              case "addresses" -> In.IPS;
              case "conditions" -> In.CONDITIONS;
              case "targetRef" -> In.TARGET_REF;
              default -> In.SKIPPED;
            };
        case METADATA, IPS, CONDITIONS, TARGET_REF, SKIPPED -> In.SKIPPED;
      };
    }

    private void close() {
      if (skippedDepth > 0) {
        skippedDepth--;
        return;
      }
      switch (stack[depth--]) {
        case ADDRESS ->
            draft.endAddress(stack[depth] == In.ADDRESSES ? Condition.READY : Condition.NOT_READY);
        case ENDPOINT -> draft.endAddress(Condition.of(ready, terminating));
        case WATCH_EVENT -> events.accept(draft.end(input));
        case OBJECT -> {
          if (stack[depth] == In.ITEMS) {
            events.accept(draft.end(input));
          }
        }
        default -> {}
      }
    }

    private void value(JsonToken token) throws IOException {
      In in = stack[depth];
      if (in == In.CONDITIONS) {
        condition(token);
      } else if (token == JsonToken.VALUE_STRING) {
        if (in == In.IPS) {
          draft.addIp(parser);
        } else {
          int field = field(in);
          if (field != Field.NONE) {
            draft.set(field, parser);
          }
        }
      }
    }

    private void condition(JsonToken token) {
      if (name.equals("ready")) {
        ready = JacksonByHand.bool(token);
      } else if (name.equals("terminating")) {
        terminating = JacksonByHand.bool(token);
      }
    }

    private int field(In in) {
      return switch (in) {
        case WATCH_EVENT -> name.equals("type") ? Field.TYPE : Field.NONE;
        case OBJECT -> name.equals("kind") ? Field.KIND : Field.NONE;
        case METADATA ->
            switch (name) {
              case "namespace" -> Field.NAMESPACE;
              case "name" -> Field.NAME;
              case "uid" -> Field.UID;
              case "resourceVersion" -> Field.RESOURCE_VERSION;
              default -> Field.NONE;
            };
        case ADDRESS, ENDPOINT ->
            switch (name) {
              case "ip" -> Field.IP;
              case "hostname" -> Field.HOSTNAME;
              case "nodeName" -> Field.NODE_NAME;
              default -> Field.NONE;
            };
        case TARGET_REF ->
            switch (name) {
              case "kind" -> Field.TARGET_KIND;
              case "namespace" -> Field.TARGET_NAMESPACE;
              case "name" -> Field.TARGET_NAME;
              case "uid" -> Field.TARGET_UID;
              default -> Field.NONE;
            };
        default -> Field.NONE;
      };
    }
  }
}
