"""Agreements: which rooms may be used by whom, on what terms, until when, who pays; and rates with their days."""

from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.housing.actions import agreements as acts
from handrail.directory.housing.forms.agreements import (
    AgreementEndForm,
    HousingAgreementForm,
    OfflineAgreementConfirmationForm,
    SubsistenceRateForm,
)
from handrail.directory.housing.models import SubsistenceRate
from handrail.directory.housing.presenters import HousingAgreementRow, make_agreement_row
from handrail.directory.housing.queries.agreements import (
    AgreementDetail,
    get_agreement_row_with_last_editor,
    get_agreement_visible_to,
    list_agreements_naming_body,
    may_record_offline_agreement_confirmation,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "agreements"


class AgreementsPageContext(TypedDict):
    """What directory_housing/agreements.html shows."""

    rows: list[HousingAgreementRow]
    may_places: bool
    may_write: bool


@requires_permission(Permission.VIEW_AGREEMENTS)
def agreements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Agreements that the organisation keeps, lets rooms under, may use, or pays for."""
    shown: AgreementsPageContext = {
        "rows": [make_agreement_row(line) for line in list_agreements_naming_body(actor.body_id)],
        "may_places": actor.may(Permission.EDIT_PLACES),
        "may_write": actor.may(Permission.EDIT_AGREEMENTS),
    }
    layout = get_layout_context(request, actor, _get_agreements_navigation_name(actor))
    return render(request, "directory_housing/agreements.html", {**layout, **shown})


def _get_agreements_navigation_name(actor: Actor) -> str:
    """Whoever keeps places finds agreements there; they have no entry of their own then."""
    return "my_places" if actor.may(Permission.EDIT_PLACES) else NAV


@requires_permission(Permission.VIEW_AGREEMENTS)
def agreement(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """One agreement in full, with its rates."""
    row = make_agreement_row(get_agreement_visible_to(actor, agreement_id))
    keeps = row.line.keeper_id == actor.body_id and actor.may(Permission.EDIT_AGREEMENTS)
    shown = row._asdict() | {
        "keeps": keeps,
        "now": row.line.rates_on(formatting.get_today()),
        "ours": row.line.provider_id == actor.body_id,
        "paper": keeps and may_record_offline_agreement_confirmation(row.line, actor.user_id),
    }
    return render(
        request,
        "directory_housing/agreement.html",
        {**get_layout_context(request, actor, _get_agreements_navigation_name(actor)), **shown},
    )


class AddHousingAgreementPage(ActionPage):
    """Write one down."""

    permission, nav = Permission.EDIT_AGREEMENTS, NAV
    title, button, form_class = "Add an agreement", "Add", HousingAgreementForm

    @property
    def back_url(self) -> str:
        return reverse("agreements")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"first_night": formatting.get_today()}}

    def perform(self, form: HousingAgreementForm) -> str:
        made = acts.add_housing_agreement(form.instance, users=form.cleaned_data["users"], by=self.actor)
        if made.provider_id == self.actor.body_id:
            return msg("{name} recorded.", name=made.name)
        return msg(
            "{name} recorded. Rooms cannot be held until the organisation that owns them confirms it.",
            name=made.name,
        )


class HousingAgreementActionPage(ActionPage, abstract=True):
    """What is done about one agreement."""

    permission, nav = Permission.EDIT_AGREEMENTS, NAV
    line: AgreementDetail

    @property
    def back_url(self) -> str:
        return reverse("agreement", args=[self.line.agreement_id])

    def load(self, agreement_id: UUID) -> None:
        self.line = get_agreement_visible_to(self.actor, agreement_id)


class ConfirmHousingAgreementPage(HousingAgreementActionPage):
    """The body whose rooms they are says yes."""

    permission, button, form_class = Permission.VIEW_AGREEMENTS, "Confirm it", forms.Form

    @property
    def title(self) -> str:
        return msg("Confirm {name}", name=self.line.name)

    @property
    def lead(self) -> str:
        return msg(
            "{users} can then hold {places} under it.",
            users=join_texts(self.line.users),
            places=join_texts(self.line.places) or "any of your places",
        )

    def load(self, agreement_id: UUID) -> None:
        super().load(agreement_id)
        if self.line.provider_id != self.actor.body_id:
            raise NotVisible

    def perform(self, form: forms.Form) -> str:
        acts.confirm_housing_agreement(agreement_id=self.line.agreement_id, by=self.actor)
        return "Confirmed. The rooms can be held under it."


class ConfirmAgreementOnPaperPage(HousingAgreementActionPage):
    """A provider with no account here said yes on paper: seen by somebody who did not write the agreement down."""

    form_class = OfflineAgreementConfirmationForm
    lead = "Only if they do not use Handrail. It covers council rooms, hotels and B&Bs only."

    @property
    def title(self) -> str:
        return msg("{provider} confirmed it on paper", provider=self.line.provider)

    def load(self, agreement_id: UUID) -> None:
        super().load(agreement_id)
        if self.line.keeper_id != self.actor.body_id:
            raise NotVisible

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"on": formatting.get_today()}}

    def perform(self, form: OfflineAgreementConfirmationForm) -> str:
        acts.confirm_agreement_on_paper(
            agreement_id=self.line.agreement_id, by=self.actor, **form.cleaned_data
        )
        return "Agreement recorded. Only council rooms, hotels and B&Bs can be held under it."


class SetLastNightOfAgreementPage(HousingAgreementActionPage):
    """Say which night is its last."""

    form_class = AgreementEndForm

    @property
    def title(self) -> str:
        return msg("End {name}", name=self.line.name)

    def load(self, agreement_id: UUID) -> None:
        super().load(agreement_id)
        self.record = get_agreement_row_with_last_editor(agreement_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.record.version, "last_night": self.record.last_night}}

    def perform(self, form: AgreementEndForm) -> str:
        acts.set_last_night_of_agreement(
            agreement_id=self.line.agreement_id, by=self.actor, **form.cleaned_data
        )
        return "Stays beyond that night continue. Their pages show from which night no one has agreed to pay."


class AddSubsistenceRatePage(HousingAgreementActionPage):
    """A rate from a day on."""

    button, form_class = "Add it", SubsistenceRateForm

    @property
    def title(self) -> str:
        return msg("A rate for {name}", name=self.line.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        rate = SubsistenceRate(agreement_id=self.line.agreement_id)
        return super().get_form_kwargs() | {"instance": rate, "initial": {"since": formatting.get_today()}}

    def perform(self, form: SubsistenceRateForm) -> str:
        acts.add_subsistence_rate(form.instance, by=self.actor)
        return "Rate added. Earlier rates are kept."
