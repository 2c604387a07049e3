package dev.watchstream.parser.rollout;

import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event meant for its service. Immutable.
 *
 * @param eventNumber the event's number in the stream, counted from 0
 * @param time when it arrived, measured from the stream's start; null where that is not known
 * @param type what happened to the Endpoints or the slice
 * @param service whose addresses these are
 * @param ready how many addresses are ready now, over all of the service's objects
 * @param readyOutdated how many of the ready ones are of an older template than that of the last
 *     rollout
 * @param notReady how many are not ready
 * @param terminating how many are terminating; always 0 for Endpoints, which do not say
 * @param changes what the event changed; empty when it changed no address
 * @param podsGone the histories of the pods that the event removed, in the order of their changes
 * @param zeroReadyEnded the span without a ready address that it ended; null if it ended none
 */
public record RolloutStep(
    long eventNumber,
    @Nullable Duration time,
    EventType type,
    ServiceName service,
    int ready,
    int readyOutdated,
    int notReady,
    int terminating,
    List<AddressChange> changes,
    List<PodHistory> podsGone,
    @Nullable ZeroReadySpan zeroReadyEnded) {}
