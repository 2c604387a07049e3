/**
 * Makes answers go wrong as {@link dev.watchstream.replay.faults.FaultRule}s say, between the API
 * server and the transport, neither of which knows. One class a fault.
 */
package dev.watchstream.replay.faults;
