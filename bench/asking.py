"""Asking a running server for a page as a browser does, and what came of it."""

import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

from handrail.platform.access.models import User

TOKEN = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A page, who asks for it; and what is sent where it is a form, which is drawn anew for each."""

    name: str
    user: User
    address: str
    sent: dict[str, str] | None = None


@dataclass(slots=True)
class Measured:
    """What came of one page at so many connections."""

    waits: list[float] = field(default_factory=list)  # seconds
    faults: int = 0


class Asker:
    """One connection that is kept, with one session."""

    def __init__(self, port: int, cookie: str) -> None:
        self._http = HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = cookie

    def ask(self, page: ServedPage) -> tuple[int, float]:
        """The status, and the seconds until the whole answer was there; of a form, those of sending it alone."""
        if page.sent is None:
            status, _, _, wait = self._send("GET", page.address)
            return status, wait
        _, body, drawn, _ = self._send("GET", page.address)
        hidden = {name.decode(): value.decode() for name, value in TOKEN.findall(body)}
        status, _, _, wait = self._send("POST", page.address, urlencode(page.sent | hidden), drawn)
        return status, wait

    def _send(
        self, method: str, address: str, body: str = "", cookie: str = ""
    ) -> tuple[int, bytes, str, float]:
        headers = {"Cookie": f"{self._cookie}; {cookie}" if cookie else self._cookie}
        if body:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://{self._http.host}:{self._http.port}",
            }
        began = time.perf_counter()
        self._http.request(method, address, body or None, headers)
        answer = self._http.getresponse()
        text = answer.read()
        wait = time.perf_counter() - began
        given = "; ".join(
            value.partition(";")[0] for key, value in answer.getheaders() if key.lower() == "set-cookie"
        )
        was_refused = "draft=" in (
            answer.getheader("Location") or ""
        )  # a form that comes back with what was typed
        return 422 if was_refused else answer.status, text, given, wait


def make_measured_row(
    name: str, count: int, got: Measured, took: float, spent: Sequence[float]
) -> dict[str, object]:
    """What is written of so many requests.

    Args:
        name: of the page, or of the part of a soak.
        count: connections at once.
        got: their waits.
        took: seconds for all.
        spent: CPU seconds of the server and of PostgreSQL.

    Returns:
        Requests a second, waits and CPU of each in milliseconds, how many failed.
    """
    asked = len(got.waits)
    waits = statistics.quantiles(got.waits, n=100) if asked > 1 else [0.0] * 99
    return {
        "name": name,
        "connections": count,
        "a second": round(asked / took, 1),
        **{f"p{at}": round(waits[at - 1] * 1000, 1) for at in (50, 95, 99)},
        "cpu": round(spent[0] * 1000 / asked, 1) if asked else None,
        "cpu of the database": round(spent[1] * 1000 / asked, 1) if asked else None,
        "faults": got.faults,
    }
