"""`taizhang serve`: the pages and the API on one address."""

from __future__ import annotations

import errno
import socket
import sys
from typing import TYPE_CHECKING

import click

from taizhang.faces.cli.exits import CommandEndedError
from taizhang.faces.cli.installation import open_installation
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.usage import Whole

if TYPE_CHECKING:
    from collections.abc import Sequence

PORT = Whole(1, 65535)
THREADS = 8
MOST_WAITING = 1000
"""Connections at a time, idle ones too: a browser keeps six."""
HEADER_MILLISECONDS = 10_000
"""How long a request's head may take, and a connection may be idle."""
LOOPBACK = ("127.", "::1", "localhost")
APPLICATION = "taizhang.config.wsgi:application"
"""Where the server finds the pages; the benchmarks put their clock around it."""


@click.command(
    cls=Laid,
    help="启动网页和接口。\n\n默认只有本机能打开；要让别的电脑打开，用 --host 0.0.0.0，"
    "并在 taizhang.toml 的 hosts 里写上它们用的名字，"
    "前面再加一层 https。按 Ctrl+C 停下。",
)
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个地址上等候，默认 127.0.0.1（只有本机）。")
@click.option("--port", default=8000, type=PORT, metavar="端口", help="端口，默认 8000。")
@click.option(
    "--processes",
    default=1,
    type=Whole(1, 32),
    metavar="个数",
    help="进程个数，默认 1。SQLite 只能用 1 个，PostgreSQL 可以更多。",
)
def serve(host: str, port: int, processes: int) -> None:
    """Serve the real installation."""
    open_installation()
    from django.conf import settings

    environment = settings.ENVIRONMENT
    if processes > 1 and not environment.database:
        raise CommandEndedError(
            "SQLite 数据库只能由一个进程写，没有启动。去掉 --processes，或改用 PostgreSQL（TAIZHANG_DATABASE）。"
        )
    ready_to_serve(host, port)
    if not environment.https and not host.startswith(LOOPBACK):
        click.echo(
            "提醒：没有 https，登录名和密码会明文经过网络。"
            "正式使用前在前面加一层 https，并在 taizhang.toml 写 https = true。",
            err=True,
        )
    click.echo(f"台账已启动：http://{address_of(host, port)}/    按 Ctrl+C 停下。", err=True)
    serve_until_stopped(host, port, processes)


def ready_to_serve(host: str, port: int) -> None:
    """Say what stands in the way of serving, mark runs that the last stop cut off, sweep away what nobody fetched."""
    from taizhang.apps.runs.parcels import sweep
    from taizhang.apps.runs.services import mark_interrupted
    from taizhang.faces.web.assets import assets_missing

    if missing := assets_missing():
        raise CommandEndedError(missing)
    _claim_address(host, port)
    mark_interrupted()
    sweep()


def serve_until_stopped(host: str, port: int, processes: int = 1, application: str = APPLICATION) -> None:
    """Hand over to the server; it starts its own process and comes back when it is stopped."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    _close_connections()
    Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        backpressure=MOST_WAITING,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
    ).serve()


def address_of(host: str, port: int) -> str:
    """How a browser on this machine reaches the address."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 (only shown)
    return f"{shown}:{port}"


def _claim_address(host: str, port: int) -> None:
    """Try the address before anything starts: the server's own complaint is a traceback."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(_place(place))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = (
                f"端口 {port} 已被别的程序占用，没有启动。换一个，如 --port {port + 1 if port < PORT.most else 8000}。"
            )
        elif error.errno == errno.EACCES:
            why = f"系统不让普通用户用 {port} 端口，没有启动。换 1024 以上的端口，如 --port 8000。"
        else:
            why = f"地址 {host} 在这台电脑上用不了（{error.strerror}），没有启动。只给本机用写 127.0.0.1。"
        raise CommandEndedError(why) from error


def _place(place: Sequence[object]) -> tuple[object, ...]:
    return tuple(place)


def _close_connections() -> None:
    """The server's process opens its own; a connection must not be carried over."""
    from django.db import connections

    connections.close_all()
