package dev.watchstream.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.timeline.TimelineBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final String HALF = "x".repeat(Feed.MOST_CHARS / 2);

  @Test
  void a_page_that_reads_gets_every_message_however_many_there_are() throws InterruptedException {
    try (Feed feed = new Feed(new TimelineBuilder("web"))) {
      Feed.Reader page = feed.open();
      assertThat(page.next(Duration.ZERO)).startsWith("event: timeline\n");
      for (int i = 0; i < 4; i++) {
        feed.player(i + HALF);
        assertThat(page.next(Duration.ZERO)).startsWith("event: player\ndata: " + i);
      }
      assertThat(page.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void a_page_that_does_not_read_is_cut_off_before_it_fills_the_memory()
      throws InterruptedException {
    try (Feed feed = new Feed(new TimelineBuilder("web"))) {
      Feed.Reader page = feed.open();
      for (int i = 0; i < 4; i++) {
        feed.player(i + HALF);
      }
      assertThat(page.next(Duration.ZERO)).isNull();
    }
  }
}
