package dev.watchstream.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointsParserTest {

  @Test
  void hands_out_an_event_of_a_watch_at_every_chunking() {
    String stream =
        """
        {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"a","namespace":"d"},\
        "subsets":[{"addresses":[{"ip":"10.0.0.1"}],"notReadyAddresses":[{"ip":"10.0.0.2"}]}]}}
        """;
    Outcome outcome = Outcome.atEveryChunking(stream.getBytes(UTF_8), ParserOptions.defaults());
    assertThat(outcome.error()).isNull();
    assertThat(outcome.events()).hasSize(1);
    assertThat(outcome.events().get(0))
        .startsWith("ADDED Endpoints d/a ")
        .contains("ready=[Address[ip=10.0.0.1,")
        .contains("notReady=[Address[ip=10.0.0.2,");
  }
}
