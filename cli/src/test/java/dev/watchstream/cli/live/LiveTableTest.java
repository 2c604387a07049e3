package dev.watchstream.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Terminal;
import dev.watchstream.client.EndpointsStore;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.stream.EventStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The live table in full-screen mode. */
class LiveTableTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EndpointsStore store = new EndpointsStore();
  private int columns = 80;
  private int rows = 24;

  private final LiveTable table =
      new LiveTable(
          new Console(
              InputStream.nullInputStream(),
              out,
              new PrintStream(out, true, UTF_8),
              new Terminal(true, true, true, 80, false)),
          new LiveTable.Screen() {
            @Override
            public boolean hasKeys() {
              return true;
            }

            @Override
            public int columns() {
              return columns;
            }

            @Override
            public int rows() {
              return rows;
            }
          },
          "page http://127.0.0.1:8090/");

  private void service(String name, int ready, int notReady) throws IOException {
    String json =
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"%s\","
            + "\"namespace\":\"web\"},\"subsets\":[{\"addresses\":[%s],\"notReadyAddresses\":[%s]}]}}";
    byte[] bytes = json.formatted(name, ips(1, ready), ips(2, notReady)).getBytes(UTF_8);
    try (EventStream events = EventStream.open(new ByteArrayInputStream(bytes))) {
      StreamEvent event = events.next();
      store.onNotice(new WatchNotice.Change((EndpointsEvent) event, WatchNotice.Source.INITIAL));
    }
  }

  private static String ips(int net, int count) {
    StringBuilder ips = new StringBuilder();
    for (int i = 0; i < count; i++) {
      ips.append(i == 0 ? "" : ",").append("{\"ip\":\"10.0.%d.%d\"}".formatted(net, i));
    }
    return ips.toString();
  }

  /** The present content of the screen. */
  private List<String> screen() {
    String all = out.toString(UTF_8);
    String clear = "\033[H\033[2J";
    return all.substring(all.lastIndexOf(clear) + clear.length()).lines().toList();
  }

  private void press(Key.What... keys) {
    for (Key.What key : keys) {
      assertThat(table.key(Key.of(key))).isTrue();
    }
  }

  private void type(String text) {
    text.codePoints().forEach(c -> table.key(new Key(Key.What.TEXT, Character.toString(c))));
  }

  private void fiveHundred() throws IOException {
    for (int i = 0; i < 500; i++) {
      service("service-%03d".formatted(i), i == 321 ? 0 : 2, i == 321 ? 3 : i == 400 ? 1 : 0);
    }
    table.draw(store.all());
  }

  @Test
  void what_is_in_trouble_is_on_top_and_the_screen_is_full_but_not_fuller() throws IOException {
    fiveHundred();
    assertThat(screen()).hasSize(24).allMatch(line -> line.length() <= 80);
    assertThat(screen().get(0)).isEqualTo("page http://127.0.0.1:8090/");
    assertThat(screen().get(2)).startsWith("web/service-321");
    assertThat(screen().get(3)).startsWith("web/service-400");
    assertThat(screen().get(4)).startsWith("web/service-000");
    assertThat(screen().get(23)).startsWith("1–21 of 500");
  }

  @Test
  void keys_scroll_and_sift() throws IOException {
    fiveHundred();
    press(Key.What.DOWN);
    assertThat(screen().get(2)).startsWith("web/service-400");
    press(Key.What.END);
    assertThat(screen().get(22)).startsWith("web/service-499");
    press(Key.What.PAGE_UP, Key.What.HOME, Key.What.UP);
    assertThat(screen().get(2)).startsWith("web/service-321");
    type("/-42q");
    press(Key.What.BACKSPACE);
    assertThat(screen()).hasSize(13).last().asString().startsWith("/-42_  1–10 of 10");
    press(Key.What.ENTER, Key.What.ESCAPE);
    assertThat(screen()).hasSize(24);
    assertThat(table.key(new Key(Key.What.TEXT, "q"))).isFalse();
  }

  @Test
  void a_resize_draws_it_anew_and_long_names_are_shortened_in_the_middle() throws IOException {
    service("a-service-with-a-very-long-name-that-goes-on-and-on-blue", 1, 0);
    service("a-service-with-a-very-long-name-that-goes-on-and-on-green", 1, 0);
    table.draw(store.all());
    assertThat(screen().get(2)).startsWith("web/a-serv").contains("…").contains("blue");
    assertThat(screen().get(3)).contains("green");
    columns = 50;
    rows = 4;
    table.redraw();
    assertThat(screen()).hasSize(4).allMatch(line -> line.length() <= 50);
  }

  @Test
  void what_becomes_of_the_watch_stands_below_the_table_on_the_screen() throws IOException {
    table.draw(List.of());
    table.say("nothing of that name or selection is there yet");
    assertThat(screen().get(2)).isEqualTo("nothing of that name or selection is there yet");
    fiveHundred();
    assertThat(screen()).hasSize(24).noneMatch(line -> line.startsWith("nothing"));
    table.say("watch: the connection was reset; again in 1 s");
    assertThat(screen()).hasSize(24);
    assertThat(screen().get(22)).isEqualTo("watch: the connection was reset; again in 1 s");
    assertThat(screen().get(23)).startsWith("1–20 of 500");
  }

  @Test
  void in_the_end_the_screen_is_given_back_with_the_table_as_it_was() throws IOException {
    service("web", 1, 0);
    table.draw(store.all());
    table.close();
    String all = out.toString(UTF_8);
    assertThat(all).startsWith("\033[?1049h");
    assertThat(all.substring(all.indexOf("\033[?1049l"))).contains("web/web");
  }
}
