"""Reverse proxies with their default settings, between a client and a server."""

import contextlib
import pathlib
import socket
import subprocess
import tempfile
import time

# It speaks HTTP/1.0 to the server, and holds data back until a buffer is full.
NGINX = """
daemon off;
pid nginx.pid;
error_log stderr crit;
events {}
http {
  access_log off;
  server {
    listen 127.0.0.1:PORT;
    location / { proxy_pass SERVER; }
  }
}
"""

# With the timeouts of the example configuration that its packages install.
HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 50s
  timeout server 50s
frontend in
  bind 127.0.0.1:PORT
  default_backend api
backend api
  server api ADDRESS
"""

COMMANDS = {
    "nginx": (NGINX, ["nginx", "-e", "stderr", "-p", "FOLDER", "-c", "FOLDER/config"]),
    "haproxy": (HAPROXY, ["haproxy", "-db", "-q", "-f", "FOLDER/config"]),
}


@contextlib.contextmanager
def before(server, kind):
    """The address to use instead of the server's; without a proxy, the server's own."""
    if kind is None:
        yield server
        return
    config, command = COMMANDS[kind]
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder).chmod(0o755)  # nginx runs as a user of its own
        text = config.replace("PORT", str(port)).replace("SERVER", server)
        pathlib.Path(folder, "config").write_text(text.replace("ADDRESS", server.removeprefix("http://")))
        process = subprocess.Popen([word.replace("FOLDER", folder) for word in command])
        try:
            await_answer(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def await_answer(port, process):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} does not listen on port {port}")
