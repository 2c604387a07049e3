package dev.watchstream.replay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.model.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestJournalTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final RequestJournal journal = new RequestJournal(10_000);

  @Test
  void largeRequestsMakeRoomForNewerOnesLongBeforeThereAreManyOfThem() {
    String large = "x".repeat(64 << 10);
    for (int i = 0; i < 1000; i++) {
      add("/" + i, new Header("Padding", large));
    }
    List<String> kept = journal.requests().stream().map(ReceivedRequest::path).toList();
    assertThat(kept).hasSizeBetween(100, 256).endsWith("/998", "/999");
  }

  @Test
  void manySmallRequestsWithManyHeadersAreWeighedToo() {
    Header[] headers = new Header[1000];
    Arrays.fill(headers, new Header("a", "b"));
    for (int i = 0; i < 1000; i++) {
      add("/", headers);
    }
    List<String> kept = journal.requests().stream().map(ReceivedRequest::path).toList();
    assertThat(kept).hasSizeLessThan(200);
  }

  @Test
  void theNewestIsKeptAndCanBeTakenWhateverItWeighs() throws Exception {
    add("/" + "x".repeat(17 << 20));
    assertThat(journal.requests()).hasSize(1);
    assertThat(journal.takeRequest(Duration.ZERO)).isNotNull();
  }

  private void add(String path, Header... headers) {
    journal.add(new ApiRequest("GET", path, null, List.of(headers)), "HTTP/1.1", NOW);
  }
}
