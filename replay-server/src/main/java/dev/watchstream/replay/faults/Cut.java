package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The body ends at a point. */
record Cut(How how, Point at) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          "cut",
          List.of(
              new FaultUsage("cut@POINT", "the connection closed (FIN) in the middle of the body"),
              new FaultUsage("cut=clean@POINT", "the body's end as the protocol has it, too early"),
              new FaultUsage("cut=rst@POINT", "the connection reset"),
              new FaultUsage(
                  "cut=goaway@POINT", "HTTP/2 GOAWAY, then the connection closed; FIN on HTTP/1.1"),
              new FaultUsage("cut=rst_stream@POINT", "HTTP/2 RST_STREAM; RST on HTTP/1.1")),
          text -> new Cut(How.of(text), text.takePoint()));

  /** The kinds of end. */
  enum How {
    CLEAN(Ending.CLEAN),
    FIN(Ending.CUT),
    RST(Ending.RESET),
    GOAWAY(Ending.GOAWAY),
    RST_STREAM(Ending.RST_STREAM);

    private final Ending ending;

    How(Ending ending) {
      this.ending = ending;
    }

    private static How of(FaultText text) {
      String name = text.takeValue();
      for (How how : values()) {
        if (how.toString().equals(name == null ? "fin" : name)) {
          return how;
        }
      }
      throw new IllegalArgumentException(
          "a cut is %s, not \"%s\""
              .formatted(
                  Arrays.stream(values()).map(How::toString).collect(Collectors.joining(", ")),
                  name));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new AtPoint(body, at) {
      @Override
      Frame atPoint(long atNanos) {
        return new Frame.End(atNanos, how.ending);
      }
    };
  }

  @Override
  public String toString() {
    return (how == How.FIN ? "cut" : "cut=" + how) + at;
  }
}
