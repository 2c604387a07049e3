package dev.watchstream.client.wire;

import dev.watchstream.client.time.WatchTime;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Sends a GET and passes its body on as it arrives: from the socket's buffer into one array that is
 * reused, never as text.
 */
public final class StreamingGet {

  /** Receives a body. What it throws ends the request. */
  public interface Body {

    /** How long the head of the answer may take. */
    default Duration headLimit() {
      return HEAD_LIMIT;
    }

    /** The server has answered 200; nothing of the body was read. */
    void opened(Response response, Watchdog watchdog) throws IOException;

    /** The next bytes, decompressed; the array is reused when this has returned. */
    void bytes(byte[] bytes, int offset, int length) throws IOException;

    /**
     * All bytes since the last call were one chunk, as the server framed it; over HTTP/2, which has
     * no chunks, they are what one read returned.
     */
    void endOfChunk() throws IOException;

    /** The server has ended the body cleanly. */
    void endOfBody() throws IOException;
  }

  /** The server was silent for too long. */
  public static final class SilentException extends IOException {
    private static final long serialVersionUID = 1L;

    SilentException(String message) {
      super(message);
    }
  }

  /**
   * The limit for an answer's head, which a server sends at once, even if a watch has no event yet.
   */
  public static final Duration HEAD_LIMIT = Duration.ofSeconds(30);

  /** The same for a list: a server may take a minute to read one, and answers 504 after that. */
  public static final Duration LIST_HEAD_LIMIT = Duration.ofSeconds(65);

  private static final int OK = 200;

  private final OkHttpClient client;
  private final WatchTime time;
  private final StopSignal stop;
  private final Consumer<Headers> heads;
  private final Consumer<Duration> lasted;
  private final byte[] buffer = new byte[64 << 10];

  /**
   * {@code heads} gets the headers of each answer, a refusal's too; {@code lasted} how long each
   * body took.
   */
  public StreamingGet(
      OkHttpClient client,
      WatchTime time,
      StopSignal stop,
      Consumer<Headers> heads,
      Consumer<Duration> lasted) {
    this.client = client;
    this.time = time;
    this.stop = stop;
    this.heads = heads;
    this.lasted = lasted;
  }

  /**
   * Runs one request to its end.
   *
   * @throws RefusedException when the status is not 200
   * @throws SilentException when the server says nothing for too long
   * @throws IOException when the connection fails or breaks off
   */
  public void run(Request request, Body body) throws IOException {
    Call call = client.newCall(request);
    stop.onSet(call::cancel);
    long begin = time.nanoTime();
    try (Watchdog watchdog = new Watchdog(time, call::cancel)) {
      watchdog.expectWithin(body.headLimit());
      try (Response response = call.execute()) {
        heads.accept(response.headers());
        if (response.code() != OK) {
          throw RefusedException.of(response, time.now());
        }
        String encoding = response.header("Content-Encoding", "identity");
        if (!"identity".equals(encoding)) {
          throw new IOException(
              "the server compressed the body (" + encoding + "), though it was asked not to");
        }
        begin = time.nanoTime();
        body.opened(response, watchdog);
        read(response, body);
      } catch (IOException e) {
        // A cancelled call may fail with any exception, the body's own among them.
        boolean isSilent = watchdog.hasBarked() && !(e instanceof CredentialsException);
        throw isSilent ? new SilentException("the server has fallen silent") : e;
      } catch (RuntimeException e) {
        // The rest of the body is not wanted.
        call.cancel();
        throw e;
      }
    } finally {
      stop.onSet(null);
      lasted.accept(Duration.ofNanos(time.nanoTime() - begin));
    }
  }

  private void read(Response response, Body body) throws IOException {
    ChunkTap tap = ChunkTap.of(response);
    long position = 0;
    BufferedSource source = response.body().source();
    for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
      position += n;
      body.bytes(buffer, 0, n);
      if (tap == null || tap.isEndOfChunk(position)) {
        body.endOfChunk();
      }
      if (stop.isSet()) {
        // OkHttp has buffered more, which could be read for a while.
        throw new IOException("stopped");
      }
    }
    body.endOfBody();
  }
}
