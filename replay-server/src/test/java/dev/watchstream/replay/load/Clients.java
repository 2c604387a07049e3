package dev.watchstream.replay.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Many clients in one thread. Each line that they print marks a moment to measure the server. */
final class Clients {
  private static final String PASSPORT_AUTH =
      "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=1800";
  private static final String QUIET = PASSPORT_AUTH + "&resourceVersion=239537256";
  private static final String ROLLOUT =
      "/api/v1/namespaces/default/endpoints?watch=1&fieldSelector=metadata.name%3Dfleet"
          + "&allowWatchBookmarks=true&timeoutSeconds=240";

  /** What a slow client reads at a time, as often as the others have read. */
  private static final int SIP = 16;

  private final InetSocketAddress server;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);

  private Clients(int port) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public static void main(String[] args) throws IOException {
    Clients clients = new Clients(Integer.parseInt(args[1]));
    int first = Integer.parseInt(args[2]);
    switch (args[0]) {
      case "idle" -> clients.idle(first);
      case "rollout" -> clients.rollout(first, Integer.parseInt(args[3]));
      case "churn" -> clients.churn(first);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private void idle(int watchers) throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    try {
      for (int i = 1; i <= watchers; i++) {
        open.add(ask(QUIET));
        if (i % Math.max(1, watchers / 4) == 0) {
          say("%d idle watchers", i);
        }
      }
    } catch (IOException e) {
      say("no more than %d: %s (ulimit -n has to exceed the watchers)", open.size(), e);
    }
    for (SocketChannel channel : open) {
      if (read(channel) <= 0) {
        throw new IOException("a watcher was left without an answer");
      }
    }
    say("all %d have their answer's head", open.size());
    for (SocketChannel channel : open) {
      channel.close();
    }
  }

  private void rollout(int watchers, int slow) throws IOException {
    List<SocketChannel> sippers = new ArrayList<>();
    for (int i = 0; i < slow; i++) {
      sippers.add(ask(ROLLOUT, 4096));
    }
    for (int i = 0; i < watchers; i++) {
      SocketChannel channel = ask(ROLLOUT);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new long[1]);
    }
    long start = System.nanoTime();
    long next = 4L << 30;
    long total = 0;
    int open = watchers;
    long[] least = {Long.MAX_VALUE};
    while (open > 0) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        int read = read((SocketChannel) key.channel());
        if (read < 0) {
          least[0] = Math.min(least[0], ((long[]) key.attachment())[0]);
          key.channel().close();
          open--;
        } else {
          ((long[]) key.attachment())[0] += read;
          total += read;
        }
      }
      selector.selectedKeys().clear();
      if (total >= next || open == 0) {
        next += 32L << 30;
        double seconds = (System.nanoTime() - start) / 1e9;
        say(
            "%.1f GB in %.1f s: %.2f GB/s to %d watchers, %d of them still open",
            total / 1e9, seconds, total / 1e9 / seconds, watchers, open);
        for (SocketChannel sipper : sippers) {
          sipper.read(buffer.clear().limit(SIP));
        }
      }
    }
    say("each watcher got %d bytes or more; %d hardly read", least[0], slow);
  }

  private void churn(int seconds) throws IOException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long count = 0;
    int report = 0;
    while (System.nanoTime() < end) {
      try (SocketChannel channel = ask(count % 3 == 0 ? PASSPORT_AUTH : QUIET)) {
        if (count % 3 == 1) {
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } else {
          read(channel);
        }
      }
      count++;
      long left = (end - System.nanoTime()) / 1_000_000_000L;
      if (left * 4 < (long) seconds * (3 - report)) {
        report++;
        say("%d connections came and went", count);
      }
    }
    say("%d connections came and went in %d s", count, seconds);
  }

  private SocketChannel ask(String target) throws IOException {
    return ask(target, 0);
  }

  private SocketChannel ask(String target, int receiveBuffer) throws IOException {
    SocketChannel channel = SocketChannel.open();
    if (receiveBuffer > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    channel.connect(server);
    String request = "GET " + target + " HTTP/1.1\r\nHost: load\r\nConnection: close\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private int read(SocketChannel channel) throws IOException {
    return channel.read(buffer.clear());
  }

  @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
