package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a service from one pod template to another, as far as it was seen. Immutable.
 *
 * @param service the service
 * @param from the hashes of the templates before; in the order in which they were first seen
 * @param to the hash of the template that comes
 * @param firstEvent the number of the event with the first pod of the new template, counted from 0
 * @param lastEvent the number of the event that ended it, or of the last one so far that changed an
 *     address
 * @param readyBefore how many addresses were ready when it began
 * @param readyMin the fewest ready addresses, from just before the first event to the last
 * @param readyMax the most ready addresses
 * @param notReadyMax the most not-ready addresses
 * @param surge how many addresses there were at most, ready or not, above the number before
 * @param complete whether only the new template was left in the end, with no address not ready
 * @param duration from the first event to the last; null where times are not known
 * @param timesToReady how long each pod of the new template took from appearing not ready to ready,
 *     in the order in which they became ready; empty where times are not known
 */
public record Rollout(
    ServiceName service,
    List<String> from,
    String to,
    long firstEvent,
    long lastEvent,
    int readyBefore,
    int readyMin,
    int readyMax,
    int notReadyMax,
    int surge,
    boolean complete,
    @Nullable Duration duration,
    List<Duration> timesToReady) {}
