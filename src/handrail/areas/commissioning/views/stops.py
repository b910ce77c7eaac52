"""Stops of a line: moving on, signing, planning; its notices, and the clauses of its specification."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from handrail.areas.commissioning.actions import lines, moves, notices, specification
from handrail.areas.commissioning.clause_sources import TYPED
from handrail.areas.commissioning.forms import (
    CiteDocumentForm,
    ClauseEvidenceForm,
    ClauseForm,
    NoticeNotNeededForm,
    PlannedStageForm,
    PublishedNoticeForm,
    RecordReachedStageForm,
    RecordSignedStageForm,
)
from handrail.areas.commissioning.models import (
    ClauseCitation,
    CommissionedService,
    LineNotice,
    PlannedStop,
    SpecificationClause,
    StageMove,
)
from handrail.areas.commissioning.queries.lines import find_planned_stage, get_clause, get_procurement_notice
from handrail.areas.commissioning.stages import STAGE_NAMES, StageTransition, find_possible_stage_transition
from handrail.areas.commissioning.views.line_pages import (
    CommissionedServiceActionPage,
    make_new_record_form_kwargs,
)
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


class MoveServiceToStagePage(CommissionedServiceActionPage):
    """Move a line on, as the office."""

    form_class, runs_once, edits_line = RecordReachedStageForm, True, True

    @property
    def title(self) -> str:
        return self.step.button

    @property
    def button(self) -> str:
        return self.step.button

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.step = get_stage_transition_of_page(self.line, more["stage"], signs=False)

    def get_form_kwargs(self) -> dict[str, Any]:
        stop = StageMove(line=self.line, stage=self.step.end)
        return make_new_record_form_kwargs(self.actor, stop, self.line.version)

    def get_saved_values(self, form: RecordReachedStageForm) -> dict[str, Any]:
        return {}

    def perform(self, form: RecordReachedStageForm) -> str:
        chosen = form.get_chosen_intention()
        moves.move_service_to_stage(
            form.instance,
            seen=form.cleaned_data["seen"],
            intention=(chosen.id, chosen.words) if chosen else None,
            by=self.actor,
        )
        return msg("Now: {stage}.", stage=STAGE_NAMES[self.step.end])


class SignServiceDecisionPage(CommissionedServiceActionPage):
    """Sign a decision or an agreement, as the signatory."""

    permission = Permission.SIGN_COMMISSIONING
    form_class, runs_once, edits_line = RecordSignedStageForm, True, True

    @property
    def title(self) -> str:
        return self.step.button

    @property
    def button(self) -> str:
        return self.step.button

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.step = get_stage_transition_of_page(self.line, more["stage"], signs=True)

    def get_form_kwargs(self) -> dict[str, Any]:
        stop = StageMove(line=self.line, stage=self.step.end)
        return make_new_record_form_kwargs(self.actor, stop, self.line.version)

    def get_saved_values(self, form: RecordSignedStageForm) -> dict[str, Any]:
        return {}

    def perform(self, form: RecordSignedStageForm) -> str:
        moves.move_service_to_stage(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("Signed. Now: {stage}.", stage=STAGE_NAMES[self.step.end])


def get_stage_transition_of_page(line: CommissionedService, end: str, *, signs: bool) -> StageTransition:
    """The move that a page is about.

    Args:
        line: of `get_line`.
        end: the stop that the address names.
        signs: whether the page is the signatory’s.

    Raises:
        ActionNotPossibleError: the line cannot move there, or another role moves it.
    """
    step = find_possible_stage_transition(line.stage, line.kind, end)
    if step is None or step.signs is not signs:
        raise ActionNotPossibleError("The service cannot move there from where it is.")
    return step


class SavePlannedStagePage(CommissionedServiceActionPage):
    """Say when a stop is planned."""

    form_class = PlannedStageForm

    @property
    def title(self) -> str:
        return msg("Planned date: {stage}", stage=STAGE_NAMES[self.kwargs["stage"]])

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        if more["stage"] not in STAGE_NAMES:
            raise RecordNotVisibleError("stop")
        self.record = find_planned_stage(self.line, more["stage"])

    def get_form_kwargs(self) -> dict[str, Any]:
        stop = self.record or PlannedStop(line=self.line, stage=self.kwargs["stage"])
        return {"actor": self.actor, "instance": stop}

    def perform(self, form: PlannedStageForm) -> str:
        lines.save_planned_day_and_lead_of_stage(
            form.instance, seen=form.cleaned_data.get("seen") or 0, by=self.actor
        )
        return "Date planned."


class RecordNoticePublishedPage(CommissionedServiceActionPage):
    """Record that a notice was published."""

    button, form_class = "Record as published", PublishedNoticeForm
    record: LineNotice

    @property
    def title(self) -> str:
        return msg("{code}, {name}", code=self.record.code, name=self.record.name)

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.record = get_procurement_notice(self.line, more["number"])

    def perform(self, form: PublishedNoticeForm) -> str:
        notices.record_notice_published(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("{code}: published.", code=self.record.code)


class RecordNoticeNotNeededPage(CommissionedServiceActionPage):
    """Record that a notice is not needed."""

    button, form_class = "Record as not needed", NoticeNotNeededForm
    record: LineNotice

    @property
    def title(self) -> str:
        return msg("{code}, {name}: not needed", code=self.record.code, name=self.record.name)

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.record = get_procurement_notice(self.line, more["number"])

    def perform(self, form: NoticeNotNeededForm) -> str:
        notices.record_notice_not_needed(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("{code}: not needed.", code=self.record.code)


class AddClausePage(CommissionedServiceActionPage):
    """Add a clause to the specification."""

    title, button, form_class, runs_once = "Add a clause", "Add clause", ClauseForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, SpecificationClause(line=self.line))

    def perform(self, form: ClauseForm) -> str:
        made = specification.add_clause(form.instance, by=self.actor)
        self.success_url = reverse("cite_in_clause", args=[self.line.pk, made.number])
        return msg("Clause {number} added. Add its evidence.", number=made.number)


class ChangeClausePage(CommissionedServiceActionPage):
    """Change a clause."""

    form_class = ClauseForm

    @property
    def title(self) -> str:
        return msg("Clause {number}", number=self.kwargs["number"])

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.record = get_clause(self.line, more["number"])

    def perform(self, form: ClauseForm) -> str:
        specification.change_clause(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Clause changed."


class CiteEvidenceInClausePage(CommissionedServiceActionPage):
    """Say on which line of an evaluation or review a clause rests."""

    button, form_class, template_name = "Save evidence", ClauseEvidenceForm, "commissioning/cite.html"

    @property
    def title(self) -> str:
        return msg("Evidence for clause {number}", number=self.kwargs["number"])

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.clause = get_clause(self.line, more["number"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def perform(self, form: ClauseEvidenceForm) -> str:
        kind, _, source_id = form.cleaned_data["line"].partition(":")
        cited = ClauseCitation(kind=kind, source_id=source_id)
        specification.cite_evidence_in_clause(self.line.pk, self.clause.number, cited, by=self.actor)
        return "Evidence saved."


class CiteDocumentInClausePage(CommissionedServiceActionPage):
    """Say on which other document a clause rests."""

    button, form_class = "Save evidence", CiteDocumentForm

    @property
    def title(self) -> str:
        return msg("Evidence for clause {number}", number=self.kwargs["number"])

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.clause = get_clause(self.line, more["number"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, ClauseCitation(kind=TYPED))

    def perform(self, form: CiteDocumentForm) -> str:
        specification.cite_evidence_in_clause(self.line.pk, self.clause.number, form.instance, by=self.actor)
        return "Evidence saved."
