package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.parser.stream.EventHandler;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an event costs, to the byte: what it hands out, and nothing else.
 *
 * <p>Object sizes are those of a 64-bit HotSpot, objects aligned to 8 bytes, with a header of 12
 * bytes and references of 4 (compressed class pointers and oops, which is what a heap below 32 GB
 * has): an Address of five references takes 32 bytes, a TargetRef of four 32 as well (28 rounded
 * up), a String 24, and its bytes 16 and one each, rounded up to 8. Without compression these would
 * be 56, 48, 24 or 32, and 24 and the bytes; the tests measure what applies before they assert.
 */
class AllocationTest {

  private static final int EVENTS = 10_000;

  /** Until all buffers have their final size, and all names and pooled texts are known. */
  private static final int WARM_UP_RUNS = 3;

  private static final int RUNS = 3;

  private static final ParserOptions PLAIN =
      ParserOptions.defaults().withReader(ParserOptions.Reader.PLAIN);

  private static final ParserOptions ACCELERATED = ParserOptions.defaults();

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 65536})
  void an_event_that_hands_out_no_addresses_allocates_nothing(int chunking) {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      stream.append(leaderElection(100_000 + i));
    }
    long[] events = new long[1];
    long allocated = allocated(stream, chunking, e -> events[0]++);
    assertThat(events[0]).isEqualTo((long) EVENTS * (WARM_UP_RUNS + RUNS));
    assertThat(allocated).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void an_event_allocates_the_addresses_it_hands_out_and_nothing_else(int addresses) {
    int events = EVENTS / 10 / addresses + 1;
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < events; i++) {
      stream.append(rollingUpdate(100_000 + i, addresses));
    }
    long addressBytes = size(() -> new Address(null, null, null, null, null));
    long targetBytes = size(() -> new TargetRef(null, null, null, null));
    long perAddress =
        addressBytes
            + targetBytes
            + sizeOfString("10.42.100.100")
            + sizeOfString("passport-auth-cfc9c4687-00000")
            + sizeOfString("3887a23d-c913-4af2-b6ac-efbffe400000");
    assertThat(allocated(stream, 0, e -> {})).isEqualTo(perAddress * addresses * events);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 65536})
  void an_unchanged_event_allocates_nothing_in_the_accelerated_reader(int chunking) {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < EVENTS / 100; i++) {
      stream.append(rollingUpdate(100_000, 100).replace("\"100000\"},\"sub", version(i)));
    }
    long[] changed = new long[1];
    byte[] bytes = stream.toString().getBytes(UTF_8);
    EndpointsParser parser =
        EndpointsParser.create(
            e -> {
              Optional<AddressChanges> changes = ((EndpointsEvent) e).changes();
              changed[0] += changes.isPresent() && changes.get().isEmpty() ? 0 : 1;
            },
            ACCELERATED);
    Runnable run = () -> feed(parser, bytes, chunking);
    AllocatedBytes.leastOf(WARM_UP_RUNS, run);
    changed[0] = 0;
    assertThat(AllocatedBytes.leastOf(RUNS, run)).isZero();
    assertThat(changed[0]).isZero();
  }

  private static String version(int i) {
    return "\"" + (100_000 + i) + "\"},\"sub";
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 65536})
  void an_event_allocates_the_address_that_is_new_in_the_accelerated_reader(int chunking) {
    int events = EVENTS / 100;
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < events; i++) {
      String event = rollingUpdate(100_000, 100).replace("\"100000\"},\"sub", version(i));
      // In each event another one of the hundred pods is replaced.
      stream.append(event.replace("3887a23d-c913-4af2-b6ac-efbffe400050", uid(i)));
    }
    long[] appeared = new long[1];
    byte[] bytes = stream.toString().getBytes(UTF_8);
    EndpointsParser parser = EndpointsParser.create(e -> appeared[0]++, ACCELERATED);
    Runnable run = () -> feed(parser, bytes, chunking);
    AllocatedBytes.leastOf(WARM_UP_RUNS, run);
    long address = size(() -> new Address(null, null, null, null, null));
    long target = size(() -> new TargetRef(null, null, null, null));
    // The names before the changed one are taken from the address that was there before.
    assertThat(AllocatedBytes.leastOf(RUNS, run))
        .isEqualTo((address + target + sizeOfString(uid(0))) * events);
  }

  private static String uid(int i) {
    return "3887a23d-c913-4af2-b6ac-ffffff%06d".formatted(i);
  }

  private static void feed(EndpointsParser parser, byte[] bytes, int chunking) {
    int size = chunking == 0 ? bytes.length : chunking;
    for (int from = 0; from < bytes.length; from += size) {
      parser.feed(bytes, from, Math.min(size, bytes.length - from));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65536})
  void an_item_of_a_list_that_hands_out_no_addresses_allocates_nothing(int chunking) {
    long fewer = allocated(list(EVENTS / 2), chunking, e -> {});
    assertThat(allocated(list(EVENTS), chunking, e -> {})).isEqualTo(fewer);
  }

  private static StringBuilder list(int items) {
    String item = "{\"metadata\":{\"name\":\"a\",\"namespace\":\"b\",\"uid\":\"c\"}}";
    return new StringBuilder("{\"kind\":\"EndpointsList\",\"items\":[")
        .append((item + ",").repeat(items - 1))
        .append(item)
        .append("]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65536})
  void a_version_costs_its_string_when_it_is_asked_for(int chunking) {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < EVENTS; i++) {
      stream.append(leaderElection(100_000 + i));
    }
    assertThat(allocated(stream, chunking, StreamEvent::resourceVersion))
        .isEqualTo(EVENTS * sizeOfString("100000"));
  }

  private static long allocated(StringBuilder stream, int chunking, EventHandler handler) {
    byte[] bytes = stream.toString().getBytes(UTF_8);
    EndpointsParser parser = EndpointsParser.create(handler, PLAIN);
    Runnable run = () -> feed(parser, bytes, chunking);
    AllocatedBytes.leastOf(WARM_UP_RUNS, run);
    return AllocatedBytes.leastOf(RUNS, run);
  }

  private static Object kept;

  /** The size of one object in bytes, whatever the JVM's settings. */
  private static long size(Supplier<Object> object) {
    kept = object.get();
    return AllocatedBytes.leastOf(20, () -> kept = object.get());
  }

  private static long sizeOfString(String text) {
    char[] chars = text.toCharArray();
    return size(() -> new String(chars, 0, chars.length));
  }

  /** The former lock object of kube-scheduler: changes every two seconds and never has subsets. */
  private static String leaderElection(int version) {
    return """
    {"type":"MODIFIED","object":{"kind":"Endpoints","apiVersion":"v1","metadata":{\
    "name":"kube-scheduler","namespace":"kube-system","uid":"4f5dc3a0-1f5f-4f51-8b6d-43f3ef0a2a35",\
    "resourceVersion":"%d","creationTimestamp":"2026-11-22T09:09:05Z","annotations":{\
    "control-plane.alpha.kubernetes.io/leader":"{\\"holderIdentity\\":\\"é\\",\\"leaseDuration\\":15}"},\
    "managedFields":[{"manager":"kube-scheduler","operation":"Update","fieldsV1":{"f:metadata":{\
    "f:annotations":{".":{},"f:control-plane.alpha.kubernetes.io/leader":{}}}}}]}}}
    """
        .formatted(version);
  }

  private static String rollingUpdate(int version, int addresses) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < addresses; i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              """
              {"ip":"10.42.100.%d","nodeName":"node-%d","targetRef":{"kind":"Pod",\
              "namespace":"default","name":"passport-auth-cfc9c4687-%05d",\
              "uid":"3887a23d-c913-4af2-b6ac-efbffe4%05d","resourceVersion":"%d"}}\
              """
                  .formatted(100 + i, i % 10, i, i, version));
    }
    return """
    {"type":"MODIFIED","object":{"kind":"Endpoints","apiVersion":"v1","metadata":{\
    "name":"passport-auth","namespace":"default","uid":"0f22dc4b-3c92-4abb-bf7e-0c99d68f1781",\
    "resourceVersion":"%d"},"subsets":[{"addresses":[%s],"ports":[{"port":80,"protocol":"TCP"}]}]}}
    """
        .formatted(version, text);
  }
}
