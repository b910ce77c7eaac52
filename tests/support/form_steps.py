"""Forms that ask one question a page, sent as a person sends them: each question, then what they checked."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client

STEP = re.compile(r"[?&]step=([\w-]+)")
HIDDEN = re.compile(r'<input type="hidden" name="(once|checked)" value="([^"]*)">')
MOST_STEPS = 16


def send_steps(
    client: Client, address: str, answers: Mapping[str, Any], *, until: str = "", follow: bool = False
) -> HttpResponse:
    """Answer every question with what `answers` has for it, and record what the check shows.

    Args:
        client: signed in.
        address: of the form.
        answers: to all questions; each takes its own.
        until: the question, or "check", at which to stop.
        follow: whether to give the page that the last answer leads to, and not the redirect.

    Returns:
        The redirect after recording; or the one that leads back to a question that was not taken, or to `until`.
    """
    reply = client.post(address, answers)
    for _ in range(MOST_STEPS):
        where = reply.headers.get("Location", "")
        step = STEP.search(where)
        if step is None or step[1] == until or where == address:
            break
        address = where
        reply = client.post(
            address, {**read_check(client, address), **answers} if step[1] == "check" else answers
        )
    return client.get(reply["Location"]) if follow and reply.status_code == 302 else reply


def read_check(client: Client, address: str) -> dict[str, str]:
    """What the page that shows all answers sends with its button."""
    return dict(HIDDEN.findall(client.get(address).content.decode()))
