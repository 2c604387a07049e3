/** How a server is reached, and as whom: kubeconfigs, TLS, keys, tokens, plugins. */
@org.jspecify.annotations.NullMarked
package dev.watchstream.client.connect;
