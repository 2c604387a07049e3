package dev.watchstream.replay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.clients.Follower.Answer;
import dev.watchstream.replay.clients.Follower.Http;
import dev.watchstream.replay.testing.NoLeaks;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP libraries, used by a program that resumes. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class HttpLibrariesTest {
  private static final String RECORDING = "passport-auth";

  private enum Library {
    OKHTTP_1,
    OKHTTP_2,
    JDK_1,
    JDK_2,
    JDK_2_BY_UPGRADE;

    boolean encrypted() {
      return this == OKHTTP_2 || this == JDK_2;
    }

    /** JDK 17's client may wait for ever for the rest of a body whose connection is gone. */
    boolean survives(String fault) {
      boolean isCut = fault.startsWith("cut") && !fault.startsWith("cut=clean");
      return !isCut || this == OKHTTP_1 || this == OKHTTP_2;
    }

    String protocol() {
      return this == OKHTTP_1 || this == JDK_1 ? "HTTP/1.1" : "HTTP/2";
    }
  }

  /** The fault, and the most requests that it may cost until everything was seen. */
  @ParameterizedTest
  @CsvSource({
    "nothing, 1",
    "cut=clean@event=2@request=1, 2",
    "cut@event=2@request=1, 2",
    "cut=rst@event=2@request=1, 2",
    "cut@event=2+40@request=1, 2",
    "cut=rst@event=2+40@request=1, 2",
    "cut=goaway@event=2@request=1, 2",
    "cut=rst_stream@event=2@request=1, 2",
    "status=429:1s@request=1, 2",
    "status=500@request=1, 2",
    "status=503@request=1, 2",
    "stall@event=1:200ms, 1",
    "dribble=13, 1",
    "dribble=1, 1",
    "duplicate@event=1, 1",
    // OkHttp treats a second member as an error ("gzip finished without exhausting source"), so
    // that each watch brings it one event. The JDK's client does not ask for gzip.
    "gzip, 4",
    "delay:20ms, 1",
    "jitter:20ms, 1",
  })
  void seesEachChangeInOrder(String fault, int requests) throws Exception {
    Story story = Story.of(RECORDING);
    for (Library library : Library.values()) {
      if (!library.survives(fault)) {
        continue;
      }
      try (Served served = served(library, fault);
          Client client = client(library, served)) {
        assertThat(Follower.follow(client.http(), story))
            .as(library.name())
            .isEqualTo(story.changes());
        served.assertRequestsAtMost(requests);
        assertThat(served.http().journal().requests())
            .allMatch(request -> request.protocol().equals(library.protocol()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"gone@event=2@request=1, 2, 2", "gone@request=1, 0, 2"})
  void beginsAnewWhenItsVersionIsGone(String fault, int seenBefore, int requests) throws Exception {
    Story story = Story.of(RECORDING);
    for (Library library : Library.values()) {
      try (Served served = served(library, fault);
          Client client = client(library, served)) {
        assertThat(Follower.follow(client.http(), story).stream().map(Seen::version))
            .as(library.name())
            .isEqualTo(story.versionsWithANewBeginningAfter(seenBefore));
        served.assertRequestsAtMost(requests);
      }
    }
  }

  private static Served served(Library library, String fault) throws IOException {
    return library.encrypted()
        ? Served.encrypted(RECORDING, fault)
        : Served.plain(RECORDING, fault);
  }

  private record Client(Http http, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  private static Client client(Library library, Served served) throws Exception {
    return switch (library) {
      case OKHTTP_1, OKHTTP_2 -> okHttp(library, served);
      case JDK_1, JDK_2, JDK_2_BY_UPGRADE -> jdk(library, served);
    };
  }

  private static Client okHttp(Library library, Served served) throws Exception {
    OkHttpClient.Builder builder = new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(30));
    if (library.encrypted()) {
      X509TrustManager trust = Trust.only(served.http().caPem());
      builder.sslSocketFactory(Trust.context(trust).getSocketFactory(), trust);
    } else {
      builder.protocols(List.of(Protocol.HTTP_1_1));
    }
    OkHttpClient client = builder.build();
    return new Client(
        target -> {
          Request request = new Request.Builder().url(served.url() + target).build();
          Response response = client.newCall(request).execute();
          return new Answer(response.code(), response.body().byteStream());
        },
        () -> {
          client.connectionPool().evictAll();
          client.dispatcher().executorService().shutdown();
        });
  }

  private static Client jdk(Library library, Served served) throws Exception {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(
                library == Library.JDK_1 ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2);
    if (library.encrypted()) {
      SSLContext context = Trust.context(Trust.only(served.http().caPem()));
      builder.sslContext(context);
    }
    HttpClient client = builder.build();
    return new Client(
        target -> {
          HttpRequest request = HttpRequest.newBuilder(URI.create(served.url() + target)).build();
          try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            return new Answer(response.statusCode(), response.body());
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        },
        () -> {});
  }
}
