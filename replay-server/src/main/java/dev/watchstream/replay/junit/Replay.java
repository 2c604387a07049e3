package dev.watchstream.replay.junit;

import dev.watchstream.replay.ReplayServer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A server for a test, or on a class one for all its tests and the classes nested in it. A
 * parameter of type {@link ReplayServer} gets the server, a String parameter with {@link BaseUrl}
 * its address. The nearest annotation counts. Tests may run in parallel.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ReplayAnnotation.class)
@SuppressWarnings("exports") // Nobody but JUnit has to know the class.
public @interface Replay {
  /** As for {@link ReplayServer#of(String...)}: names of shipped recordings, or paths. */
  String[] value();

  /** Such as {@code 2x} or {@code max}. */
  String speed() default "1x";

  /** As for {@link dev.watchstream.replay.ReplayServerBuilder#serverVersion}. */
  String serverVersion() default "recorded";

  /** Whether all watches share one clock. */
  boolean sharedClock() default false;

  /** Faults in their textual form, such as {@code cut@event=3}. */
  String[] faults() default {};

  /** Whether a test fails when it sends a request that nothing recorded answers. */
  boolean failOnUnmatched() default false;

  /** A parameter for {@link ReplayServer#baseUrl}. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface BaseUrl {}
}
