package dev.watchstream.client;

import static dev.watchstream.client.wire.Wire.bookmark;
import static dev.watchstream.client.wire.Wire.initialEventsEnd;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.EndpointsWatch.InitialState;
import dev.watchstream.client.wire.ScriptedServer;
import dev.watchstream.client.wire.ScriptedServer.Answer;
import dev.watchstream.client.wire.ScriptedServer.End;
import dev.watchstream.client.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of servers that break the rules, and what a watch does with each: one per row. */
@Timeout(120)
class ServersTest {

  private static final Map<String, String> TYPES =
      Map.of("A", "ADDED", "M", "MODIFIED", "D", "DELETED", "L", "LISTED");
  private static final Map<String, String> SOURCES =
      Map.of("I", "INITIAL", "R", "RELIST", "W", "WATCH");

  record Case(String name, String answers, String asks, String changes, String from, String word) {

    static Case of(String line) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(6);
      return new Case(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    EndpointsWatch.Builder asks(EndpointsWatch.Builder watch) {
      return switch (asks) {
        case "list" -> watch;
        case "pages" -> watch.pageSize(1);
        case "watch-list" -> watch.initialState(InitialState.WATCH_LIST);
        default -> throw new IllegalArgumentException(asks);
      };
    }

    List<String> toldChanges() {
      return words(changes).map(Case::change).toList();
    }

    /** {@code WM:a@7} is {@code WATCH MODIFIED default/a 7}. */
    private static String change(String word) {
      String[] parts = word.split("[:@]", 3);
      return SOURCES.get(parts[0].substring(0, 1))
          + " "
          + TYPES.get(parts[0].substring(1))
          + " default/"
          + parts[1]
          + " "
          + parts[2];
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = ServersTest.class.getResourceAsStream("servers.tsv")) {
      return new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.startsWith("case\t"))
              .map(Case::of)
              .toList()
              .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isMadeTheBestOf(Case served) throws Exception {
    List<String> told = served.toldChanges();
    try (ScriptedServer server = serve(served.answers);
        WatchRun run = WatchRun.of(server.url(), served::asks)) {
      if (!served.word.isEmpty()) {
        run.awaitThat(
            lines -> lines.stream().anyMatch(line -> line.contains(served.word)), served.word);
      }
      run.awaitChanges(told.size());
      assertThat(run.changes()).containsExactlyElementsOf(told);
      if (!served.from.equals("-")) {
        assertThat(server.requests())
            .filteredOn(request -> request.contains("watch=true"))
            .last()
            .asString()
            .endsWith("&resourceVersion=" + served.from);
      }
    }
  }

  private static ScriptedServer serve(String answers) throws IOException {
    return new ScriptedServer(
        Arrays.stream(answers.split("; ", -1)).map(ServersTest::answer).toArray(Answer[]::new));
  }

  private static Answer answer(String text) {
    List<String> words = new ArrayList<>(words(text).toList());
    String kind = words.remove(0);
    return switch (kind) {
      case "list" -> Answer.ok(End.CLEAN, page(words.remove(0), "-", words));
      case "page" -> Answer.ok(End.CLEAN, page(words.remove(0), words.remove(0), words));
      case "watch" -> {
        boolean isCut = words.remove("cut");
        boolean isError = text.contains("ERR@");
        String[] events = words.stream().map(ServersTest::event).toArray(String[]::new);
        yield Answer.ok(isCut ? End.CUT : isError ? End.CLEAN : End.HANG, events);
      }
      case "status" -> status(Integer.parseInt(words.get(0)), words.get(1));
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Answer status(int code, String reason) {
    return code / 100 == 3
        ? Answer.status(code, "Location: " + reason + "\r\n", "")
        : Answer.status(code, "", Wire.status(code, reason, "said so"));
  }

  private static String page(String version, String token, List<String> objects) {
    String[] items =
        objects.stream()
            .map(object -> object.split("@", 2))
            .map(object -> Wire.item(object[0], object[1]))
            .toArray(String[]::new);
    return Wire.page(version.equals("-") ? null : version, token.equals("-") ? null : token, items);
  }

  private static String event(String text) {
    String[] parts = text.split("[:@]", 3);
    return switch (parts[0]) {
      case "B" -> bookmark(parts[1]);
      case "E" -> initialEventsEnd(parts[1]);
      case "ERR" -> {
        String refusal =
            parts[1].equals("-")
                ? "{\"kind\":\"Status\",\"reason\":\"" + parts[2] + "\"}"
                : Wire.status(Integer.parseInt(parts[1]), parts[2], "said so");
        yield "{\"type\":\"ERROR\",\"object\":" + refusal + "}\n";
      }
      default -> Wire.event(TYPES.get(parts[0]), parts[1], parts[2]);
    };
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
  }
}
