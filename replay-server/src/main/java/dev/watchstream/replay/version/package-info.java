/**
 * The Kubernetes version that is played. Whatever depends on it asks {@link
 * dev.watchstream.replay.version.ServerVersion}.
 */
package dev.watchstream.replay.version;
