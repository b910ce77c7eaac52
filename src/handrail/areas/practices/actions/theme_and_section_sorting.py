"""Sorting a practice: taken as the newest edition of its return tells it, with a theme and a section from a person."""

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.models import Return, ReturnEdition, ReturnPractice
from handrail.areas.calls.return_edition_content import PracticeContent
from handrail.areas.calls.states_and_kinds import PHASES, ReturnState
from handrail.areas.practices.actions.search_words import (
    choose_new_head_of_near_duplicates,
    find_first_near_duplicate,
    update_search_stems_of_practice,
)
from handrail.areas.practices.models import Practice
from handrail.areas.practices.sections import SECTION_BY_CODE
from handrail.areas.practices.themes import THEME_BY_CODE
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.reference.models import Area

COPIED_FIELDS = (
    *("title", "words", "kind", "state", "since", "evidence", "evaluated", "safe_venue"),
    "source_paragraph",
)


@transaction.atomic
def sort_practice_into_theme_and_section(
    *,
    by: Actor,
    key: str,
    theme: str,
    section: str,
    area_as_told: str = "",
    open_words: str = "",
    suggested: str = "",
    seen: int = 0,
) -> Practice:
    """Confirm what a submitted practice is about, and its section of a report. It is in the library from then on.

    Args:
        by: who sorts it.
        key: of the practice's entry in a return.
        theme: a code of THEMES.
        section: a code of SECTIONS.
        area_as_told: the area's name as the source writes it; empty for the area's own.
        open_words: what may be published where the practice's own words would point to a safe venue.
        suggested: the code of the theme that was suggested, or empty.
        seen: the version of the sorting that the page showed; 0 where it was not sorted yet.

    Returns:
        The practice as it is in the library.

    Raises:
        ActionNotPossibleError: the practice, its return or the choice is not there.
        ConcurrentEditError: somebody sorted it since.
    """
    require_permission(by, Permission.SORT_PRACTICES)
    if theme not in THEME_BY_CODE or section not in SECTION_BY_CODE:
        raise ActionNotPossibleError("Choose a theme and a section from the lists.")
    edition = _lock_return_and_get_newest_submission(key)
    row = Practice.objects.filter(key=key).first()
    if row is None and seen:
        raise ConcurrentEditError
    if row is not None:
        row.raise_if_seen_version_stale(seen)
    row = row or Practice(key=key)
    _copy_submission_content_to_practice(row, edition, area_as_told)
    row.theme, row.section, row.open_words, row.suggested = theme, section, open_words, suggested
    row.confirmed_by_id, row.confirmed_at, row.taken_out_at = by.user_id, timezone.now(), None
    row.alike = None if row.safe_venue else find_first_near_duplicate(row)
    row.save_by(by)
    if row.safe_venue:
        choose_new_head_of_near_duplicates(row)
    update_search_stems_of_practice(row)
    write_audit_record(who=by.who, verb="sorted a practice", about=None, why=f"{key}: {theme}, {section}")
    return row


@transaction.atomic
def remove_practice_from_library(*, by: Actor, key: str, seen: int) -> None:
    """Take a practice out of the library that its body no longer tells. What was published keeps its trail.

    Args:
        by: who takes it out.
        key: of the practice.
        seen: the version of the sorting that the page showed.

    Raises:
        Denied: by role.
        ConcurrentEditError: somebody sorted it since.
        ActionNotPossibleError: it is not in the library, or its body still tells it.
    """
    require_permission(by, Permission.SORT_PRACTICES)
    row = Practice.objects.select_for_update().filter(key=key, taken_out_at__isnull=True).first()
    if row is None:
        raise ActionNotPossibleError("This practice is not in the library.")
    row.raise_if_seen_version_stale(seen)
    if find_practice_content_in_submission(row.edition.of.editions.order_by("number").last(), key):
        raise ActionNotPossibleError(
            "Its organisation still reports this practice: ask it to remove it from its return."
        )
    row.taken_out_at = timezone.now()
    row.save_by(by)
    write_audit_record(who=by.who, verb="removed a practice from the library", about=None, why=key)


def _lock_return_and_get_newest_submission(key: str) -> ReturnEdition:
    """The newest submission that the entry belongs to, with its return locked: sorters of one return take turns."""
    entry = ReturnPractice.objects.filter(key=key).first()
    if entry is None:
        raise ActionNotPossibleError("There is no practice of this name in any return.")
    row = Return.objects.select_for_update(of=("self",)).get(pk=entry.of_id)
    if row.state == ReturnState.WITHDRAWN:
        raise ActionNotPossibleError("The organisation has taken its return back.")
    edition: ReturnEdition | None = (
        row.editions.select_related("of__asked__call", "of__asked__body").order_by("number").last()
    )
    if edition is None:
        raise ActionNotPossibleError("The return has not been submitted yet.")
    return edition


def _copy_submission_content_to_practice(row: Practice, edition: ReturnEdition, area_as_told: str) -> None:
    """The practice as the edition tells it; never as a draft has it now."""
    told = find_practice_content_in_submission(edition, row.key)
    if told is None:
        raise ActionNotPossibleError("The latest version of the return no longer has this practice.")
    row.edition, row.call, row.body = edition, edition.of.asked.call, edition.of.asked.body
    for name, value in told.items():
        if name in COPIED_FIELDS:
            setattr(row, name, value)
    for phase in PHASES:
        setattr(row, phase, phase in told["phases"])
    row.area = Area.objects.filter(code=told["area"]).first()
    row.area_as_told = area_as_told or (row.area.name if row.area else row.body.name)


def find_practice_content_in_submission(edition: ReturnEdition | None, key: str) -> PracticeContent | None:
    """What an edition says of the practice of this name.

    Args:
        edition: of a return; None where there is none.
        key: of the practice.

    Returns:
        The practice by the names of the edition's content; None where it does not tell it.
    """
    practices: list[PracticeContent] = edition.content["practices"] if edition else []
    return next((told for told in practices if told["key"] == key), None)
