"""Why a person holds back and what changed; and for an organisation, what changes minds, in numbers."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import hesitations as actions
from handrail.people.recovery.forms import HesitationChangeForm, HesitationForm, TakeBackHesitationForm
from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.models import Hesitation, HesitationChange
from handrail.people.recovery.queries.hesitation_figures import get_hesitation_figures
from handrail.people.recovery.queries.hesitations import (
    get_hesitation,
    get_hesitation_change,
    list_hesitations,
)
from handrail.people.recovery.small_count_disclosure import (
    HIDDEN_TEXT,
    LOWEST_SHOWN,
    ROUNDING_BASE,
    DisclosedTable,
)
from handrail.people.recovery.text_choices import HesitationSubject
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.section_tabs import list_money_bags_and_gaps_tabs

STRUCK_OUT = "The earlier record stays below, crossed out. Only the corrected one counts."
STAYS = "It stays on record, crossed out, with your name and the reason, and is not counted."
LEAD = "Help does not depend on the police or the NRM."


class HesitationFiguresRow(NamedTuple):
    """A row of the figures: what, and how many people, in words."""

    name: str
    text: str


class HesitationFiguresTable(NamedTuple):
    """The rows that are shown, the larger first; those that are hidden by name, in the order of the list."""

    shown: list[HesitationFiguresRow]
    hidden: list[str]
    withheld: bool


@requires_case_permission(Permission.VIEW_CASE)
def case_hesitations(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Show what somebody holds back from, why, and what changed since."""
    access = found.case_access
    lines = list_hesitations(access)
    shown = {
        "reference": found.reference,
        "tabs": presenters.build_recovery_tabs(found, "holding_back"),
        "lines": [
            presenters.build_hesitation_item(line, found.reference)
            for line in lines
            if line.hesitation.withdrawn_at is None
        ],
        "withdrawn": presenters.list_withdrawn_hesitation_record_items(lines),
        "lead": LEAD,
        "nrm_hidden": Kind.PATHWAY not in access.kinds,
        "may": access.may(Permission.RECORD) and found.takes_work,
        "figures_href": reverse("what_changed_figures") if access.actor.may(Permission.VIEW_GAPS) else "",
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "recovery/hesitations.html", layout | shown)


class HesitationActionPage(CaseActionPage, abstract=True):
    """What records a hesitation, or what changed one."""

    permission, button, runs_once = Permission.RECORD, "Add", True

    @property
    def back_url(self) -> str:
        return reverse("holding_back", args=[self.case.reference])


class RecordHesitationPage(HesitationActionPage):
    """Record why somebody holds back."""

    title, lead, form_class = "What are the barriers?", LEAD, HesitationForm

    def load(self) -> None:
        self.case.case_access.needs(Kind.OWN_WORDS)

    def get_form_kwargs(self) -> dict[str, Any]:
        row = Hesitation(case_id=self.case.case_id, on=formatting.get_today())
        return {"actor": self.actor, "instance": row.bind(self.case.case_access)}

    def perform(self, form: HesitationForm) -> str:
        actions.record_hesitation(form.instance, reasons=form.cleaned_data["reasons"], by=self.actor)
        return "Recorded. Help continues, whatever they decide."


