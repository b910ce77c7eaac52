"""Asking a virus scanner: a command that reads the paper from its standard input, or a clamd that listens.

The command's answer is its exit code, as clamscan's is: 0 nothing found, 1 something found, anything else it failed.
"""

import shlex
import socket
import subprocess
from dataclasses import dataclass

from handrail.platform.kernel.messages import msg

PATIENCE = 180  # seconds
CLAMD = "clamd:"
STEP = 64 * 1024
LONGEST = 200


class VirusScannerError(Exception):
    """The scanner gave no answer: the paper stays held, and is tried again."""


@dataclass(frozen=True, slots=True)
class VirusScannerReply:
    """What the scanner said; `found` names what it found, empty where there was nothing."""

    found: str

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.found


def scan_bytes_for_viruses(data: bytes, scanner: str) -> VirusScannerReply:
    """Hand the bytes to the scanner. Raises VirusScannerError."""
    if scanner.startswith(CLAMD):
        return _scan_with_clamd(data, scanner.removeprefix(CLAMD))
    return _scan_with_command(data, shlex.split(scanner))


def _scan_with_command(data: bytes, command: list[str]) -> VirusScannerReply:
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VirusScannerError(str(error)) from None
    if done.returncode not in (0, 1):
        raise VirusScannerError(msg("The scan stopped with code {returncode}.", returncode=done.returncode))
    return VirusScannerReply(_parse_clamd_finding(done.stdout) if done.returncode else "")


def _scan_with_clamd(data: bytes, where: str) -> VirusScannerReply:
    """clamd's own way of being sent a stream: each piece after its length, a length of nothing at the end."""
    try:
        with _connect_to_clamd(where) as talk:
            talk.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), STEP):
                piece = data[start : start + STEP]
                talk.sendall(len(piece).to_bytes(4, "big") + piece)
            talk.sendall(bytes(4))
            said = _receive_clamd_reply(talk)
    except OSError as error:
        raise VirusScannerError(str(error)) from None
    if said.endswith(b"OK"):
        return VirusScannerReply("")
    if said.endswith(b"FOUND"):
        return VirusScannerReply(_parse_clamd_finding(said))
    raise VirusScannerError(said.decode(errors="replace")[:LONGEST])


def _connect_to_clamd(where: str) -> socket.socket:
    """A path is a socket of this machine; host:port is another's."""
    if "/" in where:
        talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        talk.settimeout(PATIENCE)
        talk.connect(where)
        return talk
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE)


def _receive_clamd_reply(talk: socket.socket) -> bytes:
    said = b""
    while piece := talk.recv(STEP):
        said += piece
    return said.strip(b"\0\n ")


def _parse_clamd_finding(said: bytes) -> str:
    """What was found, by the scanner's own name for it: "stream: Eicar-Test-Signature FOUND"."""
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    line = next((line for line in lines if line.endswith("FOUND")), lines[0] if lines else "")
    name = line.removesuffix("FOUND").rpartition(": ")[2].strip()
    return "".join(letter for letter in name if letter.isprintable())[:LONGEST] or "something harmful"
