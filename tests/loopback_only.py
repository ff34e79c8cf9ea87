"""Tests reach this machine and nothing else."""

import ipaddress
import socket
from typing import Any


class NetworkUsedInTestError(Exception):
    """A test tried to leave this machine."""


def forbid_other_machines() -> None:
    """Let sockets of this process connect to loopback and to local sockets only."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
            raise NetworkUsedInTestError(f"a test tried to connect to {address[0]}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
