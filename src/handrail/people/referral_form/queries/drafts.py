"""A draft, whole: its version of the form, every answer, how it stands. Four statements, however much it holds.

Where papers go with it there are two more, or three.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from handrail.people.referral_form.answer_encoding import decode_answer
from handrail.people.referral_form.draft_and_handover_states import (
    LIVE_STATES,
    DraftHandoverReply,
    FormDraftState,
)
from handrail.people.referral_form.models import DraftOrSentForm, FormAnswer, Handover
from handrail.people.referral_form.queries.papers import get_chosen_form_documents_by_number
from handrail.people.referral_form.rules import export_content, form_definition, papers, question_flow
from handrail.people.referral_form.rules.form_definition import FormDefinition, FormField
from handrail.people.referral_form.rules.papers import FormPapers
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind

PAPERS_KEY = "papers"
"""The box of the form that names papers of the case."""


@dataclass(frozen=True, slots=True)
class FormAnswerRow:
    """One answer, and who gave it."""

    given: FormAnswerValue
    version: int
    from_case: bool
    read: bool
    changed_at: datetime.datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class DraftHandoverRow:
    """The newest handover of a draft, as the body that handed it sees it."""

    handover_id: UUID
    to: str
    handed_at: datetime.datetime
    handed_by: str
    reply: str
    reply_words: str
    said: str
    replied_at: datetime.datetime | None
    replied_by: str

    @property
    def waits(self) -> bool:
        """Whether they have not answered."""
        return self.reply == DraftHandoverReply.NONE_YET


@dataclass(frozen=True, slots=True)
class FormDraftDetail:
    """A draft and all that is in it."""

    draft_id: UUID
    case_id: UUID
    reference: str
    case_age: str
    is_case_closed: bool
    definition: FormDefinition
    state: str
    started_at: datetime.datetime
    started_by: str
    changed_at: datetime.datetime
    changed_by: str
    made_as: str
    made_on: datetime.date | None
    made_by: str
    why_aside: str
    answers: Mapping[str, FormAnswerRow]
    handover: DraftHandoverRow | None
    papers: FormPapers

    @property
    def given(self) -> dict[str, FormAnswerValue]:
        """The answers as the rules read them."""
        return {key: line.given for key, line in self.answers.items()}

    @property
    def read(self) -> frozenset[str]:
        """The keys whose words, as they stand now, somebody has read for a report that names nobody."""
        return frozenset(key for key, line in self.answers.items() if line.read)

    @property
    def aside(self) -> tuple[str, ...]:
        """The keys of answers that no longer apply."""
        return question_flow.list_keys_of_answers_that_no_longer_apply(self.definition, self.given)

    @property
    def route(self) -> question_flow.ReferralOrReportRoute:
        """What it becomes."""
        return question_flow.get_referral_or_report_route_of_answers(self.given)

    @property
    def open(self) -> bool:
        """Whether it may be written in."""
        return self.state == FormDraftState.OPEN and not self.is_case_closed

    @property
    def live(self) -> bool:
        """Whether it is still on its way."""
        return self.state in LIVE_STATES

    @property
    def has_newer_form_version(self) -> bool:
        """Whether there is a newer version of the form."""
        return self.open and self.definition.version != form_definition.get_newest_form_definition().version

    def spoken(self, field: FormField, given: FormAnswerValue, besides: FormPapers | None = None) -> str:
        """An answer in words; a paper by its name. `besides` are papers that the draft did not choose."""
        if field.kind == "papers":
            return papers.format_chosen_form_documents(given, {**self.papers, **(besides or {})})
        return export_content.describe_form_answer(field, given)

    def version(self, key: str) -> int:
        """How often the answer was saved."""
        return self.answers[key].version if key in self.answers else 0

    def replace_answers(self, changed: Mapping[str, FormAnswerValue]) -> "FormDraftDetail":
        """The same with other answers: what the rules would say of it."""
        now, nobody = timezone.now(), ""
        lines = {
            key: FormAnswerRow(one, self.version(key) + 1, False, False, now, nobody)
            for key, one in changed.items()
        }
        return replace(self, answers={**self.answers, **lines})


def find_live_draft(case_access: CaseAccess) -> FormDraftDetail | None:
    """The draft that is being prepared for the case, if there is one."""
    row = _select_drafts_of_case(case_access).filter(state__in=LIVE_STATES).first()
    return build_draft_detail(row, case_access) if row else None


def find_draft(case_access: CaseAccess, draft_id: UUID) -> FormDraftDetail | None:
    """A draft of the case, whatever became of it."""
    row = _select_drafts_of_case(case_access).filter(pk=draft_id).first()
    return build_draft_detail(row, case_access) if row else None


def _select_drafts_of_case(case_access: CaseAccess) -> QuerySet[DraftOrSentForm]:
    return DraftOrSentForm.objects.filter(case=case_access.file_id).select_related(
        "case", "started_by", "changed_by", "made_by"
    )


def build_draft_detail(row: DraftOrSentForm, case_access: CaseAccess) -> FormDraftDetail:
    """The draft's values. Noted as shown is what the form is about; a page that shows more notes more."""
    case_access.needs(Kind.PATHWAY)
    row.bind(case_access)
    found = FormAnswer.objects.filter(draft=row).select_related("changed_by").opened_for(case_access)
    lines = {answer.key: _build_form_answer_row(answer) for answer in found}
    form = form_definition.get_form_definition(row.definition)
    order = [field.key for _, field in form.each()]
    ordered = dict.fromkeys([*(key for key in order if key in lines), *lines])
    return FormDraftDetail(
        draft_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        case_age=row.case.age if row.case.age_asked else "",
        is_case_closed=row.case.closed_at is not None,
        definition=form,
        state=row.state,
        started_at=row.started_at,
        started_by=row.started_by.name,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
        made_as=row.made_as,
        made_on=row.made_on,
        made_by=row.made_by.name if row.made_by else "",
        why_aside=row.why_aside.open(),
        answers={key: lines[key] for key in ordered},
        handover=_find_newest_handover(row, case_access),
        papers=get_chosen_form_documents_by_number(
            case_access, lines[PAPERS_KEY].given.values if PAPERS_KEY in lines else ()
        ),
    )


def _build_form_answer_row(row: FormAnswer) -> FormAnswerRow:
    return FormAnswerRow(
        given=decode_answer(row),
        version=row.version,
        from_case=row.from_case,
        read=row.read == row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
    )


def _find_newest_handover(draft: DraftOrSentForm, case_access: CaseAccess) -> DraftHandoverRow | None:
    related = ("to_body", "handed_by", "replied_by")
    rows = Handover.objects.filter(draft=draft).select_related(*related).opened_for(case_access)
    row = rows.order_by("-pk").first()
    if row is None:
        return None
    return DraftHandoverRow(
        handover_id=row.pk,
        to=row.to_body.name,
        handed_at=row.handed_at,
        handed_by=row.handed_by.name,
        reply=row.reply,
        reply_words=DraftHandoverReply(row.reply).label,
        said=row.reply_words.open(),
        replied_at=row.replied_at,
        replied_by=row.replied_by.name if row.replied_by else "",
    )
