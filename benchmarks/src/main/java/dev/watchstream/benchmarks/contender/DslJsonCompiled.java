package dev.watchstream.benchmarks.contender;

import com.dslplatform.json.DslJson;
import dev.watchstream.benchmarks.contender.Label.Validation;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;

/** dsl-json with converters made at compile time, into the fewest classes. */
final class DslJsonCompiled extends LineContender<Pojo.Event> implements PojoContender {

  private final DslJson<Object> json =
      new DslJson<>(new DslJson.Settings<>().includeServiceLoader());
  private byte[] line = new byte[1 << 16];

  DslJsonCompiled() {
    super(new Label("dsl-json, compiled POJO", Validation.PARTIAL, true));
  }

  @Override
  public void read(Input input, Consumer<? super Pojo.Event> events) throws IOException {
    byte[] bytes = input.bytes();
    if (input.form() == Input.Form.LIST) {
      Pojo.handOut(parse(Pojo.ApiList.class, bytes, bytes.length), input, events);
    } else {
      Lines.forEach(bytes, (b, offset, length) -> events.accept(watchEvent(b, offset, length)));
    }
  }

  /** It reads arrays from their first byte only, so a line has to be copied out. */
  private Pojo.Event watchEvent(byte[] bytes, int offset, int length) throws IOException {
    if (length > line.length) {
      line = new byte[2 * length];
    }
    System.arraycopy(bytes, offset, line, 0, length);
    return parse(Pojo.Event.class, line, length);
  }

  private <T> T parse(Class<T> type, byte[] bytes, int length) throws IOException {
    return Objects.requireNonNull(json.deserialize(type, bytes, length));
  }
}
