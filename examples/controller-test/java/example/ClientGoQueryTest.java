package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The requests of a client-go informer, word for word. */
@Replay("passport-auth")
class ClientGoQueryTest {

  private static final String QUERY =
      "?allowWatchBookmarks=true&fieldSelector=metadata.name%3Dpassport-auth"
          + "&resourceVersionMatch=NotOlderThan&sendInitialEvents=true"
          + "&timeoutSeconds=1&watch=true";

  @Test
  void the_initial_events_end_with_a_marked_bookmark(@Replay.BaseUrl String baseUrl) throws Exception {
    URI uri = URI.create(baseUrl + "/api/v1/namespaces/default/endpoints" + QUERY);
    List<String> events;
    try (Stream<String> lines =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
            .body()) {
      events = lines.limit(2).toList();
    }

    assertTrue(events.get(0).startsWith("{\"type\":\"ADDED\""), events::toString);
    assertTrue(events.get(1).contains("\"k8s.io/initial-events-end\":\"true\""), events::toString);
  }

  @Test
  void each_request_can_be_asked_for(ReplayServer server) throws Exception {
    URI uri = URI.create(server.baseUrl() + "/api/v1/namespaces/default/endpoints?limit=500");
    int status =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
            .statusCode();

    assertEquals(200, status);
    assertEquals("limit=500", server.requests().get(0).query());
  }
}
