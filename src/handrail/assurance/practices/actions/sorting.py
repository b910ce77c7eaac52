"""Sorting a practice: taken as the newest edition of its return tells it, with a theme and a section from a person."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Entry, Return, ReturnEdition
from handrail.assurance.calls.states import PHASES, ReturnState
from handrail.assurance.practices.actions.finding import find_again, head_of, stand_alone
from handrail.assurance.practices.models import Practice
from handrail.assurance.practices.sections import SECTION
from handrail.assurance.practices.themes import THEME
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.reference.models import Area

TOLD = "title words kind state since evidence evaluated safe_venue source_paragraph"


class StaleSorting(StaleSave):
    """Somebody else sorted this practice after you opened the page. Both are shown; choose, and save again."""


@transaction.atomic
def sort_practice(
    *,
    by: Actor,
    key: str,
    theme: str,
    section: str,
    area_as_told: str = "",
    open_words: str = "",
    suggested: str = "",
    seen_version: int = 0,
) -> Practice:
    """Confirm what a submitted practice is about and where it stands in a report. From now on it is in the library.

    `area_as_told` is the area's name as the source writes it; empty means the area's own. `open_words` may be
    published where the practice's words would point to a safe venue. `seen_version` is the sorting that was read.
    """
    require(by, Permission.SORT_PRACTICES)
    if theme not in THEME or section not in SECTION:
        raise NotNow("Choose a theme and a section from the lists.")
    edition = _newest_edition(key)
    row = Practice.objects.filter(key=key).first() or Practice(key=key, version=0)
    if row.version != seen_version:
        raise StaleSorting
    _fill(row, edition, area_as_told)
    row.theme, row.section, row.open_words, row.suggested = theme, section, open_words, suggested
    row.confirmed_by_id, row.confirmed_at, row.taken_out_at = by.user_id, timezone.now(), None
    row.version += 1
    row.alike = None if row.safe_venue else head_of(row)
    row.save()
    if row.safe_venue:
        stand_alone(row)
    find_again(row)
    record(who=by.who, verb="sorted a practice", about=None, why=f"{key}: {theme}, {section}")
    return row


@transaction.atomic
def take_out(*, by: Actor, key: str, seen_version: int) -> None:
    """Take a practice out of the library that its body no longer tells. What was published keeps its trail."""
    require(by, Permission.SORT_PRACTICES)
    row = Practice.objects.select_for_update().filter(key=key, taken_out_at__isnull=True).first()
    if row is None:
        raise NotNow("This practice is not in the library.")
    if row.version != seen_version:
        raise StaleSorting
    if told_in(row.edition.of.editions.order_by("number").last(), key):
        raise NotNow("Its body still tells this practice: ask the body to take it out of its return.")
    row.taken_out_at, row.version = timezone.now(), row.version + 1
    row.save(update_fields=["taken_out_at", "version"])
    record(who=by.who, verb="took a practice out of the library", about=None, why=key)


def _newest_edition(key: str) -> ReturnEdition:
    """The newest submission that the entry belongs to, with its return locked: sorters of one return take turns."""
    entry = Entry.objects.filter(key=key).first()
    if entry is None:
        raise NotNow("There is no practice of this name in any return.")
    row = Return.objects.select_for_update(of=("self",)).get(pk=entry.of_id)
    if row.state == ReturnState.WITHDRAWN:
        raise NotNow("The body has taken its return back.")
    edition: ReturnEdition | None = (
        row.editions.select_related("of__asked__call", "of__asked__body").order_by("number").last()
    )
    if edition is None:
        raise NotNow("The return has not been submitted yet.")
    return edition


def _fill(row: Practice, edition: ReturnEdition, area_as_told: str) -> None:
    """The practice as the edition tells it; never as a draft has it now."""
    told = told_in(edition, row.key)
    if told is None:
        raise NotNow("The newest edition of the return no longer tells this practice.")
    row.edition, row.call, row.body = edition, edition.of.asked.call, edition.of.asked.body
    for name in TOLD.split():
        setattr(row, name, told[name])
    for phase in PHASES:
        setattr(row, phase, phase in told["phases"])
    row.area = Area.objects.filter(code=told["area"]).first()
    row.area_as_told = area_as_told or (row.area.name if row.area else row.body.name)


def told_in(edition: ReturnEdition | None, key: str) -> dict[str, Any] | None:
    """What an edition says of the practice of this name."""
    practices = edition.content["practices"] if edition else []
    return next((told for told in practices if told["key"] == key), None)
