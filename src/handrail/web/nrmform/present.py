"""From a draft to the words, tags and links of its pages."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.casework.events.queries.events import EventLine
from handrail.kernel.saying import say
from handrail.nrmform.queries.drafts import DraftPage
from handrail.nrmform.queries.panel import handed_heads, heads
from handrail.nrmform.rules import flow, leaving
from handrail.nrmform.rules.definition import Field, Page
from handrail.nrmform.rules.flow import Progress, Route
from handrail.nrmform.rules.known import Known
from handrail.nrmform.states import State
from handrail.web.design import words

LOOKS = {
    Progress.DONE: ("met", "Done"),
    Progress.BEGUN: ("running", "Begun"),
    Progress.NOT_BEGUN: ("unknown", "Not begun"),
    Progress.LATER: ("declined", "Not asked"),
}
STATE_LOOKS = {State.OPEN: "today", State.HANDED: "waiting", State.MADE: "met", State.PUT_ASIDE: "declined"}
MADE_WORDS = {"nrm": "Referred to the NRM", "dtn": "Duty to Notify report sent"}
SENT_WORDS = {"nrm_referred": "Referred", "duty_to_notify_sent": "Reported"}
LATER = "Depends on their age and their answer to the NRM"
DOES_NOT_APPLY = "Nothing here applies"


def tasks(draft: DraftPage) -> list[dict[str, Any]]:
    """The task list: each section, how far it is, where it leads."""
    visited = frozenset(draft.answers)
    rows = []
    for section in draft.definition.sections:
        pages = [page for page in flow.pages(draft.definition, draft.given) if page.section == section.code]
        found = flow.progress(draft.definition, section, draft.given, visited)
        left = [page for page in pages if not flow.done(draft.definition, page, draft.given, visited)]
        look, said = LOOKS[found]
        rows.append(
            {
                "name": section.name,
                "state": look,
                "words": said,
                "href": question(draft, (left or pages)[0]) if pages else "",
                "note": _note(draft, found, len(left), len(pages)),
            }
        )
    return rows


def _note(draft: DraftPage, found: Progress, left: int, of: int) -> str:
    if found is Progress.LATER:
        return LATER if draft.route is Route.OPEN else DOES_NOT_APPLY
    questions = say("{of} question", of=of) if of == 1 else say("{of} questions", of=of)
    return (
        questions
        if found in (Progress.DONE, Progress.NOT_BEGUN)
        else say("{questions}, {left} left", questions=questions, left=left)
    )


def question(draft: DraftPage, page: Page) -> str:
    """The address of a question."""
    return reverse("nrm_question", args=[draft.reference, page.code])


def checks(draft: DraftPage, *, change: bool) -> list[dict[str, Any]]:
    """Every answer that applies, by section."""
    shown = []
    for section in draft.definition.sections:
        pages = [page for page in flow.pages(draft.definition, draft.given) if page.section == section.code]
        if rows := [row for page in pages for row in _rows(draft, page, change=change)]:
            shown.append({"name": section.name, "code": section.code, "rows": rows})
    return shown


def _rows(draft: DraftPage, page: Page, *, change: bool) -> list[dict[str, Any]]:
    missing = set(flow.missing(draft.definition, page, draft.given))
    rows = []
    for field in flow.fields(page, draft.given):
        line = draft.answers.get(field.key)
        if field is not page.main and not line and field not in missing:
            continue
        rows.append(
            {
                "question": leaving.title(page, field),
                "text": draft.spoken(field, line.given) if line else "",
                "missing": field in missing,
                "optional": field.need != "yes",
                "unsure": line is not None and flow.is_unsure(line.given),
                "from_case": line is not None and line.from_case,
                "by": line.changed_by if line else "",
                "href": question(draft, page) if change and field is page.main else "",
            }
        )
    return rows


def aside(draft: DraftPage) -> list[tuple[str, str]]:
    """What was typed and no longer applies, or is of an older version of the form."""
    titles: dict[str, tuple[Page, Field]] = {}
    for page, field in draft.definition.each():
        titles.setdefault(field.key, (page, field))
    rows = []
    for key in draft.aside:
        given = draft.given[key]
        if key in titles:
            page, field = titles[key]
            rows.append((leaving.title(page, field), draft.spoken(field, given)))
        else:
            rows.append(
                (
                    say("Of an earlier version of the form ({replace})", replace=key.replace("_", " ")),
                    "\n".join(given.values),
                )
            )
    return rows


def head(draft: DraftPage) -> dict[str, Any]:
    """What stands at the top of each page about a draft."""
    name = draft.route.words
    if draft.route is Route.DTN:
        name += ", naming them" if flow.named(draft.given) else ", naming nobody"
    return {
        "draft": draft,
        "reference": draft.reference,
        "name": name,
        "state": STATE_LOOKS[State(draft.state)],
        "state_words": State(draft.state).label,
        "aside_count": len(draft.aside),
    }


def two_drafts(then: DraftPage | None, now: DraftPage) -> list[tuple[str, str, str]]:
    """The draft that somebody had before them, beside the one that is being prepared by now."""
    theirs, mine = _in_short(now), _in_short(then) if then else {}
    return [(name, mine.get(name, "No longer here"), text) for name, text in theirs.items()]


def _in_short(draft: DraftPage) -> dict[str, str]:
    return {
        "The draft": State(draft.state).label,
        "What it is": head(draft)["name"],
        "Begun": say("{when}, {who}", when=words.moment(draft.started_at), who=draft.started_by),
        "Last changed": say("{when}, {who}", when=words.moment(draft.changed_at), who=draft.changed_by),
        "Questions answered": str(sum(1 for given in draft.given.values() if given)),
    }


def texts(draft: DraftPage, known: Known) -> list[dict[str, Any]]:
    """The words that somebody has to read before they may stand in a report that names nobody."""
    return [
        {
            "key": field.key,
            "title": leaving.title(page, field),
            "text": (text := leaving.spoken(field, draft.given[field.key])),
            "tells": known.in_text(text),
            "near": known.near(text),
            "href": question(draft, page),
        }
        for page, field in leaving.to_read(draft.definition, draft.given)
    ]


def seen_words(draft: DraftPage, shown: list[dict[str, Any]]) -> str:
    """The draft, then each answer with its version, as the page that shows them carries it."""
    return " ".join([str(draft.draft_id), *(f"{one['key']}:{draft.version(one['key'])}" for one in shown)])


def case_panel(
    sight: Sight, now: datetime.datetime, events: Sequence[EventLine] = ()
) -> dict[str, Any] | None:
    """On the case page: the draft, what was made, what was handed to the reader. Two statements at most.

    `events` are those of the case, newest first: what was sent by whatever road is said before anything is offered.
    """
    if Kind.PATHWAY not in sight.kinds:
        return None
    if not sight.inside:
        handed = handed_heads(sight)
        return {"handed": handed, "drafts": (), "live": None, "may": False} if handed else None
    found = heads(sight)
    live = next((one for one in found if one.live), None)
    return {
        "handed": (),
        "live": live,
        "drafts": [one for one in found if not one.live],
        "may": sight.may(Permission.RECORD),
        "made": MADE_WORDS,
        "sent": _sent(events),
    }


def _sent(events: Sequence[EventLine]) -> str:
    """The newest referral or report that stands."""
    stands = (one for one in events if one.event in SENT_WORDS and not one.struck)
    newest = next(stands, None)
    return say("{event} on {at}", event=SENT_WORDS[newest.event], at=words.day(newest.at)) if newest else ""
