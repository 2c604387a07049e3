"""`watchstream serve` as a process of its own, and the states that it replays."""

import json
import os
import pathlib
import re
import ssl
import subprocess
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
# Many servers run at a time, each for a minute.
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m"
RECORDINGS = ["three-pod-rollout-1.37", "three-pod-rollout-1.37-slices"]
PATHS = {"endpoints": "/api/v1/endpoints", "endpointslices": "/apis/discovery.k8s.io/v1/endpointslices"}


class Server:
    """The replay of a rollout, which waits until resume(); all watches share one clock."""

    def __init__(self, *options, speed="2x"):
        steered = ["--port", "0", "--http-control", "--paused", "--clock", "shared", "--speed", speed]
        self.folder = tempfile.TemporaryDirectory()
        self.ca = str(pathlib.Path(self.folder.name, "ca.pem")) if "--tls" in options else None
        trusted = ["--ca-out", self.ca] if self.ca else []
        command = [str(HERE.parent / "watchstream"), "serve", *steered, *options, *trusted, *RECORDINGS]
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.log, text=True, env=os.environ | {"WATCHSTREAM_JAVA_OPTS": JVM}
        )
        found = re.match(r"serving (\S+)", self.process.stdout.readline())
        if not found:
            self.process.wait()
            raise RuntimeError(f"{' '.join(command)}: {''.join(self.lines())}")
        self.url = found.group(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()

    def environment(self):
        """The environment in which clients trust this server's certificate."""
        return os.environ | ({"SSL_CERT_FILE": self.ca, "CURL_CA_BUNDLE": self.ca} if self.ca else {})

    def resume(self):
        request = urllib.request.Request(self.url + "/control/resume", method="POST")
        trust = ssl.create_default_context(cafile=self.ca) if self.ca else None
        urllib.request.urlopen(request, timeout=30, context=trust).close()

    def lines(self):
        self.log.seek(0)
        return self.log.readlines()


def states():
    """Each state of the rollout, by resource, in order."""
    return {resource: states_of(path) for resource, path in PATHS.items()}


def states_of(path):
    with Server(speed="max") as server:
        with urllib.request.urlopen(server.url + path + "?watch=true&timeoutSeconds=3", timeout=60) as watch:
            server.resume()
            return [state(json.loads(line)["object"]) for line in watch]


def state(told):
    if "subsets" in told or told["kind"] == "Endpoints":
        ready = [a["ip"] for subset in told.get("subsets", []) for a in subset.get("addresses", [])]
    else:
        ready = [a for e in told["endpoints"] if e["conditions"]["ready"] for a in e["addresses"]]
    name = told["metadata"]["namespace"] + "/" + told["metadata"]["name"]
    return name, told["metadata"]["resourceVersion"], frozenset(ready)
