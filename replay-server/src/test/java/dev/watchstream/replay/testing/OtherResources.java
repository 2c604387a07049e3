package dev.watchstream.replay.testing;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.testing.Bodies.At;
import java.io.IOException;
import java.nio.file.Path;

/** Recordings of other resources than Endpoints and EndpointSlices; changes are a second apart. */
public final class OtherResources {
  private OtherResources() {}

  public static String pod(String namespace, String name, long version, String app, String phase) {
    return ("{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\","
            + "\"uid\":\"uid-%s\",\"resourceVersion\":\"%d\","
            + "\"creationTimestamp\":\"2025-12-31T23:59:00Z\",\"labels\":{\"app\":\"%s\"}},"
            + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}],\"nodeName\":\"node-1\"},"
            + "\"status\":{\"phase\":\"%s\"}}")
        .formatted(name, namespace, name, version, app, phase);
  }

  /** Two pods at first; one starts running, a third is created, and deleted. */
  public static Recording pods(Path folder) throws IOException {
    return Bodies.watchOf(
        "/api/v1/pods",
        folder,
        "pods",
        new At(
            0,
            Bodies.event("ADDED", pod("shop", "web-1", 10, "web", "Pending"))
                + Bodies.event("ADDED", pod("bank", "db-1", 11, "db", "Running"))),
        new At(2, Bodies.event("MODIFIED", pod("shop", "web-1", 12, "web", "Running"))),
        new At(3, Bodies.event("ADDED", pod("shop", "web-2", 13, "web", "Pending"))),
        new At(4, Bodies.event("DELETED", pod("shop", "web-2", 14, "web", "Running"))));
  }

  /** Two jobs: one has succeeded, the other has nothing finished. */
  public static Recording jobs(Path folder) throws IOException {
    return Bodies.watchOf(
        "/apis/batch/v1/jobs",
        folder,
        "jobs",
        new At(
            0,
            Bodies.event("ADDED", job("done", 30, "{\"succeeded\":1}"))
                + Bodies.event("ADDED", job("new", 31, "{}"))));
  }

  private static String job(String name, long version, String status) {
    return ("{\"kind\":\"Job\",\"apiVersion\":\"batch/v1\",\"metadata\":{\"name\":\"%s\","
            + "\"namespace\":\"shop\",\"uid\":\"uid-%s\",\"resourceVersion\":\"%d\"},"
            + "\"status\":%s}")
        .formatted(name, name, version, status);
  }

  /** As the API server writes a resource without a type: members in alphabetical order. */
  public static String proxy(String name, long version, int weight) {
    return ("{\"apiVersion\":\"mesh.example.com/v1beta1\",\"kind\":\"Proxy\","
            + "\"metadata\":{\"creationTimestamp\":\"2025-12-31T23:00:00Z\",\"name\":\"%s\","
            + "\"namespace\":\"shop\",\"resourceVersion\":\"%d\",\"uid\":\"uid-%s\"},"
            + "\"spec\":{\"weight\":%d}}")
        .formatted(name, version, name, weight);
  }

  /** A custom resource whose plural cannot be guessed. */
  public static Recording proxies(Path folder) throws IOException {
    return Bodies.watchOf(
        "/apis/mesh.example.com/v1beta1/namespaces/shop/proxys",
        folder,
        "proxies",
        new At(
            0,
            Bodies.event("ADDED", proxy("east", 20, 1))
                + Bodies.event("ADDED", proxy("west", 21, 1))),
        new At(2, Bodies.event("MODIFIED", proxy("east", 22, 5))),
        new At(3, Bodies.event("DELETED", proxy("west", 23, 1))));
  }

  /** A custom resource without namespaces. */
  public static String tenant(String name, long version) {
    return ("{\"apiVersion\":\"example.com/v1\",\"kind\":\"Tenant\",\"metadata\":{\"name\":\"%s\","
            + "\"resourceVersion\":\"%d\",\"uid\":\"uid-%s\"}}")
        .formatted(name, version, name);
  }
}
