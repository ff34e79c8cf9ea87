"""Attack case C2: strange heads and slow bodies against the server as `taizhang serve` starts it."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from taizhang.faces.web.slow_bodies import MOST_BODY, MOST_READING, WAIT_SECONDS
from tests.faces.cli import test_serving
from tests.faces.cli.conftest import PROGRAM, Installation

HOST = b"Host: 127.0.0.1\r\n"
GET = b"GET /accounts/in/ HTTP/1.1\r\n" + HOST
POST = (
    b"POST /accounts/in/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"
    b"Cookie: taizhang_csrf=" + b"a" * 32 + b"\r\n"
)
CHUNKED = b"Transfer-Encoding: chunked\r\n"


def connected(port: int) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), 5)
    opened.settimeout(20)
    return opened


def answer(port: int, request: bytes) -> str:
    """The status line of the answer; a closed connection has none."""
    with connected(port) as opened:
        try:
            opened.sendall(request)
            return opened.recv(64).decode("latin-1").partition("\r\n")[0]
        except (ConnectionResetError, BrokenPipeError):
            return ""


@pytest.fixture(scope="module")
def port(laid_out: tuple[Installation, str]) -> Iterator[int]:
    impatient = "import taizhang.faces.web.slow_bodies as one; one.LEAST_SECONDS = 3.0\n"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(test_serving, "PROGRAM", [PROGRAM[0], "-c", impatient + PROGRAM[2]])
        with test_serving.served(laid_out[0], "serve") as (port, process):
            assert answer(port, GET + b"\r\n") == "HTTP/1.1 200 OK"
            yield port
            assert process.poll() is None, "the server did not survive"


HEADS = {
    "ten thousand headers": (GET + b"".join(b"X-%d: 1\r\n" % one for one in range(10_000)) + b"\r\n", "431"),
    "one header ten thousand times": (GET + b"X-Forwarded-For: 1\r\n" * 10_000 + b"\r\n", "431"),
    "a header of a megabyte": (GET + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n", "431"),
    "an address of a megabyte": (b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", "431 414"),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "400"),
    "a length that is none": (POST + b"Content-Length: -5\r\n\r\nabcdef", "400"),
    "a length beyond all": (POST + b"Content-Length: %d\r\n\r\nx" % (MOST_BODY + 1), "413"),
    "no chunk at all": (POST + CHUNKED + b"\r\n0\r\n\r\n", "403"),
    "a chunk that lies": (POST + CHUNKED + b"\r\nffffffffffffffff1\r\nx\r\n", "400 403"),
    "a length and chunks": (POST + b"Content-Length: 6\r\n" + CHUNKED + b"\r\n0\r\n\r\nX", "400 403"),
    "an unknown host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "400"),
    "a second protocol": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 505"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_strange_head_is_refused_at_once(port: int, name: str) -> None:
    request, allowed = HEADS[name]
    began = time.monotonic()
    line = answer(port, request)
    assert line == "" or line.split()[1] in allowed.split(), line
    assert time.monotonic() - began < 5
    assert answer(port, GET + b"\r\n") == "HTTP/1.1 200 OK"


def test_slow_bodies_keep_nobody_out_and_are_cut_off(port: int) -> None:
    """The server of these tests gives a body three seconds where the real one gives thirty."""
    with ExitStack() as held:
        slow = [held.enter_context(connected(port)) for _ in range(MOST_READING + 4)]
        for one in slow:
            one.sendall(POST + b"Content-Length: 1000\r\n\r\nname=")
        time.sleep(0.3)
        began = time.monotonic()
        assert answer(port, GET + b"\r\n") == "HTTP/1.1 200 OK"
        assert time.monotonic() - began < WAIT_SECONDS + 2
        answers = sorted({one.recv(12).decode("latin-1") for one in slow})
        assert answers in (["HTTP/1.1 400"], ["HTTP/1.1 400", "HTTP/1.1 503"])
        assert time.monotonic() - began < 15
    assert answer(port, POST + b"Content-Length: 4\r\n\r\na=bb").split()[1] == "403"


def test_half_a_form_is_no_form(port: int) -> None:
    """Whoever loses the connection has sent nothing, not a form without its last fields."""
    with connected(port) as opened:
        opened.sendall(POST + b"Content-Length: 1000\r\n\r\nlogin=a&password=b")
        opened.shutdown(socket.SHUT_WR)
        said = b"".join(iter(lambda: opened.recv(4096), b"")).decode()
    assert said == "" or (said.split()[1] == "400" and "什么也没有写入" in said)


def test_hundreds_of_unfinished_heads_keep_nobody_out(port: int) -> None:
    with ExitStack() as held:
        for _ in range(300):
            held.enter_context(connected(port)).sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX")
        began = time.monotonic()
        assert answer(port, GET + b"\r\n") == "HTTP/1.1 200 OK"
        assert time.monotonic() - began < 5


def test_hundreds_of_idle_connections_keep_nobody_out(port: int) -> None:
    with ExitStack() as held:
        for _ in range(200):
            idle = held.enter_context(connected(port))
            idle.sendall(b"GET /static/none HTTP/1.1\r\n" + HOST + b"\r\n")
            assert idle.recv(16)
        assert answer(port, GET + b"\r\n") == "HTTP/1.1 200 OK"
