"""The money of a line: award, amendments, quarters, claims, underspend; and what is published of it."""

import datetime
from typing import Any, Final, TypedDict
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.areas.commissioning import money_presenters
from handrail.areas.commissioning.actions import money as acts
from handrail.areas.commissioning.forms import (
    AwardAmendmentForm,
    AwardForm,
    AwardQuarterForm,
    ClaimDecisionForm,
    ProviderClaimForm,
    UnderspendDecisionForm,
)
from handrail.areas.commissioning.models import (
    Award,
    AwardAmendment,
    AwardQuarter,
    Claim,
    CommissionedService,
    UnderspendDecision,
)
from handrail.areas.commissioning.published_files import FILES, MAKERS, make_published_spending_of_month_table
from handrail.areas.commissioning.queries.lines import (
    get_service_without_related_rows,
    is_service_of_own_body,
)
from handrail.areas.commissioning.queries.money import (
    find_award_of_service,
    get_claim_of_award,
    get_publishing_body,
    get_quarter_of_award,
    list_bodies_with_months_of_published_spending,
    list_publishing_bodies,
)
from handrail.areas.commissioning.views.line_pages import (
    NAV,
    ServiceMoneyActionPage,
    make_new_record_form_kwargs,
)
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_month
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context

CLAIM_TAGS = {
    "made": StateTag("today", "Claimed"),
    "queried": StateTag("waiting", "Queried"),
    "accepted": StateTag("running", "Accepted"),
    "refused": StateTag("declined", "Refused"),
    "paid": StateTag("met", "Paid"),
}


NEWEST_CLAIMS: Final = 6
"""As many as quarters are drawn; earlier ones are folded away."""


class AwardPageContext(TypedDict):
    """What commissioning/money.html shows."""

    line: CommissionedService
    award: Award | None
    money: money_presenters.AwardSummary | None
    picture: money_presenters.AwardQuarterChart | None
    tags: dict[str, StateTag]
    newest_claims: list[Claim]
    older_claims: list[Claim]
    may_write: bool


@requires_permission(Permission.VIEW_COMMISSIONING)
def service_award_and_claims(request: HttpRequest, actor: Actor, line_id: UUID) -> HttpResponse:
    """The money of one line."""
    line = get_service_without_related_rows(actor, line_id)
    award = find_award_of_service(line)
    claims = list(award.claims.all())[::-1] if award else []
    shown: AwardPageContext = {
        "newest_claims": claims[:NEWEST_CLAIMS],
        "older_claims": claims[NEWEST_CLAIMS:],
        "line": line,
        "award": award,
        "money": money_presenters.summarise_award(award, line.ends_on) if award else None,
        "picture": money_presenters.draw_award_quarter_bars(award) if award else None,
        "tags": CLAIM_TAGS,
        "may_write": is_service_of_own_body(line) and actor.may(Permission.EDIT_COMMISSIONING),
    }
    return render(request, "commissioning/money.html", {**get_layout_context(request, actor, NAV), **shown})


class RecordAwardPage(ServiceMoneyActionPage):
    """Record what was awarded."""

    title, button, form_class, runs_once = "Record the award", "Record award", AwardForm, True

    def load(self, line_id: UUID, **more: Any) -> None:
        self.line = get_service_without_related_rows(self.actor, line_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, AwardAmendment(kind="award"))

    def perform(self, form: AwardForm) -> str:
        funder = form.cleaned_data["funder"]
        acts.record_award(self.line.pk, form.instance, funder=funder, by=self.actor)
        return "Award recorded. Plan its quarters."


class AmendAwardPage(ServiceMoneyActionPage):
    """Change an award."""

    title, button, form_class, runs_once = "Amend the award", "Add amendment", AwardAmendmentForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, AwardAmendment(award=self.award))

    def perform(self, form: AwardAmendmentForm) -> str:
        acts.add_award_amendment(form.instance, by=self.actor)
        return "Award amended."


