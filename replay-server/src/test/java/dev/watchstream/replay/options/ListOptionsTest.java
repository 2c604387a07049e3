package dev.watchstream.replay.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Status.Cause;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.KubernetesVersion;
import dev.watchstream.replay.version.ServerProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListOptionsTest {
  private static final ServerProfile SERVER = ServerProfile.of(KubernetesVersion.DEFAULT);

  /** All that is to be written for a new option, except its line in the registry. */
  private static final class Shards extends ListOption<Long> {
    static final Shards SHARDS = new Shards();

    private Shards() {
      super("shards");
    }

    @Override
    protected Long read(Query query, ServerProfile server) throws StatusException {
      return integer(query, 1);
    }

    @Override
    protected void check(ListOptions asked, ServerProfile server, List<Cause> causes) {
      if (asked.saysWatch() && asked.has(this)) {
        causes.add(forbidden("shards is forbidden for watch"));
      }
    }

    @Override
    protected void require(ListOptions asked, ServerProfile server) throws StatusException {
      if (asked.get(this) < 1) {
        throw StatusException.internal("no shards");
      }
    }
  }

  @Test
  void an_option_that_is_added_is_read_and_checked_as_all_are() throws StatusException {
    assertThat(parse("limit=7&shards=3", false).get(Shards.SHARDS)).isEqualTo(3);
    assertThat(parse("limit=7", true).get(Shards.SHARDS)).isEqualTo(1);
    assertThatThrownBy(() -> parse("shards=many", false))
        .hasMessage("strconv.ParseInt: parsing \"many\": invalid syntax");
    assertThatThrownBy(() -> parse("watch=1&shards=3&resourceVersionMatch=Exact", true))
        .hasMessageStartingWith("ListOptions.meta.k8s.io \"\" is invalid: [")
        .hasMessageEndingWith("shards: Forbidden: shards is forbidden for watch]");
    assertThatThrownBy(() -> parse("shards=0", false)).hasMessage("no shards");
  }

  private static ListOptions parse(String query, boolean watch) throws StatusException {
    List<ListOption<?>> all = new ArrayList<>(ListOptions.ALL);
    all.add(Shards.SHARDS);
    return ListOptions.parse(all, Query.parse(query), watch, SERVER, 0);
  }
}
