package dev.watchstream.replay.history;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.api.Form;
import java.util.List;

/**
 * A recording with the content of its body.
 *
 * @param chunks empty without timing
 * @param events in the body's order
 * @param watch whether the body holds watch events rather than a list or bare objects
 * @param listVersion the resourceVersion of a list; 0 when the body is no list
 */
public record RecordedStream(
    Recording recording,
    RecordingBody body,
    List<Chunk> chunks,
    List<RecordedEvent> events,
    boolean watch,
    Form form,
    long listVersion) {}
