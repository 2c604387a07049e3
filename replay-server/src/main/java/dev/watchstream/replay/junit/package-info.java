/**
 * A replay server for the time of a test: by annotation ({@link
 * dev.watchstream.replay.junit.Replay}) or as a field ({@link
 * dev.watchstream.replay.junit.ReplayServerExtension}). The only package that needs JUnit.
 *
 * <pre>
 * class MyControllerTest {
 *
 *   &#64;Test
 *   &#64;Replay(value = "passport-auth", faults = "gone&#64;event=2")
 *   void the_state_is_right_after_a_410(ReplayServer server) {
 *     System.out.println(server.baseUrl());
 *   }
 * }
 * </pre>
 */
package dev.watchstream.replay.junit;
