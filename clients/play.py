"""Runs clients against one server, while one thing goes wrong."""

import contextlib
import os
import re
import shlex
import signal
import subprocess
import threading
import time

import proxy
from server import HERE, Server

# The rollout begins after this, even if a client has not read the state yet.
SYNC_SECONDS = 40
# Six start at a time, as starting takes processor time; then they mostly wait.
START_SECONDS = 10
starts = threading.BoundedSemaphore(6)
# The rollout takes four seconds; then a client may have to wait, retry or relist.
LIMIT_SECONDS = 60


def play(profile, conditions, clients, rollouts):
    """What each of these clients, by name, has seen; all use one server at the same time."""
    options = ["--server-version", profile, *shlex.split(conditions["serve"])]
    with contextlib.ExitStack() as running:
        server = running.enter_context(Server(*options))
        url = running.enter_context(proxy.before(server.url, conditions.get("through")))
        started = {}
        for name, how in clients.items():
            with starts:
                client = running.enter_context(Client(how, url, server.environment(), rollouts))
                client.wait(lambda c=client: c.told, START_SECONDS)
            started[name] = client
        await_all(started.values(), SYNC_SECONDS, lambda client: client.told)
        server.resume()
        await_all(started.values(), LIMIT_SECONDS, Client.has_arrived)
        return {name: Seen(client.verdict(), client.lines[-20:]) for name, client in started.items()}


def await_all(clients, seconds, what):
    until = time.monotonic() + seconds
    for client in clients:
        client.wait(lambda c=client: what(c), until - time.monotonic())


class Seen:
    def __init__(self, verdict, lines):
        self.verdict, self.lines = verdict, lines


class Client:
    """A client's process, and what it received: objects with their version and addresses."""

    def __init__(self, how, url, environment, rollouts):
        command = [word.replace("URL", url) for word in shlex.split(how["command"])]
        self.rollout = rollouts["endpointslices" if "endpointslices" in how["command"] else "endpoints"]
        self.told, self.listed, self.lines, self.over = [], [], [], False
        self.changed = threading.Condition()
        self.process = subprocess.Popen(
            command,
            cwd=HERE / how["folder"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # so that a shell's child processes end with it
        )
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip())
                self.take(line)
                self.changed.notify_all()
        with self.changed:
            self.over = True
            self.changed.notify_all()

    def take(self, line):
        found = re.match(r"(SEEN|LISTED|ADDED|MODIFIED|DELETED) (\S+) (\d+) ?(.*)", line)
        if found:
            # Listed items count only when the list is complete.
            to = self.listed if found[1] == "LISTED" else self.told
            to.append((found[2], found[3], frozenset(re.findall(r"[0-9.]+", found[4]))))
        elif line.startswith("SYNCED"):
            self.told += self.listed
            self.listed = []

    def wait(self, what, seconds):
        with self.changed:
            self.changed.wait_for(lambda: what() or self.over, max(0, seconds))

    def has_arrived(self):
        return self.told[-1:] == self.rollout[-1:]

    def verdict(self):
        """In the words that table-head.md explains; to be called while the client still runs."""
        if not self.has_arrived():
            return "**ended**" if self.over else "**never**"
        missed = len(set(self.rollout) - set(self.told))
        told_of_error = any(re.match(r"ERROR|E\d{4} |curl: |.*[Ee]rror", line) for line in self.lines)
        return (f"final, {missed} missed" if missed else "all") + ("*" if told_of_error else "")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.reader.join()
