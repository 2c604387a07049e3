package dev.watchstream.benchmarks.contender;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes every value as a new String. */
final class StringDraft implements Draft<CanonicalEvent> {

  private final @Nullable String[] values = new String[Field.COUNT];
  private final List<String> ips = new ArrayList<>();
  private List<CanonicalAddress> ready = new ArrayList<>();
  private List<CanonicalAddress> notReady = new ArrayList<>();
  private List<CanonicalAddress> terminating = new ArrayList<>();

  @Override
  public void beginObject() {
    Arrays.fill(values, Field.KIND, Field.COUNT, null);
    ready = new ArrayList<>();
    notReady = new ArrayList<>();
    terminating = new ArrayList<>();
  }

  @Override
  public void beginAddress() {
    ips.clear();
    Arrays.fill(values, Field.IP, Field.COUNT, null);
  }

  @Override
  public void set(int field, JsonParser parser) throws IOException {
    values[field] = parser.getText();
  }

  @Override
  public void addIp(JsonParser parser) throws IOException {
    ips.add(parser.getText());
  }

  @Override
  public void endAddress(Condition condition) {
    List<CanonicalAddress> list =
        switch (condition) {
          case READY -> ready;
          case NOT_READY -> notReady;
          case TERMINATING -> terminating;
        };
    if (ips.isEmpty()) {
      list.add(address(get(Field.IP)));
    } else {
      for (int i = 0; i < ips.size(); i++) {
        list.add(address(ips.get(i)));
      }
    }
  }

  private CanonicalAddress address(@Nullable String ip) {
    return new CanonicalAddress(
        ip,
        get(Field.HOSTNAME),
        get(Field.NODE_NAME),
        get(Field.TARGET_KIND),
        get(Field.TARGET_NAMESPACE),
        get(Field.TARGET_NAME),
        get(Field.TARGET_UID));
  }

  @Override
  public CanonicalEvent end(Input input) {
    boolean listed = input.form() == Input.Form.LIST;
    return new CanonicalEvent(
        listed ? CanonicalEvent.LISTED : Objects.requireNonNull(get(Field.TYPE)),
        listed ? input.kind() : Objects.requireNonNull(get(Field.KIND)),
        get(Field.NAMESPACE),
        get(Field.NAME),
        get(Field.RESOURCE_VERSION),
        get(Field.UID),
        ready,
        notReady,
        terminating);
  }

  private @Nullable String get(int field) {
    return values[field];
  }
}
