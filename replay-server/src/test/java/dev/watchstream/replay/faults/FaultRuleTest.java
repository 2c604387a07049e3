package dev.watchstream.replay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.replay.faults.Cut.How;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRuleTest {

  @Test
  void everyKindOfFaultCanBeWritten() {
    Point event2 = new Point.AtEvent(2, 0);
    assertThat(parsed("cut@event=2")).isEqualTo(new Cut(How.FIN, event2));
    assertThat(parsed("cut=rst@byte=1000")).isEqualTo(new Cut(How.RST, new Point.AtByte(1000)));
    assertThat(parsed("cut=clean@event=2+10"))
        .isEqualTo(new Cut(How.CLEAN, new Point.AtEvent(2, 10)));
    assertThat(parsed("cut=goaway@time=90s"))
        .isEqualTo(new Cut(How.GOAWAY, new Point.AtTime(Duration.ofSeconds(90))));
    assertThat(parsed("cut=rst_stream@character=2"))
        .isEqualTo(new Cut(How.RST_STREAM, new Point.InCharacter(2)));
    assertThat(parsed("stall@byte=1000:5s"))
        .isEqualTo(new Stall(new Point.AtByte(1000), Duration.ofSeconds(5)));
    assertThat(parsed("stall@event=2")).isEqualTo(new Stall(event2, null));
    assertThat(parsed("delay:200ms")).isEqualTo(new Delay(Duration.ofMillis(200)));
    assertThat(parsed("jitter:2m")).isEqualTo(new Jitter(Duration.ofMinutes(2)));
    assertThat(parsed("dribble=1")).isEqualTo(new Dribble(1, Duration.ZERO));
    assertThat(parsed("dribble=7:10ms")).isEqualTo(new Dribble(7, Duration.ofMillis(10)));
    assertThat(parsed("gone")).isEqualTo(new Gone());
    assertThat(parsed("gone@event=1")).isEqualTo(new Gone.InWatch(1));
    assertThat(parsed("status=503")).isEqualTo(new HttpStatus(503, null));
    assertThat(parsed("status=429:2s")).isEqualTo(new HttpStatus(429, Duration.ofSeconds(2)));
    assertThat(parsed("duplicate@event=1")).isEqualTo(new Duplicate(1));
    assertThat(parsed("drop@event=1")).isEqualTo(new Drop(1));
    assertThat(parsed("garbage=16@event=2")).isEqualTo(new Garbage(16, event2));
    assertThat(parsed("gzip")).isEqualTo(new Gzip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut@event=2",
        "cut=rst_stream@character=2",
        "cut=clean@event=2+10@path=/api/*@request=2",
        "stall@byte=1000:5s",
        "stall@time=1500ms",
        "delay:200ms",
        "jitter:2s",
        "dribble=1",
        "dribble=7:10ms",
        "gone",
        "gone@event=1@request=1",
        "status=429:2s",
        "status=503",
        "duplicate@event=1",
        "drop@event=1",
        "garbage=16@event=2",
        "gzip"
      })
  void aRuleShowsTheTextThatItIsReadFrom(String text) {
    assertThat(FaultRule.parse(text)).hasToString(text);
  }

  @Test
  void aFaultMeetsEveryRequestUnlessItIsSaidWhich() {
    FaultRule every = FaultRule.parse("gzip");
    assertThat(every).isEqualTo(new FaultRule("gzip", null, FaultRule.EVERY));
    assertThat(every.matches("/any")).isTrue();

    FaultRule first = FaultRule.parse("status=429:2s@request=1");
    assertThat(first).isEqualTo(new FaultRule("status=429:2s", null, 1));

    FaultRule some = FaultRule.parse("gone@path=/api/v1/*/passport-auth");
    assertThat(some).isEqualTo(FaultRule.parse("gone").onPath("/api/v1/*/passport-auth"));
    assertThat(some.matches("/api/v1/namespaces/default/endpoints/passport-auth")).isTrue();
    assertThat(some.matches("/api/v1/namespaces/default/endpoints/passport-auth2")).isFalse();
    assertThat(some.matches("/apis")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explode@event=0|there is no \"explode\", only cut, stall, delay",
        "cut|it needs one of @byte=N, @event=N, @character=N or @time=TIME",
        "cut@event=0@byte=2|it needs one of @byte=N",
        "cut@event=-1|event is a whole number of 0 or more, not \"-1\"",
        "cut@event=three|event is a whole number of 0 or more, not \"three\"",
        "cut@event|\"event\" has to be KEY=VALUE",
        "cut@event=0@event=1|@event stands twice",
        "cut=hard@event=0|a cut is clean, fin, rst, goaway, rst_stream, not \"hard\"",
        "cut@event=0:5s|cut takes no time",
        "cut@byte=-1|byte is a whole number of 0 or more, not \"-1\"",
        "stall@byte=1:5|a duration is a number with ms, s, m or h, such as 200ms, 90s or 1h30m, not \"5\"",
        "stall@byte=1:0s|a stall is longer than nothing",
        "stall:1s@byte=1:2s|a time stands once",
        "delay|it needs :TIME, such as :200ms",
        "dribble|it needs =NUMBER, bytes of a chunk",
        "gzip=9|gzip takes no value",
        "gzip@event=0|gzip takes no @event",
        "gone@byte=1|gone takes no @byte",
        "drop|it needs @event=N",
        "status=200|a status that fails is from 400 to 599, not 200",
        "gone@request=0|request is a whole number of 1 or more, not \"0\"",
        "gone@requst=1|gone takes no @requst",
      })
  void whatIsWrongIsNamedAndWhatWouldBeRight(String text, String message) {
    assertThatThrownBy(() -> FaultRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("fault \"" + text + "\": ")
        .hasMessageContaining(message);
  }

  private static Fault parsed(String text) {
    FaultRule rule = FaultRule.parse(text);
    assertThat(rule.path()).isNull();
    assertThat(rule.request()).isEqualTo(FaultRule.EVERY);
    return Faults.parse(rule.fault());
  }
}
