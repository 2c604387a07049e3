package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.client.WatchNotice.Source;
import dev.watchstream.client.WatchNotice.Synced;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.stream.EndpointsParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointsStoreTest {

  private final EndpointsStore store = new EndpointsStore();

  @Test
  void joinsTheSlicesOfAServiceAndCountsAnAddressOnce() {
    slice("ADDED", "web-1", "web", endpoint("10.0.0.1", "true"), endpoint("10.0.0.2", "false"));
    slice("ADDED", "web-2", "web", endpoint("10.0.0.2", "true"), endpoint("10.0.0.3", "null"));
    ServiceEndpoints web = store.get("default", "web");
    assertThat(web.addresses())
        .extracting(Address::ip)
        .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
    assertThat(web.notReadyAddresses()).isEmpty();
  }

  @Test
  void aSliceThatGoesLeavesTheOthers() {
    slice("ADDED", "web-1", "web", endpoint("10.0.0.1", "true"));
    slice("ADDED", "web-2", "web", endpoint("10.0.0.2", "true"));
    slice("DELETED", "web-1", "web", endpoint("10.0.0.1", "true"));
    assertThat(store.get("default", "web").addresses())
        .extracting(Address::ip)
        .containsExactly("10.0.0.2");
    slice("DELETED", "web-2", "web", endpoint("10.0.0.2", "true"));
    assertThat(store.all()).isEmpty();
  }

  @Test
  void aServiceWithoutAddressesIsToldFromOneThatDoesNotExist() {
    assertThat(store.find("default", "web")).isEmpty();
    slice("ADDED", "web-1", "web");
    assertThat(store.find("default", "web")).contains(store.get("default", "web"));
    assertThat(store.get("default", "web").addresses()).isEmpty();
    slice("DELETED", "web-1", "web");
    assertThat(store.find("default", "web")).isEmpty();
  }

  @Test
  void aSliceThatMovesToAnotherServiceLeavesItsFirst() {
    slice("ADDED", "s", "web", endpoint("10.0.0.1", "true"));
    slice("MODIFIED", "s", "api", endpoint("10.0.0.1", "true"));
    assertThat(store.get("default", "web").addresses()).isEmpty();
    assertThat(store.get("default", "api").addresses()).hasSize(1);
  }

  @Test
  void tellsChangesAndOnlyChanges() {
    List<String> told = new ArrayList<>();
    Runnable remove =
        store.addChangeListener(
            (before, after) ->
                told.add(before.addresses().size() + " -> " + after.addresses().size()));
    slice("ADDED", "web-1", "web", endpoint("10.0.0.1", "true"));
    slice("ADDED", "web-2", "web", endpoint("10.0.0.1", "true"));
    slice("MODIFIED", "web-2", "web");
    slice("DELETED", "web-1", "web");
    slice("DELETED", "web-2", "web");
    remove.run();
    slice("ADDED", "web-1", "web", endpoint("10.0.0.1", "true"));
    assertThat(told).containsExactly("0 -> 1", "1 -> 0");
  }

  @Test
  void isSyncedWhenAWholeStateWasTold() throws InterruptedException {
    assertThat(store.isSynced()).isFalse();
    assertThat(store.awaitSynced(Duration.ZERO)).isFalse();
    store.onNotice(new Synced("9", false));
    assertThat(store.isSynced()).isTrue();
    assertThat(store.awaitSynced(Duration.ofSeconds(10))).isTrue();
  }

  private static String endpoint(String ip, String ready) {
    return "{\"addresses\":[\"" + ip + "\"],\"conditions\":{\"ready\":" + ready + "}}";
  }

  private void slice(String type, String name, String service, String... endpoints) {
    String text =
        "{\"type\":\""
            + type
            + "\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\""
            + name
            + "\",\"namespace\":\"default\",\"labels\":{\"kubernetes.io/service-name\":\""
            + service
            + "\"}},\"addressType\":\"IPv4\",\"endpoints\":["
            + String.join(",", endpoints)
            + "]}}";
    EndpointsParser.create(
            event -> store.onNotice(new Change((EndpointsEvent) event, Source.WATCH)))
        .parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
