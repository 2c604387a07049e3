package dev.watchstream.benchmarks.contender;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;

/** Copies every value into one reused array of chars: no Strings, no garbage. */
final class CharDraft implements Draft<CharEvent> {

  private final CharEvent event = new CharEvent();

  /** Where the values of the address that is being read are: from and to, by {@link Field}. */
  private final int[] address = new int[2 * Field.COUNT];

  private int[] ips = new int[8];
  private int ipCount;

  @Override
  public void beginObject() {
    event.clear();
  }

  @Override
  public void beginAddress() {
    ipCount = 0;
    Arrays.fill(address, 0);
  }

  @Override
  public void set(int field, JsonParser parser) throws IOException {
    int from = event.length();
    event.append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    int[] ranges = field < Field.IP ? event.values : address;
    ranges[2 * field] = from;
    ranges[2 * field + 1] = event.length();
  }

  @Override
  public void addIp(JsonParser parser) throws IOException {
    set(Field.IP, parser);
    if (2 * ipCount == ips.length) {
      ips = Arrays.copyOf(ips, 2 * ips.length);
    }
    ips[2 * ipCount] = address[2 * Field.IP];
    ips[2 * ipCount + 1] = address[2 * Field.IP + 1];
    ipCount++;
  }

  @Override
  public void endAddress(Condition condition) {
    if (ipCount == 0) {
      event.add(condition, address);
    }
    for (int i = 0; i < ipCount; i++) {
      address[2 * Field.IP] = ips[2 * i];
      address[2 * Field.IP + 1] = ips[2 * i + 1];
      event.add(condition, address);
    }
  }

  @Override
  public CharEvent end(Input input) {
    event.input = input;
    return event;
  }
}
