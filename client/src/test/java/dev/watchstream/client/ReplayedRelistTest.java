package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.EndpointsWatch.InitialState;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.faults.FaultRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cluster that advances by one event when the test says so, and whose server has forgotten the
 * version at one of them: the state is read again, nothing is missing, and nothing is told twice.
 */
@Timeout(120)
class ReplayedRelistTest {

  @TempDir Path folder;

  static Stream<Arguments> ways() {
    return Stream.of("passport-auth", "one-pod-rollout")
        .flatMap(name -> Stream.of(InitialState.values()).map(start -> Arguments.of(name, start)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aVersionThatIsGoneInTheStreamCostsOneReadOfTheState(String name, InitialState start)
      throws Exception {
    boolean isList = start == InitialState.LIST;
    try (Stepped cluster = new Stepped(name)) {
      for (int event = 2; event <= cluster.story.length(); event++) {
        // A list contains the first event; otherwise the mark of the initial events' end is one
        // line more.
        int line = isList ? event - 2 : event;
        cluster.assertRelistedAt(
            event, start, List.of("gone@event=" + line + "@request=1"), isList ? 4 : 2);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aVersionThatIsGoneByStatusCostsOneReadOfTheState(String name, InitialState start)
      throws Exception {
    boolean isList = start == InitialState.LIST;
    try (Stepped cluster = new Stepped(name)) {
      for (int event = 2; event <= cluster.story.length(); event++) {
        int line = isList ? event - 2 : event;
        cluster.assertRelistedAt(
            event,
            start,
            List.of("cut@event=" + line + "@request=1", "gone@request=" + (isList ? 3 : 2)),
            isList ? 5 : 3);
      }
    }
  }

  /** One cluster for all clients, in which an event happens at each step. */
  private final class Stepped implements AutoCloseable {
    private final RecordedStory story;
    private final ReplayServer server;
    private final ApiServer api;

    Stepped(String name) throws IOException {
      story = RecordedStory.of(name);
      server =
          ReplayServer.of(PacedRecording.of(name, Integer.MAX_VALUE, folder))
              .serverVersion("1.32")
              .sharedClock(true)
              .startPaused(true)
              .start();
      api = ApiServer.at(server.baseUrl()).build();
    }

    void assertRelistedAt(int event, InitialState start, List<String> faults, int requests)
        throws Exception {
      server.seek(Duration.ZERO);
      server.setFaults(faults.stream().map(FaultRule::parse).toList());
      int before = server.requests().size();
      try (WatchRun run =
          WatchRun.of(api, w -> w.namespace("default").name("passport-auth").initialState(start))) {
        run.await("synced");
        run.await("opened");
        for (int told = 2; told <= story.length(); told++) {
          server.step();
          run.awaitChanges(told);
          if (told == event) {
            run.await("relisted");
            run.await("opened", 2);
          }
        }
        run.stop();
        assertThat(RecordedStory.told(run)).as("%s", faults).isEqualTo(story.changes());
        assertThat(run.changes()).filteredOn(line -> line.startsWith("RELIST")).hasSize(1);
        assertThat(Set.copyOf(run.store.all())).isEqualTo(story.end());
        assertThat(server.requests().size() - before).as("%s", faults).isEqualTo(requests);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
