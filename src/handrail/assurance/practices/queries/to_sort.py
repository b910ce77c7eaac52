"""What waits to be sorted in one call, each with a suggested theme; and how often suggestions are right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Entry, ReturnEdition
from handrail.assurance.calls.states import ReturnState
from handrail.assurance.practices.models import Practice
from handrail.assurance.practices.sections import SECTION
from handrail.assurance.practices.suggesting import Example, Suggester, Suggestion, held_out, text_of
from handrail.assurance.practices.themes import THEME
from handrail.reference.models import Area

LEARNED_FROM = 2_000
TRIED = 100
NEW, CHANGED, GONE = "new", "changed", "gone"


@dataclass(frozen=True, slots=True)
class ToSort:
    """One practice that a person must look at. `why`: new, changed since it was sorted, or no longer told."""

    key: str
    why: str
    call: str
    title: str
    words: str
    area_name: str
    body_name: str
    kind: str
    state: str
    phases: tuple[str, ...]
    safe_venue: bool
    source_paragraph: str
    suggestion: Suggestion | None
    section: str  # where it usually stands, or where its body would put it
    theme: str  # as sorted before, or empty
    open_words: str
    version: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """How often a suggestion met what a person had confirmed, each tried without itself."""

    met: int
    tried: int
    people_kept: int  # suggestions shown to a person who then chose the same
    people_saw: int


@dataclass(frozen=True, slots=True)
class SortedNow:
    """How a practice is sorted, for who must choose between two versions."""

    theme: str
    section: str
    open_words: str
    who: str
    at: datetime
    version: int


def to_sort(actor: Actor, call: str) -> tuple[ToSort, ...]:
    """What waits in one call: submitted practices that nobody has sorted as they now stand. Four statements."""
    require(actor, Permission.SORT_PRACTICES)
    told = {practice["key"]: (edition, practice) for edition, practice in _told(call)}
    rows = Practice.objects.filter(call__code=call).select_related("body", "call")
    known = {row.key: row for row in rows}
    areas = dict(Area.objects.values_list("code", "name"))
    suggester = Suggester(examples())
    waiting = [
        _waiting(edition, practice, known.get(key), areas, suggester)
        for key, (edition, practice) in told.items()
        if key not in known or _differs(known[key], practice)
    ]
    gone = [row for row in known.values() if row.key not in told and not row.taken_out_at]
    return tuple(sorted([*waiting, *(_gone(row) for row in gone)], key=lambda one: (one.area_name, one.key)))


def one_to_sort(actor: Actor, key: str) -> ToSort | None:
    """One submitted practice, sorted before or not, for the page that sorts it."""
    require(actor, Permission.SORT_PRACTICES)
    entry = Entry.objects.filter(key=key).values_list("of__asked__call__code", "of").first()
    if entry is None:
        return None
    for edition, practice in _told(entry[0], of=entry[1]):
        if practice["key"] == key:
            known = Practice.objects.filter(key=key).first()
            areas = dict(Area.objects.filter(code=practice["area"]).values_list("code", "name"))
            return _waiting(edition, practice, known, areas, Suggester(examples(but=key)))
    return None


def sorted_now(actor: Actor, key: str) -> SortedNow | None:
    """How it is sorted, by whom and when."""
    require(actor, Permission.SORT_PRACTICES)
    row = Practice.objects.select_related("confirmed_by").filter(key=key).first()
    if row is None:
        return None
    return SortedNow(
        row.theme, row.section, row.open_words, row.confirmed_by.name, row.confirmed_at, row.version
    )


def examples(*, but: str = "") -> list[Example]:
    """What people confirmed, the newest first."""
    rows = Practice.objects.exclude(key=but).order_by("-confirmed_at", "-id")
    return [
        Example(text_of(title, words, kind), theme)
        for title, words, kind, theme in rows.values_list("title", "words", "kind", "theme")[:LEARNED_FROM]
    ]


def reliability() -> Reliability:
    """Measured now, on the newest hundred that were confirmed."""
    met, tried = held_out(examples()[:TRIED])
    seen = Practice.objects.exclude(suggested="")
    return Reliability(met, tried, seen.filter(suggested=F("theme")).count(), seen.count())


def _told(call: str, *, of: int | None = None) -> Iterable[tuple[ReturnEdition, dict[str, Any]]]:
    """Each practice of the newest edition of each submitted return, with that edition."""
    rows = ReturnEdition.objects.filter(of__asked__call__code=call, of__state=ReturnState.SUBMITTED)
    if of is not None:
        rows = rows.filter(of=of)
    newest = rows.alias(newest=Max("of__editions__number")).filter(number=F("newest"))
    for edition in newest.select_related("of__asked__body"):
        for practice in edition.content["practices"]:
            yield edition, practice


def _differs(row: Practice, told: dict[str, Any]) -> bool:
    """Whether the newest edition tells it otherwise than it was sorted; or it was taken out and is told again."""
    same = "title words kind state since evidence evaluated safe_venue source_paragraph"
    changed = any(getattr(row, name) != told[name] for name in same.split())
    elsewhere = list(row.phases) != told["phases"] or row.area_id != told["area"]
    return changed or elsewhere or row.taken_out_at is not None


def _waiting(
    edition: ReturnEdition,
    told: dict[str, Any],
    known: Practice | None,
    areas: dict[str, str],
    suggester: Suggester,
) -> ToSort:
    suggestion = suggester.suggest(text_of(told["title"], told["words"], told["kind"]))
    return ToSort(
        **{name: told[name] for name in ("key", "title", "words", "kind", "state", "safe_venue")},
        why=CHANGED if known else NEW,
        call=edition.content["call"],
        area_name=areas.get(told["area"] or "", edition.of.asked.body.name),
        body_name=edition.of.asked.body.name,
        phases=tuple(told["phases"]),
        source_paragraph=told["source_paragraph"],
        suggestion=suggestion,
        section=_section(told, known, suggestion),
        theme=known.theme if known else "",
        open_words=known.open_words if known else "",
        version=known.version if known else 0,
    )


def _section(told: dict[str, Any], known: Practice | None, suggestion: Suggestion | None) -> str:
    if known:
        return known.section
    if told["section_hint"] in SECTION:
        return str(told["section_hint"])
    return THEME[suggestion.theme].section if suggestion else ""


def _gone(row: Practice) -> ToSort:
    same = "key title words kind state safe_venue phases source_paragraph section theme open_words version"
    return ToSort(
        **{name: getattr(row, name) for name in same.split()},
        why=GONE,
        call=row.call.code,
        area_name=row.area_as_told,
        body_name=row.body.name,
        suggestion=None,
    )
