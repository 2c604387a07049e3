package dev.watchstream.timeline.picture;

import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.TimelineBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Timelines to draw. */
final class Pictures {

  private Pictures() {}

  static Timeline ofRecording(String name) throws IOException {
    Recording recording = Recordings.open(name);
    TimelineBuilder timeline = new TimelineBuilder(name, recording.info());
    ArrivalTimes times = ArrivalTimes.of(recording);
    if (!recording.chunks().isEmpty()) {
      timeline.times(TimeSource.ARRIVAL, recording.info().startedAt());
    }
    EndpointsParser[] parser = new EndpointsParser[1];
    parser[0] =
        EndpointsParser.create(
            event ->
                timeline.accept(event, parser[0].eventStart(), times.of(parser[0].eventEnd())));
    try (InputStream body = recording.openBody()) {
      parser[0].parse(body);
    }
    return timeline.build();
  }

  /** A service whose pods appear one after the other, a second apart, and then become ready. */
  static Timeline ofPods(int pods, String podName) {
    TimelineBuilder timeline = new TimelineBuilder(pods + " pods");
    timeline.times(TimeSource.ARRIVAL, null);
    Address[] ready = new Address[pods];
    for (int i = 0; i < pods; i++) {
      ready[i] =
          Address.of("10.0." + i / 256 + "." + i % 256)
              .withTargetRef(new TargetRef("Pod", "default", podName + i, "uid-" + i));
      EndpointsEvent event =
          EndpointsEvent.ofEndpoints("default", "web")
              .type(i == 0 ? EventType.ADDED : EventType.MODIFIED)
              .uid("u")
              .resourceVersion(String.valueOf(i + 1))
              .addresses(java.util.Arrays.copyOf(ready, i))
              .notReadyAddresses(ready[i])
              .build();
      timeline.accept(event, i * 100L, Duration.ofSeconds(i));
    }
    return timeline.build();
  }

  static Timeline ofServices(int services) {
    TimelineBuilder timeline = new TimelineBuilder(services + " services");
    timeline.times(TimeSource.ARRIVAL, null);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < services; i++) {
        Address address = Address.of("10.1." + i / 256 + "." + i % 256);
        var event =
            EndpointsEvent.ofEndpoints("default", "service-" + i)
                .type(round == 0 ? EventType.ADDED : EventType.MODIFIED)
                .uid("u" + i)
                .resourceVersion(String.valueOf(round * services + i));
        boolean isDown = round == 1 && i % 7 == 3;
        timeline.accept(
            (isDown ? event.notReadyAddresses(address) : event.addresses(address)).build(),
            0,
            Duration.ofSeconds(round * 60L + i / 10));
      }
    }
    return timeline.build();
  }
}
