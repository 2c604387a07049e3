package dev.watchstream.client.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.client.wire.Wire;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.parser.stream.EventStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class RedactionTest {

  /** What identifies something: the field, and its text. */
  private static final Pattern IDENTITY =
      Pattern.compile(
          "\"(name|namespace|ip|uid|nodeName|hostname|generateName)\": ?\"([^\"]{4,})\"");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"passport-auth", "one-pod-rollout", "decoy-annotation", "null-endpoints"})
  void nothingThatIdentifiesIsLeft(String name) throws Exception {
    Recording original = Recordings.open(name);
    Recording redacted = redact(original);
    String before = body(original);
    String after = body(redacted) + redacted.info();
    Set<String> secrets = new HashSet<>();
    for (Matcher found = IDENTITY.matcher(before); found.find(); ) {
      // Short texts count as whole strings: "kubernetes" is a part of labels, "node-2" of a
      // pseudonym.
      boolean isShort = found.group(2).length() < 11;
      secrets.add(isShort ? "\"" + found.group(2) + "\"" : found.group(2));
    }
    assertThat(secrets).isNotEmpty();
    assertThat(secrets.stream().filter(after::contains)).isEmpty();
    assertThat(after).doesNotContain("managedFields", "fieldsV1", "control-plane.alpha");
  }

  @ParameterizedTest
  @ValueSource(strings = {"passport-auth", "one-pod-rollout", "null-endpoints"})
  void theRolloutIsStillTheSame(String name) throws Exception {
    Recording original = Recordings.open(name);
    assertThat(story(redact(original))).isEqualTo(story(original)).isNotEmpty();
  }

  /** A secret word in every place of a recording that holds text. */
  @Test
  void noTextThatIsNotEverybodysIsLeft() throws Exception {
    String secret = "Xmarkerx";
    String body =
        """
        {"type":"ADDED","object":{"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1",
        "metadata":{"name":"Xmarkerx-a","namespace":"Xmarkerx","uid":"Xmarkerx","resourceVersion":"7",
        "generateName":"Xmarkerx-","creationTimestamp":"Xmarkerx","selfLink":"/x/Xmarkerx",
        "labels":{"kubernetes.io/service-name":"Xmarkerx","Xmarkerx.k8s.io/x":"Xmarkerx","app":"Xmarkerx"},
        "annotations":{"Xmarkerx":"Xmarkerx","endpoints.kubernetes.io/last-change-trigger-time":"Xmarkerx","k8s.io/initial-events-end":"Xmarkerx"},
        "ownerReferences":[{"kind":"Xmarkerx","apiVersion":"Xmarkerx/v1","name":"Xmarkerx","uid":"Xmarkerx"}],
        "finalizers":["Xmarkerx"],"managedFields":[{"manager":"Xmarkerx"}]},
        "addressType":"Xmarkerx","endpoints":[{"addresses":["Xmarkerx"],"hostname":"Xmarkerx",
        "nodeName":"Xmarkerx","zone":"Xmarkerx","hints":{"forZones":[{"name":"Xmarkerx"}],"forNodes":[{"name":"Xmarkerx"}]},
        "deprecatedTopology":{"kubernetes.io/hostname":"Xmarkerx","Xmarkerx":"Xmarkerx"},
        "targetRef":{"kind":"Xmarkerx","name":"Xmarkerx","fieldPath":"Xmarkerx"}}],
        "ports":[{"name":"Xmarkerx","protocol":"Xmarkerx","appProtocol":"Xmarkerx","port":1}],"other":{"a":["Xmarkerx"]},"Xmarkerx":1,"spec":{"Xmarkerx":{"Xmarkerx":true}}}}
        """
            .replace("\n", "");
    Path made = folder.resolve("made");
    RecordingInfo info =
        RecordingInfo.of(
            new RecordingInfo.Request(
                "Xmarkerx",
                "/Xmarkerx/api/v1/namespaces/Xmarkerx/endpoints/Xmarkerx",
                "watch=true&resourceVersion=Xmarkerx&fieldSelector=metadata.name%3DXmarkerx"
                    + "&labelSelector=Xmarkerx%3DXmarkerx&Xmarkerx=Xmarkerx"),
            new RecordingInfo.Response(
                200,
                Stream.of("X-Xmarkerx", "Content-Type", "Vary", "Date", "Cache-Control")
                    .map(name -> new RecordingInfo.Header(name, "application/json; x=Xmarkerx"))
                    .toList()),
            "v1.21.3+Xmarkerx",
            Instant.EPOCH);
    try (RecordingWriter writer = RecordingWriter.create(made, info)) {
      byte[] bytes = (body + "\n").getBytes(StandardCharsets.UTF_8);
      writer.append(0, bytes, 0, bytes.length);
      writer.segment("watch=true&Xmarkerx=Xmarkerx", "Xmarkerx");
      writer.gap("after Xmarkerx");
      writer.append(1, bytes, 0, bytes.length);
    }
    redact(Recording.open(made));
    try (Stream<Path> files = Files.walk(folder.resolve("redacted"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(secret);
      }
    }
  }

  /** As a recorder leaves it whose watch was resumed, and brought nothing more. */
  @Test
  void aGapAfterTheLastEventStays() throws Exception {
    byte[] event = Wire.event("ADDED", "a", 10).getBytes(StandardCharsets.UTF_8);
    RecordingInfo info =
        RecordingInfo.of(
            new RecordingInfo.Request("GET", "/api/v1/endpoints", "watch=true"),
            new RecordingInfo.Response(200, List.of()),
            null,
            Instant.EPOCH);
    try (RecordingWriter writer = RecordingWriter.create(folder.resolve("made"), info)) {
      writer.append(0, event, 0, event.length);
      writer.segment("watch=true", "10");
      writer.gap("changes are missing");
    }
    Recording redacted = redact(Recording.open(folder.resolve("made")));
    long end = body(redacted).length();
    assertThat(redacted.info().segments())
        .containsExactly(new RecordingInfo.Segment(end, "watch=true", "10"));
    assertThat(redacted.info().gaps())
        .containsExactly(new RecordingInfo.Gap(end, "events may be missing here"));
  }

  @Test
  void oneKeyGivesTheSamePseudonyms() throws Exception {
    byte[] key = new byte[16];
    Recording original = Recordings.open("passport-auth");
    Redaction.withKey(key).redact(original, folder.resolve("a"));
    Redaction.withKey(key).redact(original, folder.resolve("b"));
    Redaction.create().redact(original, folder.resolve("c"));
    String first = body(Recording.open(folder.resolve("a")));
    assertThat(body(Recording.open(folder.resolve("b")))).isEqualTo(first);
    assertThat(body(Recording.open(folder.resolve("c")))).isNotEqualTo(first);
    assertThatThrownBy(() -> Redaction.withKey(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void differentAddressesStayDifferent() {
    Pseudonyms pseudonyms = new Pseudonyms(new byte[16]);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 65_536; i++) {
      String redacted = pseudonyms.address("10.1." + i / 256 + "." + i % 256);
      assertThat(redacted).matches("\\d{1,3}(\\.\\d{1,3}){3}");
      seen.add(redacted);
    }
    assertThat(seen).hasSize(65_536);
    assertThat(pseudonyms.address("fd00::1")).startsWith("2001:db8:");
    assertThat(pseudonyms.address("db.example.com")).startsWith("host-");
  }

  @Test
  void theRequestTellsNoName() {
    String query =
        Redaction.create()
            .query(
                "fieldSelector=metadata.name%3Dsecret&watch=true&resourceVersion=12"
                    + "&labelSelector=team%20in%20(secret)&continue=secret");
    assertThat(query)
        .doesNotContain("secret")
        .startsWith("fieldSelector=metadata.name%3Dname-")
        .endsWith("&watch=true&resourceVersion=12&labelSelector=redacted&continue=redacted");
    assertThat(Redaction.create().query("labelSelector=app%3Dsecret%"))
        .isEqualTo("labelSelector=redacted");
  }

  private Recording redact(Recording original) throws Exception {
    Path target = folder.resolve("redacted");
    Redaction.create().redact(original, target);
    return Recording.open(target);
  }

  private static String body(Recording recording) throws Exception {
    try (InputStream in = recording.openBody()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> story(Recording recording) throws Exception {
    RolloutTracker tracker = new RolloutTracker();
    List<String> story = new ArrayList<>();
    try (EventStream events = EventStream.open(recording.openBody())) {
      for (StreamEvent event = events.next(); event != null; event = events.next()) {
        RolloutStep step = tracker.accept(event);
        story.add(event.type() + " " + event.resourceVersion());
        if (step != null) {
          story.add(step.ready() + " " + step.notReady() + " " + step.changes().size());
        }
        for (Rollout rollout : tracker.takeEnded()) {
          story.add("rollout " + rollout.complete() + " " + rollout.surge());
        }
      }
    }
    return story;
  }
}
