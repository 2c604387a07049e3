/**
 * Reports on the recordings of many clusters: read cluster by cluster, reported in rows.
 *
 * <pre>{@code
 * FileTree files = FileTree.of(folder);
 * for (RecordedCluster cluster : RecordedClusters.find(files).clusters()) {
 *   try (ClusterReading reading = new ClusterReading(files, cluster, bytesRead -> {})) {
 *     for (ClusterEvent event = reading.next(); event != null; event = reading.next()) {
 *       System.out.println(event);
 *     }
 *   }
 * }
 * }</pre>
 */
package dev.watchstream.timeline.fleet;
