package dev.watchstream.cli.metrics;

import dev.watchstream.client.EndpointsStore;
import dev.watchstream.client.ServiceEndpoints;
import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Metrics of a watch, as Prometheus scrapes them. Safe for use by several threads. */
public final class WatchMetrics implements WatchListener {

  /** The media type of {@link #text}. */
  public static final String CONTENT_TYPE = OpenMetricsTextFormatWriter.CONTENT_TYPE;

  private static final String[] SERVICE = {"kind", "namespace", "service"};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Gauge ready = gauge("watchstream_ready_addresses", "Addresses that are ready.");
  private final Gauge notReady =
      gauge("watchstream_not_ready_addresses", "Addresses that are not ready.");
  private final Gauge terminating =
      gauge("watchstream_terminating_addresses", "Addresses that are terminating.");
  private final Counter events =
      Counter.builder()
          .name("watchstream_events")
          .help("Changes that the watch told, by their type.")
          .labelNames("type")
          .register(registry);
  private final Counter relists =
      Counter.builder()
          .name("watchstream_relists")
          .help("How often the state was read anew because changes were missed.")
          .register(registry);
  private final Counter resumes =
      Counter.builder()
          .name("watchstream_resumes")
          .help("How often the watch went on where it was, after whatever end.")
          .register(registry);

  private final Clock clock;
  private final EndpointsStore store = new EndpointsStore();

  /** Since when what is known may be out of date; null while a watch is open. */
  private volatile @Nullable Instant behindSince;

  private boolean wasOpen;

  /** Counts as behind from now on, until the first watch is open. */
  public WatchMetrics(Clock clock) {
    this.clock = clock;
    this.behindSince = clock.instant();
    store.addChangeListener((before, now) -> update(before, now));
    GaugeWithCallback.builder()
        .name("watchstream_seconds_behind")
        .help("For how long no watch has been open, so that changes may not be known yet.")
        .callback(callback -> callback.call(secondsBehind()))
        .register(registry);
  }

  private Gauge gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).labelNames(SERVICE).register(registry);
  }

  @Override
  public void onNotice(WatchNotice notice) {
    store.onNotice(notice);
    if (notice instanceof WatchNotice.Change change) {
      events.labelValues(change.event().type().name()).inc();
    } else if (notice instanceof WatchNotice.Synced synced && synced.isRelist()) {
      relists.inc();
    } else if (notice instanceof WatchNotice.Opened opened) {
      if (wasOpen && opened.resourceVersion() != null) {
        resumes.inc();
      }
      wasOpen = true;
      behindSince = null;
    } else if (notice instanceof WatchNotice.Ended && behindSince == null) {
      behindSince = clock.instant();
    }
  }

  private void update(ServiceEndpoints before, ServiceEndpoints now) {
    ServiceEndpoints known = now.exists() ? now : before;
    String[] labels = {known.name().kind(), known.name().namespace(), known.name().name()};
    if (!store.get(known.name().namespace(), known.name().name()).exists()) {
      ready.remove(labels);
      notReady.remove(labels);
      terminating.remove(labels);
      return;
    }
    ready.labelValues(labels).set(now.addresses().size());
    notReady.labelValues(labels).set(now.notReadyAddresses().size());
    terminating.labelValues(labels).set(now.terminatingAddresses().size());
  }

  private double secondsBehind() {
    Instant since = behindSince;
    return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1e3;
  }

  /** All metrics, as OpenMetrics text. */
  public byte[] text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      OpenMetricsTextFormatWriter.create()
          .write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toByteArray();
  }
}
