package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

@Replay("passport-auth")
class EndpointsPublisherTest {

  @Test
  void a_subscriber_that_takes_one_at_a_time_gets_all(ReplayServer server) throws IOException {
    URI watch =
        URI.create(
            server.baseUrl() + "/api/v1/watch/namespaces/default/endpoints/passport-auth");
    CompletableFuture<List<Integer>> ready = new CompletableFuture<>();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      EndpointsPublisher.publish(watch.toURL().openStream(), executor, new OneAtATime(ready));
      assertEquals(List.of(1, 1, 2, 1), ready.join());
    } finally {
      executor.shutdown();
    }
  }

  private static final class OneAtATime implements Flow.Subscriber<EndpointsEvent> {
    private final List<Integer> seen = new ArrayList<>();
    private final CompletableFuture<List<Integer>> all;
    private Flow.Subscription subscription;

    OneAtATime(CompletableFuture<List<Integer>> all) {
      this.all = all;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      subscription.request(1);
    }

    @Override
    public void onNext(EndpointsEvent event) {
      seen.add(event.addresses().size());
      subscription.request(1);
    }

    @Override
    public void onError(Throwable e) {
      all.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
      all.complete(seen);
    }
  }
}
