package dev.watchstream.client;

import java.util.StringJoiner;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are watched.
 *
 * @param isSlices EndpointSlices rather than Endpoints
 * @param namespace null for all
 * @param name of the service; null for all
 * @param labelSelector as {@code kubectl -l} takes it; null for all
 */
record WatchTarget(
    boolean isSlices,
    @Nullable String namespace,
    @Nullable String name,
    @Nullable String labelSelector) {

  /** Names the service of a slice; the slice's own name does not. */
  private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  /** Whether at most one object can match, so that one initial event is the whole state. */
  boolean isSingleObject() {
    return !isSlices && namespace != null && name != null;
  }

  /** The URL of the collection with its selectors, ready for more parameters. */
  HttpUrl.Builder url(HttpUrl server) {
    HttpUrl.Builder url = server.newBuilder();
    url.addPathSegments(isSlices ? "apis/discovery.k8s.io/v1" : "api/v1");
    if (namespace != null) {
      url.addPathSegment("namespaces").addPathSegment(namespace);
    }
    url.addPathSegment(isSlices ? "endpointslices" : "endpoints");
    if (!isSlices && name != null) {
      url.addQueryParameter("fieldSelector", "metadata.name=" + name);
    }
    StringJoiner labels = new StringJoiner(",");
    if (isSlices && name != null) {
      labels.add(SERVICE_NAME_LABEL + "=" + name);
    }
    if (labelSelector != null) {
      labels.add(labelSelector);
    }
    if (labels.length() > 0) {
      url.addQueryParameter("labelSelector", labels.toString());
    }
    return url;
  }
}
