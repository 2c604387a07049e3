package dev.watchstream.replay.junit;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.ReplayServerBuilder;
import dev.watchstream.replay.junit.Replay.BaseUrl;
import dev.watchstream.replay.model.Speed;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Implements {@link Replay}. A store also sees what the stores of enclosing contexts hold, so the
 * nearest server is found.
 */
final class ReplayAnnotation
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    start(context, context.getRequiredTestClass());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    if (!start(context, context.getRequiredTestMethod())) {
      ServerLease around = lease(context);
      if (around != null) {
        around.acquire(context);
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    release(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    release(context);
  }

  private static boolean start(ExtensionContext context, AnnotatedElement where)
      throws IOException {
    Optional<Replay> replay = AnnotationSupport.findAnnotation(where, Replay.class);
    if (replay.isEmpty()) {
      return false;
    }
    ServerLease lease = new ServerLease(builder(replay.get()), replay.get().failOnUnmatched());
    lease.acquire(context);
    store(context).put(ServerLease.class, lease);
    return true;
  }

  private static ReplayServerBuilder builder(Replay replay) {
    ReplayServerBuilder builder =
        ReplayServer.of(replay.value())
            .speed(Speed.parse(replay.speed()))
            .serverVersion(replay.serverVersion())
            .sharedClock(replay.sharedClock());
    for (String fault : replay.faults()) {
      builder.fault(fault);
    }
    return builder;
  }

  private static void release(ExtensionContext context) {
    ServerLease lease = lease(context);
    if (lease != null) {
      lease.release(context);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ReplayServer.class
        || (type == String.class && parameter.isAnnotated(BaseUrl.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ServerLease lease = lease(context);
    if (lease == null) {
      throw new ParameterResolutionException(
          "no server here: @Replay on a method is for its own parameters and not for a"
              + " constructor's or @BeforeAll's");
    }
    ReplayServer server = lease.server();
    return parameter.isAnnotated(BaseUrl.class) ? server.baseUrl() : server;
  }

  private static @Nullable ServerLease lease(ExtensionContext context) {
    return store(context).get(ServerLease.class, ServerLease.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(ReplayAnnotation.class));
  }
}
