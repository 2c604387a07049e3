package dev.watchstream.benchmarks.contender;

import com.alibaba.fastjson2.JSON;
import dev.watchstream.benchmarks.contender.Label.Validation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** fastjson2 into the fewest classes: the fastest JVM library that we know of. */
final class Fastjson2 extends LineContender<Pojo.Event> implements PojoContender {

  Fastjson2() {
    super(new Label("fastjson2, POJO", Validation.PARTIAL, true));
  }

  @Override
  public void read(Input input, Consumer<? super Pojo.Event> events) throws IOException {
    byte[] bytes = input.bytes();
    if (input.form() == Input.Form.LIST) {
      Pojo.handOut(JSON.parseObject(bytes, Pojo.ApiList.class), input, events);
    } else {
      Lines.forEach(bytes, (b, offset, length) -> events.accept(watchEvent(b, offset, length)));
    }
  }

  private static Pojo.Event watchEvent(byte[] bytes, int offset, int length) {
    return JSON.parseObject(bytes, offset, length, StandardCharsets.UTF_8, Pojo.Event.class);
  }
}
