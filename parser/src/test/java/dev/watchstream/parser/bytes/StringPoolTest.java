package dev.watchstream.parser.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.stream.EndpointsParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts that repeat are one String, and what is kept of them is bounded. */
class StringPoolTest {

  private final StringPool pool = new StringPool();

  @Test
  void the_same_node_name_is_the_same_string_in_every_event() {
    List<Address> addresses = new ArrayList<>();
    EndpointsParser parser =
        EndpointsParser.create(e -> addresses.addAll(((EndpointsEvent) e).addresses()));
    for (int i = 0; i < 3; i++) {
      byte[] event =
          """
          {"kind":"Endpoints","metadata":{"name":"a"},"subsets":[{"addresses":[\
          {"ip":"10.0.0.1","nodeName":"n1","targetRef":{"kind":"Pod","namespace":"d"}},\
          {"ip":"10.0.0.2","nodeName":"n2","targetRef":{"kind":"Pod","namespace":"d"}}]}]}
          """
              .getBytes(UTF_8);
      parser.feed(event, 0, event.length);
    }
    assertThat(distinct(addresses.stream().map(Address::nodeName).toList())).hasSize(2);
    assertThat(distinct(addresses.stream().map(a -> a.targetRef().kind()).toList())).hasSize(1);
    assertThat(distinct(addresses.stream().map(a -> a.targetRef().namespace()).toList()))
        .hasSize(1);
  }

  @Test
  void the_pool_outlives_reset() {
    List<String> names = new ArrayList<>();
    EndpointsParser parser =
        EndpointsParser.create(e -> names.add(((EndpointsEvent) e).namespace()));
    for (int i = 0; i < 3; i++) {
      parser.parse("{\"kind\":\"Endpoints\",\"metadata\":{\"namespace\":\"d\"}}".getBytes(UTF_8));
    }
    assertThat(names.get(1)).isSameAs(names.get(2));
  }

  @Test
  void most_of_a_large_clusters_nodes_are_one_string_each() {
    List<String> first = nodes(5_000);
    List<String> second = nodes(5_000);
    int same = 0;
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).isEqualTo(first.get(i));
      same += isSame(first.get(i), second.get(i)) ? 1 : 0;
    }
    // Two texts of the same slot replace each other.
    assertThat(same).isGreaterThan(2_000);
  }

  @Test
  void texts_of_one_hash_are_told_apart() {
    assertThat(get("AaAa")).isEqualTo("AaAa");
    assertThat(get("BBBB")).isEqualTo("BBBB");
    assertThat(get("AaBB")).isEqualTo("AaBB");
    assertThat(get("AaAa")).isEqualTo("AaAa");
  }

  @Test
  void a_long_text_is_not_kept() {
    String longest = "x".repeat(253);
    assertThat(get(longest)).isSameAs(get(longest));
    assertThat(get(longest + "x")).isEqualTo(longest + "x").isNotSameAs(get(longest + "x"));
  }

  @Test
  void only_the_part_asked_for_counts() {
    char[] chars = "xabcx".toCharArray();
    assertThat(pool.get(chars, 1, 3)).isEqualTo("abc").isSameAs(get("abc"));
    assertThat(pool.get(chars, 1, 2)).isEqualTo("ab");
  }

  @Test
  void however_many_texts_come_no_more_are_kept_than_there_is_room_for() {
    int room = 8192 + 253;
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      made.add(get("n" + i));
    }
    int kept = 0;
    for (String text : made) {
      // A text that was kept is returned as the same instance; asking for the others would evict
      // some.
      kept += isKept(text) ? 1 : 0;
    }
    assertThat(kept).isBetween(1, room);
  }

  private boolean isKept(String text) {
    return isSame(get(text), text);
  }

  @SuppressWarnings("ReferenceEquality") // being one object is what the pool is for
  private static boolean isSame(String a, String b) {
    return a == b;
  }

  private List<String> nodes(int count) {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(get("ip-10-42-" + i / 256 + "-" + i % 256 + ".eu-central-1.compute.internal"));
    }
    return nodes;
  }

  private String get(String text) {
    char[] chars = text.toCharArray();
    return pool.get(chars, 0, chars.length);
  }

  private static Set<String> distinct(List<String> texts) {
    Set<String> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(texts);
    return same;
  }
}
