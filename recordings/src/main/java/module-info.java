/**
 * Recordings of real streams, and nothing else: {@code dev.watchstream.fixtures.Recordings} finds
 * them by name. Open, so that it can.
 */
open module dev.watchstream.recordings {}