class AddAwardQuarterPage(ServiceMoneyActionPage):
    """Plan a quarter."""

    title, button, form_class = "Plan a quarter", "Plan quarter", AwardQuarterForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, AwardQuarter(award=self.award))

    def perform(self, form: AwardQuarterForm) -> str:
        acts.save_plan_and_forecast_of_award_quarter(form.instance, seen=0, by=self.actor)
        return "Quarter planned."


class ChangeAwardQuarterPage(ServiceMoneyActionPage):
    """Change what is planned for a quarter, or its forecast."""

    form_class = AwardQuarterForm

    @property
    def title(self) -> str:
        return str(self.record)

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        try:
            day = datetime.date.fromisoformat(more["quarter"])
        except ValueError:
            raise Http404 from None
        self.record = get_quarter_of_award(self.award, day)

    def perform(self, form: AwardQuarterForm) -> str:
        form.instance.award = self.award
        acts.save_plan_and_forecast_of_award_quarter(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Quarter changed."


class AddProviderClaimPage(ServiceMoneyActionPage):
    """Record a claim of the provider."""

    title, button, form_class, runs_once = "Record a claim", "Record claim", ProviderClaimForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, Claim(award=self.award))

    def perform(self, form: ProviderClaimForm) -> str:
        made = acts.record_provider_claim(form.instance, by=self.actor)
        return msg("Claim {number} recorded.", number=made.number)


class RecordClaimDecisionPage(ServiceMoneyActionPage):
    """Query, accept, refuse or pay a claim."""

    button, form_class = "Save decision", ClaimDecisionForm

    @property
    def title(self) -> str:
        return msg("Decide claim {number}", number=self.kwargs["number"])

    def load(self, line_id: UUID, **more: Any) -> None:
        super().load(line_id)
        self.record = get_claim_of_award(self.award, more["number"])

    def perform(self, form: ClaimDecisionForm) -> str:
        form.instance.award = self.award
        acts.record_claim_decision(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("Claim {number}: decision saved.", number=self.record.number)


class RecordUnderspendDecisionPage(ServiceMoneyActionPage):
    """Record what the funder decided about an underspend."""

    title, button, form_class, runs_once = (
        "What the funder decided about the underspend",
        "Record decision",
        UnderspendDecisionForm,
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return make_new_record_form_kwargs(self.actor, UnderspendDecision(award=self.award))

    def perform(self, form: UnderspendDecisionForm) -> str:
        acts.record_underspend_decision(form.instance, by=self.actor)
        return "Decision of the funder recorded."


class PublishedSpendingContext(TypedDict):
    """What commissioning/published.html shows."""

    bodies: list[Body]
    files: tuple[tuple[str, str], ...]
    months: list[tuple[Body, datetime.date, str]]


@requires_permission(Permission.VIEW_PUBLISHED_SPENDING)
def published_spending_files(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The files that the order of 2011 asks for, of each body that the reader may open."""
    bodies = list_publishing_bodies(actor)
    nav = NAV if actor.may(Permission.VIEW_COMMISSIONING) else "published_spending"
    shown: PublishedSpendingContext = {
        "bodies": bodies,
        "files": FILES,
        "months": [
            (body, month, format_month(month))
            for body, month in list_bodies_with_months_of_published_spending(bodies)
        ][:60],
    }
    return render(
        request, "commissioning/published.html", {**get_layout_context(request, actor, nav), **shown}
    )


@requires_permission(Permission.VIEW_PUBLISHED_SPENDING)
def published_agreements_file(request: HttpRequest, actor: Actor, body_code: str, file: str) -> HttpResponse:
    """Grants, contracts or invitations of one body."""
    body = get_publishing_body(actor, body_code)
    if file not in MAKERS:
        raise Http404
    made = MAKERS[file](body)
    return make_csv_response(f"{body.code}-{file}.csv", made.heads, made.rows)


@requires_permission(Permission.VIEW_PUBLISHED_SPENDING)
def published_spending_month_file(
    request: HttpRequest, actor: Actor, body_code: str, month: str
) -> HttpResponse:
    """Spending of one body in one month."""
    body = get_publishing_body(actor, body_code)
    try:
        first = datetime.date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    made = make_published_spending_of_month_table(body, first)
    return make_csv_response(f"{body.code}-spending-{month}.csv", made.heads, made.rows)
