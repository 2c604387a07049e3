"""Lists, watches or runs an informer on Endpoints or EndpointSlices with the Python client; see ../README.md."""

import os
import sys
import time

from kubernetes import client, watch


def ready(obj):
    if hasattr(obj, "subsets"):
        return [a.ip for s in obj.subsets or [] for a in s.addresses or []]
    return [
        address
        for e in obj.endpoints or []
        if e.conditions is None or e.conditions.ready is not False
        for address in e.addresses
    ]


def tell(event, obj):
    meta = obj.metadata
    addresses = ",".join(sorted(ready(obj)))
    print(event, f"{meta.namespace}/{meta.name}", meta.resource_version, addresses, flush=True)


def read(lister):
    answer = lister()
    for item in answer.items or []:
        tell("LISTED", item)
    print("SYNCED", flush=True)
    return answer.metadata.resource_version


def watch_once(lister):
    """Reads the state and follows it until the watch ends."""
    version = read(lister)
    for event in watch.Watch().stream(lister, resource_version=version, timeout_seconds=300):
        tell(event["type"], event["object"])
    print("END", flush=True)


def inform(lister):
    from kubernetes.informer import ADDED, DELETED, MODIFIED, SharedInformer

    informer = SharedInformer(lister)
    for event in (ADDED, MODIFIED, DELETED):
        informer.add_event_handler(event, lambda obj, event=event: tell(event, obj))
    informer.start()
    while True:
        time.sleep(60)


def main(mode, url, resource):
    api = client.ApiClient(client.Configuration(host=url, ssl_ca_cert=os.environ.get("SSL_CERT_FILE")))
    lister = (
        client.CoreV1Api(api).list_endpoints_for_all_namespaces
        if resource == "endpoints"
        else client.DiscoveryV1Api(api).list_endpoint_slice_for_all_namespaces
    )
    if mode == "informer":
        inform(lister)
    while True:
        try:
            read(lister) if mode == "list" else watch_once(lister)
        except Exception as e:  # whatever error the client reports to its user
            print("ERROR", type(e).__name__, str(e).replace("\n", " ")[:300], flush=True)
        if mode == "list":
            return
        time.sleep(0.5)


main(*sys.argv[1:])
