"""No test reaches another machine: only this one's loopback and its own sockets can be connected to."""

import socket
from typing import Any

import pytest

LOOPBACK = ("127.", "::1", "localhost")


class NetworkIsOff(RuntimeError):
    """A test tried to reach another machine."""


def switch_off(patch: pytest.MonkeyPatch) -> None:
    """Refuse every connection of this process that leaves the machine."""
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))


def _only_here(connect: Any) -> Any:
    def connect_here(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise NetworkIsOff(f"A test tried to reach {address[0]}. Tests stay on this machine.")
        return connect(self, address)

    return connect_here
