"""From a draft to the words, tags and links of its pages."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from handrail.people.cases.events.queries.events import EventRow
from handrail.people.records.queries import known as of_case
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.queries.panel import list_draft_summaries, list_handover_summaries
from handrail.people.referral_form.rules import export_content, flow
from handrail.people.referral_form.rules.definition import FormField, FormPage
from handrail.people.referral_form.rules.flow import FormRoute, FormSectionProgress
from handrail.people.referral_form.rules.identifying_details import IdentifyingDetails
from handrail.people.referral_form.states import FormDraftState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

PROGRESS_STATES = {
    FormSectionProgress.DONE: ("met", "Done"),
    FormSectionProgress.BEGUN: ("running", "Begun"),
    FormSectionProgress.NOT_BEGUN: ("unknown", "Not begun"),
    FormSectionProgress.LATER: ("declined", "Not asked"),
}
DRAFT_STATES = {
    FormDraftState.OPEN: "today",
    FormDraftState.HANDED: "waiting",
    FormDraftState.MADE: "met",
    FormDraftState.PUT_ASIDE: "declined",
}
MADE_WORDS = {"nrm": "Referred to the NRM", "dtn": "Duty to Notify report sent"}
SENT_WORDS = {"nrm_referred": "Referred", "duty_to_notify_sent": "Reported"}
LATER = "Depends on their age and their answer to the NRM"
DOES_NOT_APPLY = "Nothing here applies"


def build_tasks(draft: FormDraftDetail) -> list[dict[str, Any]]:
    """The task list: each section, how far it is, where it leads."""
    visited = frozenset(draft.answers)
    rows = []
    for section in draft.definition.sections:
        pages = [
            page for page in flow.list_pages(draft.definition, draft.given) if page.section == section.code
        ]
        found = flow.get_progress(draft.definition, section, draft.given, visited)
        left = [page for page in pages if not flow.is_done(draft.definition, page, draft.given, visited)]
        look, said = PROGRESS_STATES[found]
        rows.append(
            {
                "name": section.name,
                "state": look,
                "words": said,
                "href": get_question_url(draft, (left or pages)[0]) if pages else "",
                "note": _describe_progress(draft, found, len(left), len(pages)),
            }
        )
    return rows


def _describe_progress(draft: FormDraftDetail, found: FormSectionProgress, left: int, of: int) -> str:
    if found is FormSectionProgress.LATER:
        return LATER if draft.route is FormRoute.OPEN else DOES_NOT_APPLY
    questions = msg("{of} question", of=of) if of == 1 else msg("{of} questions", of=of)
    return (
        questions
        if found in (FormSectionProgress.DONE, FormSectionProgress.NOT_BEGUN)
        else msg("{questions}, {left} left", questions=questions, left=left)
    )


def get_question_url(draft: FormDraftDetail, page: FormPage) -> str:
    """The address of a question."""
    return reverse("nrm_question", args=[draft.reference, page.code])


def build_answer_sections(draft: FormDraftDetail, *, change: bool) -> list[dict[str, Any]]:
    """Every answer that applies, by section."""
    shown = []
    for section in draft.definition.sections:
        pages = [
            page for page in flow.list_pages(draft.definition, draft.given) if page.section == section.code
        ]
        if rows := [row for page in pages for row in _build_answer_rows(draft, page, change=change)]:
            shown.append({"name": section.name, "code": section.code, "rows": rows})
    return shown


def _build_answer_rows(draft: FormDraftDetail, page: FormPage, *, change: bool) -> list[dict[str, Any]]:
    missing = set(flow.list_missing_fields(draft.definition, page, draft.given))
    rows = []
    for field in flow.list_fields(page, draft.given):
        line = draft.answers.get(field.key)
        if field is not page.main and not line and field not in missing:
            continue
        rows.append(
            {
                "question": export_content.get_question_title(page, field),
                "text": draft.spoken(field, line.given) if line else "",
                "missing": field in missing,
                "optional": field.need != "yes",
                "unsure": line is not None and flow.is_unsure(line.given),
                "from_case": line is not None and line.from_case,
                "by": line.changed_by if line else "",
                "href": get_question_url(draft, page) if change and field is page.main else "",
            }
        )
    return rows


def list_set_aside_answers(draft: FormDraftDetail) -> list[tuple[str, str]]:
    """What was typed and no longer applies, or is of an older version of the form."""
    titles: dict[str, tuple[FormPage, FormField]] = {}
    for page, field in draft.definition.each():
        titles.setdefault(field.key, (page, field))
    rows = []
    for key in draft.aside:
        given = draft.given[key]
        if key in titles:
            page, field = titles[key]
            rows.append((export_content.get_question_title(page, field), draft.spoken(field, given)))
        else:
            rows.append(
                (
                    msg("Of an earlier version of the form ({replace})", replace=key.replace("_", " ")),
                    "\n".join(given.values),
                )
            )
    return rows


def build_draft_header(draft: FormDraftDetail) -> dict[str, Any]:
    """What stands at the top of each page about a draft."""
    name = draft.route.words
    if draft.route is FormRoute.DTN:
        name += ", naming them" if flow.names_person(draft.given) else ", naming nobody"
    return {
        "draft": draft,
        "reference": draft.reference,
        "name": name,
        "state": DRAFT_STATES[FormDraftState(draft.state)],
        "state_words": FormDraftState(draft.state).label,
        "aside_count": len(draft.aside),
    }


def compare_drafts(then: FormDraftDetail | None, now: FormDraftDetail) -> list[tuple[str, str, str]]:
    """The draft that somebody had before them, beside the one that is being prepared by now."""
    theirs, mine = _summarise_draft(now), _summarise_draft(then) if then else {}
    return [(name, mine.get(name, "No longer here"), text) for name, text in theirs.items()]


def _summarise_draft(draft: FormDraftDetail) -> dict[str, str]:
    return {
        "The draft": FormDraftState(draft.state).label,
        "What it is": build_draft_header(draft)["name"],
        "Begun": msg("{when}, {who}", when=formatting.format_moment(draft.started_at), who=draft.started_by),
        "Last changed": msg(
            "{when}, {who}", when=formatting.format_moment(draft.changed_at), who=draft.changed_by
        ),
        "Questions answered": str(sum(1 for given in draft.given.values() if given)),
    }


def list_texts_to_read(draft: FormDraftDetail, known: IdentifyingDetails) -> list[dict[str, Any]]:
    """The words that somebody has to read before they may stand in a report that names nobody."""
    return [
        {
            "key": field.key,
            "title": export_content.get_question_title(page, field),
            "text": (text := export_content.describe_answer(field, draft.given[field.key])),
            "tells": known.find_in_text(text),
            "near": known.near(text),
            "href": get_question_url(draft, page),
        }
        for page, field in export_content.list_words_to_read(draft.definition, draft.given)
    ]


def format_seen_words(draft: FormDraftDetail, shown: list[dict[str, Any]]) -> str:
    """The draft, then each answer with its version, as the page that shows them carries it."""
    return " ".join([str(draft.draft_id), *(f"{one['key']}:{draft.version(one['key'])}" for one in shown)])


def build_case_panel(
    case_access: CaseAccess,
    now: datetime.datetime,
    events: Sequence[EventRow] = (),
    known: of_case.Known = of_case.NOTHING,
) -> dict[str, Any] | None:
    """On the case page: the draft, what was made, what was handed to the reader. Two statements at most.

    `events` are those of the case, newest first: what was sent by whatever road is said before anything is offered.
    """
    if Kind.PATHWAY not in case_access.kinds:
        return None
    if not case_access.inside:
        handed = list_handover_summaries(case_access, known)
        return {"handed": handed, "drafts": (), "live": None, "may": False} if handed else None
    found = list_draft_summaries(case_access, known)
    live = next((one for one in found if one.live), None)
    return {
        "handed": (),
        "live": live,
        "drafts": [one for one in found if not one.live],
        "may": case_access.may(Permission.RECORD),
        "made": MADE_WORDS,
        "sent": _describe_sent(events),
    }


def _describe_sent(events: Sequence[EventRow]) -> str:
    """The newest referral or report that stands."""
    stands = (one for one in events if one.event in SENT_WORDS and not one.struck)
    newest = next(stands, None)
    return (
        msg("{event} on {at}", event=SENT_WORDS[newest.event], at=formatting.format_day(newest.at))
        if newest
        else ""
    )
