"""What rooms above calls add to its pages. The site names the functions (settings.CALL_PAGE_PROVIDERS)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.platform.access.actor import Actor


class UnfinishedPlannedPractice(Protocol):
    """A practice that a body told as planned to an earlier call, with the newest word on it."""

    key: str
    title: str
    asked_on: date
    outcome: str  # a code of the outcome names; empty where nobody has said anything
    outcome_words: str
    said_at: datetime | None


def find_codes_of_bodies_quoted_in_report(call: str) -> frozenset[str] | None:
    """The codes of the bodies that the report of a call quotes; None where no report was begun."""
    found: frozenset[str] | None = _import_provider_function("quoted_bodies")(call)
    return found


def list_unfinished_planned_practices(actor: Actor, *, before: date) -> Sequence[UnfinishedPlannedPractice]:
    """What the actor's body planned in calls of before that day, and has not ended."""
    found: Sequence[UnfinishedPlannedPractice] = _import_provider_function("unfinished_plans")(
        actor, before=before
    )
    return found


def get_practice_outcome_names_by_code() -> Mapping[str, str]:
    """By code, what may have become of something planned."""
    found: Mapping[str, str] = _import_provider_function("outcome_names")
    return found


@cache
def _import_provider_function(name: str) -> Any:
    return import_string(settings.CALL_PAGE_PROVIDERS[name])
