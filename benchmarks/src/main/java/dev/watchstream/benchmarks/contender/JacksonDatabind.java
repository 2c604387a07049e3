package dev.watchstream.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.watchstream.benchmarks.contender.Label.Validation;
import java.io.IOException;
import java.util.function.Consumer;

/** jackson-databind into the fewest classes. */
final class JacksonDatabind implements PojoContender {

  /** It alone has to be told that values without a field are to be skipped. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private interface Skipping {}

  private final ObjectMapper mapper = new ObjectMapper().addMixIn(Object.class, Skipping.class);
  private final ObjectReader event = mapper.readerFor(Pojo.Event.class);
  private final ObjectReader list = mapper.readerFor(Pojo.ApiList.class);

  @Override
  public Label label() {
    return new Label("jackson-databind, POJO", Validation.PARTIAL, true);
  }

  @Override
  public void read(Input input, Consumer<? super Pojo.Event> events) throws IOException {
    try (JsonParser parser = JacksonByHand.open(input)) {
      if (input.form() == Input.Form.LIST) {
        Pojo.handOut(list.readValue(parser), input, events);
      } else {
        MappingIterator<Pojo.Event> iterator = event.readValues(parser);
        while (iterator.hasNextValue()) {
          events.accept(iterator.nextValue());
        }
      }
    }
  }
}
