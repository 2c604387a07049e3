/** Which Kubernetes is played: a version, and the facts that depend on it. Imports nothing. */
@NullMarked
package dev.watchstream.replay.version;

import org.jspecify.annotations.NullMarked;
