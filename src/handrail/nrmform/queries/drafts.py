"""A draft, whole: its version of the form, every answer, how it stands. Four statements, however much it holds.

Where papers go with it there are two more, or three.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.sealing import boxes, read
from handrail.nrmform.keeping import given
from handrail.nrmform.models import Answer, Draft, Handover
from handrail.nrmform.queries.papers import chosen
from handrail.nrmform.rules import definition, flow, leaving, papers
from handrail.nrmform.rules.definition import Definition, Field
from handrail.nrmform.rules.flow import Given
from handrail.nrmform.rules.papers import Papers
from handrail.nrmform.states import LIVE, Reply, State
from handrail.vault.box import Box

PAPERS = "papers"
"""The box of the form that names papers of the case."""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer, and who gave it."""

    given: Given
    version: int
    from_case: bool
    read: bool
    changed_at: datetime.datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class HandoverLine:
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
        return self.reply == Reply.NONE_YET


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft and all that is in it."""

    draft_id: UUID
    case_id: UUID
    reference: str
    case_age: str
    case_closed: bool
    definition: Definition
    state: str
    started_at: datetime.datetime
    started_by: str
    changed_at: datetime.datetime
    changed_by: str
    made_as: str
    made_on: datetime.date | None
    made_by: str
    why_aside: str
    answers: Mapping[str, AnswerLine]
    handover: HandoverLine | None
    papers: Papers

    @property
    def given(self) -> dict[str, Given]:
        """The answers as the rules read them."""
        return {key: line.given for key, line in self.answers.items()}

    @property
    def read(self) -> frozenset[str]:
        """The keys whose words, as they stand now, somebody has read for a report that names nobody."""
        return frozenset(key for key, line in self.answers.items() if line.read)

    @property
    def aside(self) -> tuple[str, ...]:
        """The keys of answers that no longer apply."""
        return flow.aside(self.definition, self.given)

    @property
    def route(self) -> flow.Route:
        """What it becomes."""
        return flow.route(self.given)

    @property
    def open(self) -> bool:
        """Whether it may be written in."""
        return self.state == State.OPEN and not self.case_closed

    @property
    def live(self) -> bool:
        """Whether it is still on its way."""
        return self.state in LIVE

    @property
    def may_move(self) -> bool:
        """Whether there is a newer version of the form."""
        return self.open and self.definition.version != definition.newest().version

    def spoken(self, field: Field, given: Given, besides: Papers | None = None) -> str:
        """An answer in words; a paper by its name. `besides` are papers that the draft did not choose."""
        if field.kind == "papers":
            return papers.spoken(given, {**self.papers, **(besides or {})})
        return leaving.spoken(field, given)

    def version(self, key: str) -> int:
        """How often the answer was saved."""
        return self.answers[key].version if key in self.answers else 0

    def with_answers(self, changed: Mapping[str, Given]) -> "DraftPage":
        """The same with other answers: what the rules would say of it."""
        now, nobody = timezone.now(), ""
        lines = {
            key: AnswerLine(one, self.version(key) + 1, False, False, now, nobody)
            for key, one in changed.items()
        }
        return replace(self, answers={**self.answers, **lines})


def live_draft(sight: Sight) -> DraftPage | None:
    """The draft that is being prepared for the case, if there is one."""
    row = _drafts(sight).filter(state__in=LIVE).first()
    return page_of(row, sight) if row else None


def one_draft(sight: Sight, draft_id: UUID) -> DraftPage | None:
    """A draft of the case, whatever became of it."""
    row = _drafts(sight).filter(pk=draft_id).first()
    return page_of(row, sight) if row else None


def _drafts(sight: Sight) -> QuerySet[Draft]:
    return Draft.objects.filter(case=sight.file_id).select_related(
        "case", "started_by", "changed_by", "made_by"
    )


def page_of(row: Draft, sight: Sight) -> DraftPage:
    """The draft's values. Noted as shown is what the form is about; a page that shows more notes more."""
    sight.needs(Kind.PATHWAY)
    box = boxes([row.case_id]).get(row.case_id)
    found = Answer.objects.filter(draft=row).select_related("changed_by")
    lines = {answer.key: _answer(answer, box) for answer in found}
    form = definition.of(row.definition)
    order = [field.key for _, field in form.each()]
    ordered = dict.fromkeys([*(key for key in order if key in lines), *lines])
    return DraftPage(
        draft_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        case_age=row.case.age if row.case.age_asked else "",
        case_closed=row.case.closed_at is not None,
        definition=form,
        state=row.state,
        started_at=row.started_at,
        started_by=row.started_by.name,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
        made_as=row.made_as,
        made_on=row.made_on,
        made_by=row.made_by.name if row.made_by else "",
        why_aside=read(box, row, "why_aside"),
        answers={key: lines[key] for key in ordered},
        handover=_newest_handover(row, box),
        papers=chosen(sight, lines[PAPERS].given.values if PAPERS in lines else ()),
    )


def _answer(row: Answer, box: Box | None) -> AnswerLine:
    return AnswerLine(
        given=given(row, box),
        version=row.version,
        from_case=row.from_case,
        read=row.read == row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
    )


def _newest_handover(draft: Draft, box: Box | None) -> HandoverLine | None:
    related = ("to_body", "handed_by", "replied_by")
    row = Handover.objects.filter(draft=draft).select_related(*related).order_by("-pk").first()
    if row is None:
        return None
    return HandoverLine(
        handover_id=row.pk,
        to=row.to_body.name,
        handed_at=row.handed_at,
        handed_by=row.handed_by.name,
        reply=row.reply,
        reply_words=Reply(row.reply).label,
        said=read(box, row, "reply_words"),
        replied_at=row.replied_at,
        replied_by=row.replied_by.name if row.replied_by else "",
    )
