"""Outreach and intelligence through the pages, after the Black Country's own."""

from datetime import date
from typing import Any

from handrail.platform.access.actions import create_account
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.reference.models import Body
from support.cast import Cast
from support.practice_pages import Pages
from support.prevention_pages import days

WORDS = "PLANT-INTELLIGENCE Women are taken from a sauna to a car late at night and look afraid."
BOSTON, LINCOLN = "boston-borough-council", "city-of-lincoln-council"


def council(code: str) -> str:
    """The number of a council, as a form sends it."""
    return str(Body.objects.get(code=code, kind="council").pk)


def second_force_lead(cast: Cast) -> User:
    """A second person who clears for the force."""
    return create_account(
        email="second@example.org",
        name="Freya Second",
        body=cast.force_lead.body,
        role=Role.FORCE_LEAD,
        password=None,
    )


def write(pages: Pages, **more: str) -> str:
    """A report of what was seen. Where its page is."""
    given = {
        "theme": "sexual",
        "district": council(BOSTON),
        "words": WORDS,
        "source_reference": "SR/0412",
    }
    return pages.post("/intelligence/add/", **(given | more), **days(received_on=date(2026, 11, 20)))


def clear(pages: Pages, report: str, scheme: str = "3x5x2", **more: Any) -> str:
    """Grade a report and clear it."""
    given = {"source": "2", "information": "C", "handling": "P", "conditions": "", "seen": "1"}
    return pages.post(f"{report}clear/{scheme}/", **(given | more))


def go_out(pages: Pages, alarm_to: User, on: date, at: str = "10pm", **more: str) -> str:
    """A session of two hours on the street. Where its page is."""
    given = {"kind": "street", "district": council(BOSTON), "minutes_out": "120", "workers": "2"}
    return pages.post(
        "/outreach/add/",
        **(given | {"starts_time": at, "alarm_to": str(alarm_to.pk), "stays_behind": "on"} | more),
        **days(starts_on=on),
    )
