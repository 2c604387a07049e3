/**
 * Recordings of real streams, and nothing else: {@code dev.watchstream.fixtures.Recordings} finds
 * them by name, for which the module must be open.
 */
open module dev.watchstream.recordings {}
