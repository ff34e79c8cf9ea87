"""`taizhang serve` with a clock around the application: `python -m benchmarks.serving PORT`."""

from __future__ import annotations

import sys

from taizhang.faces.cli.commands.serving import ready_to_serve, serve_until_stopped
from taizhang.faces.cli.installation import open_installation

HOST = "127.0.0.1"
APPLICATION = "benchmarks.timed:application"

if __name__ == "__main__":
    open_installation()
    ready_to_serve(HOST, int(sys.argv[1]))
    serve_until_stopped(HOST, int(sys.argv[1]), application=APPLICATION)
