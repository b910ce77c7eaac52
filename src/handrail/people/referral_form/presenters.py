"""From a draft to the words, tags and links of its pages."""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from django.urls import reverse

from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.records.queries import known_case_parts as of_case
from handrail.people.referral_form.draft_and_handover_states import FormDraftState
from handrail.people.referral_form.queries.draft_summaries import (
    FormDraftSummary,
    ReceivedHandoverSummary,
    list_draft_summaries,
    list_received_handover_summaries,
)
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.rules import export_content, question_flow
from handrail.people.referral_form.rules.form_definition import FormField, FormPage, FormSection
from handrail.people.referral_form.rules.identifying_details import IdentifyingDetails
from handrail.people.referral_form.rules.question_flow import FormSectionProgress, ReferralOrReportRoute
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.record_display import VersionComparisonRow

PROGRESS_STATES = {
    FormSectionProgress.DONE: ("met", "Done"),
    FormSectionProgress.BEGUN: ("running", "In progress"),
    FormSectionProgress.NOT_BEGUN: ("unknown", "Not started"),
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


class FormSectionTaskRow(NamedTuple):
    """A section of the form: how far it is, where it leads."""

    name: str
    state: str
    words: str
    href: str
    note: str


class CheckAnswersPageRow(NamedTuple):
    """An answer as it is checked; `href` leads to its question where it may be changed."""

    question: str
    text: str
    missing: bool
    optional: bool
    from_case: bool
    href: str


class CheckAnswersPageSection(NamedTuple):
    """A section with the answers that apply."""

    name: str
    code: str
    rows: list[CheckAnswersPageRow]


class AnonymousReportTextToReview(NamedTuple):
    """Words to read before they may stand in a report that names nobody.

    `tells`: what they say that is known of the person; `near`: what is spelt much like a name of theirs.
    """

    key: str
    title: str
    text: str
    tells: tuple[str, ...]
    near: tuple[str, ...]
    href: str


class DraftHeaderContext(TypedDict):
    """What stands at the top of each page about a draft."""

    draft: FormDraftDetail
    reference: str
    name: str
    state: str
    state_words: str
    aside_count: int


class FormPanelContext(TypedDict):
    """The panel of the case page. `live`: what is being prepared; `sent`: the newest referral or report, in words.

    `must_notify`: the Duty to Notify report is due from the reader's organisation.
    """

    handed: tuple[ReceivedHandoverSummary, ...]
    live: FormDraftSummary | None
    drafts: list[FormDraftSummary]
    may: bool
    made: dict[str, str]
    sent: str
    must_notify: bool


def build_section_task_rows(draft: FormDraftDetail) -> list[FormSectionTaskRow]:
    """The task list: each section, how far it is, where it leads."""
    visited = frozenset(draft.answers)
    rows = []
    for section in draft.definition.sections:
        pages = _list_applying_pages_of_section(draft, section)
        found = question_flow.get_section_progress(draft.definition, section, draft.given, visited)
        left = [
            page
            for page in pages
            if not question_flow.is_form_page_done(draft.definition, page, draft.given, visited)
        ]
        href = get_question_url(draft, (left or pages)[0]) if pages else ""
        note = _describe_section_progress(draft, found, len(left), len(pages))
        rows.append(FormSectionTaskRow(section.name, *PROGRESS_STATES[found], href, note))
    return rows


def _list_applying_pages_of_section(draft: FormDraftDetail, section: FormSection) -> list[FormPage]:
    pages = question_flow.list_applying_pages(draft.definition, draft.given)
    return [page for page in pages if page.section == section.code]


def _describe_section_progress(draft: FormDraftDetail, found: FormSectionProgress, left: int, of: int) -> str:
    if found is FormSectionProgress.LATER:
        return LATER if draft.route is ReferralOrReportRoute.OPEN else DOES_NOT_APPLY
    questions = msg("{of} question", of=of) if of == 1 else msg("{of} questions", of=of)
    return (
        questions
        if found in (FormSectionProgress.DONE, FormSectionProgress.NOT_BEGUN)
        else msg("{questions}, {left} left", questions=questions, left=left)
    )


def get_question_url(draft: FormDraftDetail, page: FormPage) -> str:
    """The address of a question."""
    return reverse("nrm_question", args=[draft.reference, page.code])


def build_answer_sections(draft: FormDraftDetail, *, change: bool) -> list[CheckAnswersPageSection]:
    """Every answer that applies, by section."""
    sections = []
    for section in draft.definition.sections:
        pages = _list_applying_pages_of_section(draft, section)
        if rows := [row for page in pages for row in _build_draft_answer_rows(draft, page, change=change)]:
            sections.append(CheckAnswersPageSection(section.name, section.code, rows))
    return sections


def _build_draft_answer_rows(
    draft: FormDraftDetail, page: FormPage, *, change: bool
) -> list[CheckAnswersPageRow]:
    missing = set(question_flow.list_missing_fields_of_page(draft.definition, page, draft.given))
    rows = []
    for field in question_flow.list_applying_fields_of_page(page, draft.given):
        line = draft.answers.get(field.key)
        if field is not page.main and not line and field not in missing:
            continue
        rows.append(
            CheckAnswersPageRow(
                question=export_content.format_question_title(page, field),
                text=draft.spoken(field, line.given) if line else "",
                missing=field in missing,
                optional=field.need != "yes",
                from_case=line is not None and line.from_case,
                href=get_question_url(draft, page) if change and field is page.main else "",
            )
        )
    return rows


def list_titles_and_texts_of_set_aside_answers(draft: FormDraftDetail) -> list[tuple[str, str]]:
    """What was typed and no longer applies, or is of an older version of the form: title and answer."""
    titles: dict[str, tuple[FormPage, FormField]] = {}
    for page, field in draft.definition.each():
        titles.setdefault(field.key, (page, field))
    rows = []
    for key in draft.aside:
        given = draft.given[key]
        if key in titles:
            page, field = titles[key]
            rows.append((export_content.format_question_title(page, field), draft.spoken(field, given)))
        else:
            rows.append(
                (
                    msg("Of an earlier version of the form ({replace})", replace=key.replace("_", " ")),
                    "\n".join(given.values),
                )
            )
    return rows


def build_draft_header(draft: FormDraftDetail) -> DraftHeaderContext:
    """What stands at the top of each page about a draft."""
    return {
        "draft": draft,
        "reference": draft.reference,
        "name": _format_draft_name(draft),
        "state": DRAFT_STATES[FormDraftState(draft.state)],
        "state_words": FormDraftState(draft.state).label,
        "aside_count": len(draft.aside),
    }


def _format_draft_name(draft: FormDraftDetail) -> str:
    name = draft.route.words
    if draft.route is ReferralOrReportRoute.DTN:
        name += ", named" if question_flow.does_form_identify_potential_victim(draft.given) else ", anonymous"
    return name


def build_draft_comparison_rows(
    then: FormDraftDetail | None, now: FormDraftDetail
) -> tuple[VersionComparisonRow, ...]:
    """Rows that set the draft that somebody had before them beside the one that is being prepared by now.

    Returns:
        A row for each fact: its name, of the draft before them ("No longer here" without one), of the draft now.
    """
    theirs, mine = (
        _get_draft_summary_texts_by_label(now),
        _get_draft_summary_texts_by_label(then) if then else {},
    )
    return tuple(
        VersionComparisonRow(name, mine.get(name, "No longer here"), text) for name, text in theirs.items()
    )


def _get_draft_summary_texts_by_label(draft: FormDraftDetail) -> dict[str, str]:
    return {
        "The draft": FormDraftState(draft.state).label,
        "What it is": _format_draft_name(draft),
        "In progress": msg(
            "{when}, {who}",
            when=formatting.format_relative_day_and_time(draft.started_at),
            who=draft.started_by,
        ),
        "Last changed": msg(
            "{when}, {who}",
            when=formatting.format_relative_day_and_time(draft.changed_at),
            who=draft.changed_by,
        ),
        "Questions answered": str(sum(1 for given in draft.given.values() if given)),
    }


def list_texts_to_review_for_anonymous_report(
    draft: FormDraftDetail, known: IdentifyingDetails
) -> list[AnonymousReportTextToReview]:
    """The words that somebody has to read before they may stand in a report that names nobody."""
    texts = []
    for page, field in export_content.list_fields_to_review_for_anonymous_report(
        draft.definition, draft.given
    ):
        text = export_content.describe_form_answer(field, draft.given[field.key])
        title, href = export_content.format_question_title(page, field), get_question_url(draft, page)
        texts.append(
            AnonymousReportTextToReview(
                field.key, title, text, known.find_in_text(text), known.near(text), href
            )
        )
    return texts


def format_seen_answer_versions(draft: FormDraftDetail, texts: Sequence[AnonymousReportTextToReview]) -> str:
    """The draft, then each answer with its version, as the page that shows them carries it."""
    return " ".join([str(draft.draft_id), *(f"{each.key}:{draft.version(each.key)}" for each in texts)])


def build_referral_form_panel(
    case_access: CaseAccess,
    events: Sequence[EventRow] = (),
    known: of_case.CasePartsKnownEmptyOrFetched = of_case.NOTHING,
    *,
    must_notify: bool = False,
) -> FormPanelContext | None:
    """On the case page: the draft, what was made, what was handed to the reader. Two statements at most.

    Args:
        case_access: the reader's access to the case.
        events: those of the case, newest first: a form that was sent by any route is named before one is offered.
        known: which parts of the case hold anything.
        must_notify: whether the rules ask for the Duty to Notify report.

    Returns:
        None where the pathway is not open to the reader, or nothing was handed to one of another body.
    """
    if Kind.PATHWAY not in case_access.kinds:
        return None
    if not case_access.inside:
        handed = list_received_handover_summaries(case_access, known)
        return _make_form_panel_context(handed=handed) if handed else None
    found = list_draft_summaries(case_access, known)
    return _make_form_panel_context(
        drafts=found,
        may=case_access.may(Permission.RECORD),
        sent=_describe_newest_sent_form(events),
        must_notify=must_notify,
    )


def _make_form_panel_context(
    *,
    handed: tuple[ReceivedHandoverSummary, ...] = (),
    drafts: Sequence[FormDraftSummary] = (),
    may: bool = False,
    sent: str = "",
    must_notify: bool = False,
) -> FormPanelContext:
    return {
        "handed": handed,
        "live": next((draft for draft in drafts if draft.live), None),
        "drafts": [draft for draft in drafts if not draft.live],
        "may": may,
        "made": MADE_WORDS,
        "sent": sent,
        "must_notify": must_notify,
    }


def _describe_newest_sent_form(events: Sequence[EventRow]) -> str:
    """The newest referral or report that stands."""
    stands = (event for event in events if event.event in SENT_WORDS and not event.struck)
    newest = next(stands, None)
    return (
        msg("{event} on {at}", event=SENT_WORDS[newest.event], at=formatting.format_day(newest.at))
        if newest
        else ""
    )