class RecordHesitationChangePage(HesitationActionPage):
    """Record what changed somebody's mind."""

    form_class = HesitationChangeForm

    @property
    def title(self) -> str:
        return msg("What changed? {about_words}", about_words=self.hesitation.get_about_display())

    @property
    def lead(self) -> str:
        words = self.hesitation.words.open()
        return msg("What they said: “{line}”", line=words) if words else ""

    def load(self, hesitation_id: UUID) -> None:
        self.hesitation = actions.require_hesitation_record_not_withdrawn(
            get_hesitation(self.case.case_access, hesitation_id)
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        row = HesitationChange(hesitation=self.hesitation, on=formatting.get_today())
        return {"actor": self.actor, "instance": row.bind(self.case.case_access)}

    def perform(self, form: HesitationChangeForm) -> str:
        actions.record_hesitation_change(form.instance, causes=form.cleaned_data["causes"], by=self.actor)
        return "Recorded: what changed."


class CorrectHesitationPage(HesitationActionPage):
    """Correct why somebody holds back. The earlier record stays, struck out."""

    title, lead, form_class, button = "Correct the barrier", STRUCK_OUT, HesitationForm, "Correct"

    def load(self, hesitation_id: UUID) -> None:
        self.mistaken = actions.require_hesitation_record_not_withdrawn(
            get_hesitation(self.case.case_access, hesitation_id)
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        reasons = [row.code for row in self.mistaken.reasons.all()]
        said = model_to_dict(self.mistaken, HesitationForm.base_fields)
        row = Hesitation(case_id=self.case.case_id).bind(self.case.case_access)
        return {"actor": self.actor, "instance": row, "initial": said | {"reasons": reasons}}

    def get_context_data(self) -> dict[str, str]:
        return {"take_back": reverse("take_back_why", args=[self.case.reference, self.mistaken.pk])}

    def perform(self, form: HesitationForm) -> str:
        reasons = form.cleaned_data["reasons"]
        actions.correct_hesitation(
            form.instance, mistaken_id=self.mistaken.pk, reasons=reasons, by=self.actor
        )
        return "Corrected. The earlier record is kept below."


class CorrectHesitationChangePage(HesitationActionPage):
    """Correct what changed somebody's mind. The earlier record stays, struck out."""

    title, lead, form_class, button = "Correct what changed", STRUCK_OUT, HesitationChangeForm, "Correct"

    def load(self, change_id: UUID) -> None:
        self.mistaken = actions.require_hesitation_record_not_withdrawn(
            get_hesitation_change(self.case.case_access, change_id)
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        causes = [row.code for row in self.mistaken.causes.all()]
        said = model_to_dict(self.mistaken, HesitationChangeForm.base_fields)
        row = HesitationChange(hesitation=self.mistaken.hesitation).bind(self.case.case_access)
        return {"actor": self.actor, "instance": row, "initial": said | {"causes": causes}}

    def get_context_data(self) -> dict[str, str]:
        return {"take_back": reverse("take_back_changed", args=[self.case.reference, self.mistaken.pk])}

    def perform(self, form: HesitationChangeForm) -> str:
        actions.correct_hesitation_change(
            form.instance,
            case_id=self.case.case_id,
            mistaken_id=self.mistaken.pk,
            causes=form.cleaned_data["causes"],
            by=self.actor,
        )
        return "Corrected. The earlier record is kept below."


class TakeBackHesitationPage(HesitationActionPage):
    """Say that somebody never said why they hold back."""

    title, form_class, button = "They never said this", TakeBackHesitationForm, "Undo"

    @property
    def lead(self) -> str:
        about = self.mistaken.get_about_display()
        return msg("{about}. {stays} Later changes to it are not counted either.", about=about, stays=STAYS)

    def load(self, hesitation_id: UUID) -> None:
        self.mistaken = actions.require_hesitation_record_not_withdrawn(
            get_hesitation(self.case.case_access, hesitation_id)
        )

    def perform(self, form: TakeBackHesitationForm) -> str:
        because = form.cleaned_data["because"]
        actions.take_back_hesitation(
            case_id=self.case.case_id, hesitation_id=self.mistaken.pk, because=because, by=self.actor
        )
        return "Withdrawn. It is kept below and not counted."


class TakeBackHesitationChangePage(HesitationActionPage):
    """Say that this never changed somebody's mind."""

    title, lead, form_class = "This did not change their mind", STAYS, TakeBackHesitationForm
    button = "Undo"

    def load(self, change_id: UUID) -> None:
        self.mistaken = actions.require_hesitation_record_not_withdrawn(
            get_hesitation_change(self.case.case_access, change_id)
        )

    def perform(self, form: TakeBackHesitationForm) -> str:
        because = form.cleaned_data["because"]
        actions.take_back_hesitation_change(
            case_id=self.case.case_id, change_id=self.mistaken.pk, because=because, by=self.actor
        )
        return "Withdrawn. It is kept below and not counted."


@requires_permission(Permission.VIEW_GAPS)
def hesitation_figures_of_organisation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what changes minds in the reader’s organisation: numbers of people, small ones hidden. Nobody is named."""
    found = get_hesitation_figures(actor)
    shown = {
        "found": found,
        "body": actor.body_name,
        "strip": [
            {
                "name": "People with barriers",
                "value": found.people.text,
                "means": "with what they were reluctant about and why",
            },
            {
                "name": "People who changed their mind",
                "value": found.changed.text,
                "means": "fully or in part",
            },
        ],
        "about": _build_hesitation_figures_table(found.about, dict(HesitationSubject.choices)),
        "reasons": _build_hesitation_figures_table(found.reasons, REASON_NAMES),
        "causes": _build_hesitation_figures_table(found.causes, CHANGE_NAMES),
        "small": HIDDEN_TEXT,
        "tabs": list_money_bags_and_gaps_tabs(actor, "what_changed_figures"),
        "least": LOWEST_SHOWN,
        "base": ROUNDING_BASE,
    }
    return render(request, "recovery/figures.html", get_layout_context(request, actor, "money") | shown)


def _build_hesitation_figures_table(
    table: DisclosedTable, names: Mapping[str, str]
) -> HesitationFiguresTable:
    shown = sorted((row for row in table.rows if row.size), key=lambda row: -(row.size or 0))
    return HesitationFiguresTable(
        shown=[HesitationFiguresRow(names[row.code], row.text) for row in shown],
        hidden=[names[row.code] for row in table.rows if row.size is None],
        withheld=table.withheld,
    )
