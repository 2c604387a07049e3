package dev.watchstream.replay.junit;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.ReplayServerBuilder;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server in a field: for each test when it is an instance field, for the whole class and those
 * nested in it when it is static.
 *
 * <pre>{@code
 * @RegisterExtension
 * final ReplayServerExtension replay = new ReplayServerExtension(ReplayServer.of("passport-auth"));
 * }</pre>
 *
 * <p>Tests may run in parallel.
 */
@SuppressWarnings("exports") // Transitively, JUnit would be needed wherever the server is.
public final class ReplayServerExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private final ServerLease lease;

  /**
   * @param builder not to be changed afterwards
   */
  public ReplayServerExtension(ReplayServerBuilder builder) {
    this(new ServerLease(builder, false));
  }

  private ReplayServerExtension(ServerLease lease) {
    this.lease = lease;
  }

  /**
   * The same, but a test fails when it sends a request that nothing recorded answers: see {@link
   * ReplayServer#unmatchedRequests}. If tests share the server in parallel, the first to end fails.
   */
  public static ReplayServerExtension failingOnUnmatched(ReplayServerBuilder builder) {
    return new ReplayServerExtension(new ServerLease(builder, true));
  }

  /**
   * The running server.
   *
   * @throws IllegalStateException outside of the tests
   */
  public ReplayServer server() {
    return lease.server();
  }

  /** Such as {@code http://127.0.0.1:41331}, without a slash at its end. */
  public String baseUrl() {
    return server().baseUrl();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    lease.acquire(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    lease.acquire(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    lease.release(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    lease.release(context);
  }
}
