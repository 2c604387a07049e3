/** What the recordings of many clusters tell: read cluster by cluster, told in rows. */
package dev.watchstream.timeline.fleet;
