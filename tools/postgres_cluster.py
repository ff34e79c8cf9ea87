"""A PostgreSQL cluster of a run's own (tests, bench): on loopback, on a free port, in a folder that goes with it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ALONE = "-c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
# Nothing of a test run outlives it, so nothing need reach the disk.
IN_A_HURRY = "-c fsync=off -c full_page_writes=off"


class PostgresMissingError(Exception):
    """No PostgreSQL server programs on this machine, or nobody to run them as."""


@dataclass(frozen=True)
class Cluster:
    """A running server; `address` opens its `postgres` database."""

    port: int

    @property
    def address(self) -> str:
        """Open the database that every cluster has."""
        return self._to("postgres")

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """Make an empty database of its own for a while; yield its address."""
        import psycopg  # noqa: PLC0415 (the cluster itself is started without any driver)

        name = f"fresh_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self.address, autocommit=True) as link:
            link.execute(f'CREATE DATABASE "{name}"')
        try:
            yield self._to(name)
        finally:
            with psycopg.connect(self.address, autocommit=True) as link:
                link.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _to(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"


@contextmanager
def running_cluster(options: str = IN_A_HURRY) -> Iterator[Cluster]:
    """Start a cluster, and stop it at the end."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="taizhang-postgres-"))
    prefix: Sequence[str] = ()
    if os.geteuid() == 0:
        prefix = _as_unprivileged(folder)
    cluster = folder / "cluster"
    _run(prefix, programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
    try:
        yield Cluster(_started(prefix, programs / "pg_ctl", cluster, options))
    finally:
        if (cluster / "postmaster.pid").exists():
            _run(prefix, programs / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _started(prefix: Sequence[str], program: Path, cluster: Path, options: str) -> int:
    """Start the server and give its port; somebody else may take a free port before the server does."""
    for last in (False, False, True):
        port = _free_port()
        told = f"{ALONE} {options} -p {port}"
        try:
            _run(prefix, program, "-D", cluster, "-w", "-l", cluster.with_name("log"), "-o", told, "start")
        except RuntimeError:
            if last:
                raise
        else:
            return port
    raise AssertionError


def _programs() -> Path:
    """Find the folder with initdb and pg_ctl: in the path, or where Debian and Homebrew put the newest version."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl", path=str(Path(found).parent)):
        return Path(found).parent
    for root, pattern in (("/usr/lib/postgresql", "*/bin"), ("/opt/homebrew/opt", "postgresql*/bin")):
        for folder in sorted(Path(root).glob(pattern), reverse=True):
            if (folder / "initdb").exists():
                return folder
    raise PostgresMissingError(
        "这台机器没有 PostgreSQL 服务端程序（initdb）。Debian/Ubuntu：sudo apt-get install postgresql。"
    )


def _as_unprivileged(folder: Path) -> Sequence[str]:
    """Give the folder to the user `postgres`, because the server refuses to run as root."""
    try:
        owner = pwd.getpwnam("postgres")
    except KeyError:
        raise PostgresMissingError("以 root 运行时需要系统用户 postgres。") from None
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ("runuser", "-u", "postgres", "--")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(prefix: Sequence[str], *command: str | Path) -> None:
    # Output goes to a file: the server inherits the handle, and a pipe would never be closed.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run([*prefix, *map(str, command)], check=False, cwd="/", stdout=output, stderr=output)
        if done.returncode:
            output.seek(0)
            raise RuntimeError(output.read())
