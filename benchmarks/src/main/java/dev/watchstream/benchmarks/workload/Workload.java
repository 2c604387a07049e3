package dev.watchstream.benchmarks.workload;

import static dev.watchstream.benchmarks.contender.Input.WHOLE;

import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.contender.Input.Form;
import dev.watchstream.benchmarks.contender.Input.Resource;
import dev.watchstream.fixtures.synthetic.SyntheticStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What is read. The same bytes on every machine: synthetic streams come from a fixed seed, and
 * recordings are bytes.
 */
public enum Workload {
  /** The best case of a reader with a memory. */
  FLIPS(
      "flips",
      "Readiness flips, 1 × 1,000",
      "One Endpoints of 1,000 addresses; each event moves one of them.",
      new Synthetic(SyntheticStream.readinessFlips(1000))),

  /** As many addresses change as in the recording: about five per event. */
  ROLLING(
      "rolling",
      "Rolling update, 1 × 1,000",
      "One Endpoints of 1,000 addresses; five are replaced at a time.",
      new Synthetic(SyntheticStream.rollout(1000, 5))),

  /** A recording of a real cluster. */
  RECORDED(
      "recorded",
      "Recorded rollout of 1,000 pods",
      "What an API server 1.21 sent: maxSurge and maxUnavailable 20.",
      new Recorded("fleet-rollout")),

  /** Small events. */
  ZIPF(
      "zipf",
      "5,000 small services (Zipf)",
      "Interleaved Endpoints of 1 to 5 addresses.",
      new Synthetic(SyntheticStream.zipf(5000))),

  /** What a watch of a real cluster has: all of that, mixed. */
  CLUSTER(
      "cluster",
      "A whole cluster (Zipf)",
      "1,000 services of 1 to 300 addresses: flips, rollouts, metadata; controllers 1.21 and 1.37.",
      new Synthetic(SyntheticStream.clusterWide(1000))),

  /** Nothing was seen before. */
  COLD_LIST(
      "cold-list",
      "Cold list",
      "One EndpointsList; every item is another service, of 10 addresses.",
      new Synthetic(SyntheticStream.coldList(10)),
      Form.LIST),

  /** The worst case of a reader with a memory: looking for what is never there. */
  DIRTY(
      "dirty",
      "Every address dirty, 1 × 1,000",
      "Each event gives every address another uid: no server sends this.",
      new Synthetic(SyntheticStream.everyAddressDirty(1000))),

  /** Most bytes are skipped. */
  MANAGED_FIELDS(
      "managed-fields",
      "managedFields 60 %",
      "5,000 services of one address each with many managers.",
      new Synthetic(SyntheticStream.managedFields(5000))),

  /** The same addresses at other places. */
  PERMUTED(
      "permuted",
      "Permuted subsets, 10 × 100",
      "One Endpoints of 10 subsets of two ports; in each event half of them change places.",
      new Synthetic(SyntheticStream.permutedSubsets(10, 100))),

  /** Slices, recorded from a real cluster. */
  RECORDED_SLICES(
      "recorded-slices",
      "Recorded rollout, EndpointSlices",
      "The same rollout through EndpointSlices: 29 MB, again and again.",
      new Recorded("fleet-rollout-slices"),
      Resource.ENDPOINT_SLICES),

  /** Slices of any length. */
  SLICES(
      "slices",
      "Rolling update, EndpointSlices",
      "The rolling update through slices of 100 endpoints.",
      new Synthetic(SyntheticStream.rollout(1000, 5).inSlices()),
      Resource.ENDPOINT_SLICES),

  /** As {@code kubectl get -w -o json} prints it. */
  PRETTY(
      "pretty",
      "Pretty-printed",
      "The rolling update, indented: three of five bytes are white space.",
      new Pretty(new Synthetic(SyntheticStream.rollout(1000, 5))),
      Form.PRETTY_WATCH),

  /** No real node has such a name, but a UTF-8 decoder must still be correct and fast. */
  NON_ASCII(
      "non-ascii",
      "Non-ASCII values",
      "The rolling update with Cyrillic node names.",
      new NonAscii(new Synthetic(SyntheticStream.rollout(1000, 5)))),

  /** Events over hundreds of chunks. */
  CHUNKS_1K("chunks-1k", "Chunks of 1 KiB", "The rolling update in pieces.", 1 << 10),

  /** As a server often sends. */
  CHUNKS_8K("chunks-8k", "Chunks of 8 KiB", "The rolling update in pieces.", 8 << 10),

  /** As a socket at full speed. */
  CHUNKS_64K("chunks-64k", "Chunks of 64 KiB", "The rolling update in pieces.", 64 << 10);

  private final String label;
  private final String title;
  private final String about;

  // A SyntheticStream is immutable, and says so in words.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Source source;

  private final Resource resource;
  private final Form form;
  private final int chunkBytes;

  Workload(String label, String title, String about, Source source) {
    this(label, title, about, source, Resource.ENDPOINTS, Form.WATCH, WHOLE);
  }

  Workload(String label, String title, String about, Source source, Form form) {
    this(label, title, about, source, Resource.ENDPOINTS, form, WHOLE);
  }

  Workload(String label, String title, String about, Source source, Resource resource) {
    this(label, title, about, source, resource, Form.WATCH, WHOLE);
  }

  Workload(String label, String title, String about, int chunkBytes) {
    this(
        label,
        title,
        about,
        new Synthetic(SyntheticStream.rollout(1000, 5)),
        Resource.ENDPOINTS,
        Form.WATCH,
        chunkBytes);
  }

  Workload(
      String label,
      String title,
      String about,
      Source source,
      Resource resource,
      Form form,
      int chunkBytes) {
    this.label = label;
    this.title = title;
    this.about = about;
    this.source = source;
    this.resource = resource;
    this.form = form;
    this.chunkBytes = chunkBytes;
  }

  /**
   * The workload of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Workload of(String label) {
    for (Workload workload : values()) {
      if (workload.label.equals(label)) {
        return workload;
      }
    }
    throw new IllegalArgumentException("no workload \"" + label + "\"");
  }

  /** Its name on the command line and in {@code baseline.json}. */
  public String label() {
    return label;
  }

  /** Its name in tables and charts. */
  public String title() {
    return title;
  }

  /** What it is, in a sentence. */
  public String about() {
    return about;
  }

  /** The number of bytes of its recording; zero for a synthetic workload, which has no end. */
  public long naturalBytes() throws IOException {
    return source instanceof Recorded recorded ? recorded.bytes() : 0;
  }

  /** Writes at least {@code atLeastBytes} bytes, up to the end of an event. */
  public void writeTo(OutputStream out, long atLeastBytes) throws IOException {
    source.writeTo(out, atLeastBytes);
  }

  /** An input of at least {@code atLeastBytes} bytes. */
  public Input input(long atLeastBytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writeTo(out, atLeastBytes);
    return input(out.toByteArray());
  }

  /** The bytes that {@link #writeTo} wrote, as an input. */
  public Input input(byte[] bytes) {
    return new Input(bytes, resource, form, chunkBytes);
  }
}
