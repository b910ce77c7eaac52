"""Threats: the daily log, scores, capacity of teams, prosecutions and outcomes."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.prevention.actions import threats as acts
from handrail.areas.prevention.code_lists import list_sources_of_prevention_codes
from handrail.areas.prevention.models import (
    OutcomeFigure,
    ScoredThreat,
    ScoringTable,
    TeamMonth,
    ThreatItem,
    ThreatReview,
    ThreatScore,
)
from handrail.areas.prevention.presenters import PreventionStateTag
from handrail.areas.prevention.queries import threats as queries
from handrail.areas.prevention.threat_and_plan_forms import (
    ScoredThreatForm,
    SuspectOrProsecutionFigureForm,
    TeamCapacityOfMonthForm,
    ThreatItemForm,
    ThreatReviewForm,
    ThreatScoreForm,
    ThreatScoringTableForm,
)
from handrail.areas.prevention.threat_presenters import (
    NAV,
    TeamCapacityHistory,
    find_source_of_all_figures,
    list_team_capacity_histories,
    make_threat_review_due_tag,
    make_threat_tabs,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.dated_codes import DatedCode
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.navigation import get_layout_context

STATES = {"open": "Open", "closed": "Closed", "all": "All"}


class ThreatsPageContext(TypedDict):
    """What prevention/threats.html shows."""

    tabs: list[tuple[str, str, bool]]
    states: list[tuple[str, str, bool]]
    rows: list[tuple[ThreatItem, PreventionStateTag]]
    page: Page[Any]
    may_keep: bool


class ThreatPageContext(TypedDict):
    """What prevention/threat.html shows."""

    item: ThreatItem
    tag: PreventionStateTag
    sources: list[DatedCode]
    may_write: bool


class ScoresPageContext(TypedDict):
    """What prevention/scores.html shows."""

    tabs: list[tuple[str, str, bool]]
    table_in_force: ScoringTable | None
    rows: list[ScoredThreat]
    may_keep: bool


class TeamsPageContext(TypedDict):
    """What prevention/teams.html shows."""

    tabs: list[tuple[str, str, bool]]
    teams: list[TeamCapacityHistory]
    may_keep: bool


class ProsecutionsPageContext(TypedDict):
    """What prevention/outcomes.html shows."""

    tabs: list[tuple[str, str, bool]]
    published: queries.PublishedPoliceAndCourtFigures
    figures_href: str
    others: list[OutcomeFigure]
    shared_source: tuple[str, str] | None
    sources: list[DatedCode]
    may_keep: bool


@requires_permission(Permission.VIEW_PREVENTION)
def threats(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The daily log of the area."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    page = queries.fetch_threat_page(actor, state, request.GET.get("page", ""))
    shown: ThreatsPageContext = {
        "tabs": make_threat_tabs(actor, "threats"),
        "states": [
            (words, f"{reverse('threats')}?state={code}", code == state) for code, words in STATES.items()
        ],
        "rows": [(row, make_threat_review_due_tag(row)) for row in page],
        "page": page,
        "may_keep": actor.may(Permission.KEEP_THREATS),
    }
    return render(request, "prevention/threats.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PREVENTION)
def threat_item(request: HttpRequest, actor: Actor, item_id: UUID) -> HttpResponse:
    """One item with its six parts and its reviews."""
    found = queries.get_threat_log_item_with_reviews(actor, item_id)
    keeps = actor.may(Permission.KEEP_THREATS) and found.body_id in get_own_and_taken_over_body_ids_of_actor(
        actor
    )
    shown: ThreatPageContext = {
        "item": found,
        "tag": make_threat_review_due_tag(found),
        "sources": list_sources_of_prevention_codes("thrive", "decision"),
        "may_write": keeps and found.state == "open",
    }
    return render(request, "prevention/threat.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PREVENTION)
def threat_scores(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Scored threats: parts beside their total, by the version of the table they were scored with."""
    shown: ScoresPageContext = {
        "tabs": make_threat_tabs(actor, "threat_scores"),
        "table_in_force": queries.find_scoring_table_in_force(actor),
        "rows": queries.list_scored_threats(actor),
        "may_keep": actor.may(Permission.KEEP_THREATS),
    }
    return render(request, "prevention/scores.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PREVENTION)
def team_capacity(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Teams over the months: posts, filled, on duty, cases for each filled post."""
    shown: TeamsPageContext = {
        "tabs": make_threat_tabs(actor, "team_capacity"),
        "teams": list_team_capacity_histories(queries.list_monthly_team_capacities(actor)),
        "may_keep": actor.may(Permission.KEEP_THREATS),
    }
    return render(request, "prevention/teams.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PREVENTION)
def police_and_court_outcomes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Published measures of police and courts, and figures of others with their source."""
    others = queries.list_suspect_and_prosecution_figures(actor)
    shown: ProsecutionsPageContext = {
        "tabs": make_threat_tabs(actor, "prosecutions"),
        "published": queries.get_published_police_and_court_figures(actor),
        "figures_href": f"{reverse('area_justice_figures')}?part=crimes"
        if actor.may(Permission.VIEW_OVERSIGHT)
        else "",
        "others": others,
        "shared_source": find_source_of_all_figures(others),
        "sources": list_sources_of_prevention_codes("outcome"),
        "may_keep": actor.may(Permission.KEEP_THREATS),
    }
    return render(request, "prevention/outcomes.html", {**get_layout_context(request, actor, NAV), **shown})


class LogThreatPage(ActionPage):
    """Add an item to the daily log."""

    permission, nav = Permission.KEEP_THREATS, NAV
    title, button, form_class, runs_once = "Add to the threat log", "Add to the log", ThreatItemForm, True

    @property
    def back_url(self) -> str:
        return reverse("threats")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": ThreatItem(raised_on=get_today())}

    def perform(self, form: ThreatItemForm) -> str:
        made = acts.log_threat(form.instance, by=self.actor)
        self.success_url = reverse("threat_item", args=[made.pk])
        return "Added to the log."


class ThreatActionPage(ActionPage, abstract=True):
    """What changes one item of the log."""

    permission, nav = Permission.KEEP_THREATS, NAV
    record: ThreatItem

    @property
    def back_url(self) -> str:
        return reverse("threat_item", args=[self.record.pk])

    def load(self, item_id: UUID) -> None:
        self.record = queries.get_threat_log_item_with_reviews(self.actor, item_id)


class ChangeThreatPage(ThreatActionPage):
    """Change an item."""

    title, form_class = "Change the threat", ThreatItemForm

    def perform(self, form: ThreatItemForm) -> str:
        acts.change_threat(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Item changed."


class ReviewThreatPage(ThreatActionPage):
    """Review an item."""

    title, button, form_class = "Review the threat", "Save review", ThreatReviewForm

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = ThreatReview(item=self.record, decision=self.record.decision)
        return {"actor": self.actor, "instance": instance, "initial": {"seen": self.record.version}}

    def perform(self, form: ThreatReviewForm) -> str:
        acts.review_threat(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Review saved." if form.instance.next_on else "Review saved. The item is closed."


class NewScoringOrFigureRecordPage(ActionPage, abstract=True):
    """What adds a table, a threat to be scored, a month of a team, or a figure of others."""

    permission, nav, runs_once = Permission.KEEP_THREATS, NAV, True
    place: str
    make: Any

    @property
    def back_url(self) -> str:
        return reverse(self.place)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.make()}


class AddThreatScoringTablePage(NewScoringOrFigureRecordPage):
    """A new version of the local scale."""

    title, button, form_class = "Add a scoring table", "Add table", ThreatScoringTableForm
    lead = "Earlier scores keep the table they were given by."
    place, make = "threat_scores", ScoringTable

    def perform(self, form: ThreatScoringTableForm) -> str:
        acts.add_threat_scoring_table(form.instance, by=self.actor)
        return "Table added."


class AddScoredThreatPage(NewScoringOrFigureRecordPage):
    """A threat that will be scored."""

    title, button, form_class = "Add a threat to score", "Add threat", ScoredThreatForm
    place, make = "threat_scores", ScoredThreat

    def perform(self, form: ScoredThreatForm) -> str:
        acts.add_scored_threat(form.instance, by=self.actor)
        return "Threat added. Score it now."


class AddTeamCapacityOfMonthPage(NewScoringOrFigureRecordPage):
    """The capacity of a team in a month."""

    title, button, form_class = "Record a month of a team", "Record month", TeamCapacityOfMonthForm
    place, make = "team_capacity", TeamMonth

    def perform(self, form: TeamCapacityOfMonthForm) -> str:
        acts.record_team_capacity_of_month(form.instance, by=self.actor)
        return "Month recorded."


class AddSuspectOrProsecutionFigurePage(NewScoringOrFigureRecordPage):
    """A number of others, with its source."""

    title, button, form_class = "Record a figure of others", "Record figure", SuspectOrProsecutionFigureForm
    lead = "It is shown with its source, and never added to Handrail’s figures."
    place, make = "prosecutions", OutcomeFigure

    def perform(self, form: SuspectOrProsecutionFigureForm) -> str:
        acts.record_suspect_or_prosecution_figure(form.instance, by=self.actor)
        return "Figure recorded."


class ScoreThreatPage(ActionPage):
    """Score a threat by the table in force."""

    permission, nav = Permission.KEEP_THREATS, NAV
    button, form_class, runs_once = "Save score", ThreatScoreForm, True

    @property
    def title(self) -> str:
        return msg("Score: {threat}", threat=self.threat.title)

    @property
    def lead(self) -> str:
        return msg("By “{table}”, each criterion 0 to {most}.", table=self.table.name, most=self.table.most)

    @property
    def back_url(self) -> str:
        return reverse("threat_scores")

    def load(self, threat_id: UUID) -> None:
        self.threat = queries.get_scored_threat(self.actor, threat_id)
        table = queries.find_scoring_table_in_force(self.actor)
        if table is None:
            raise ActionNotPossibleError("No scoring table is in force. Add one first.")
        self.table = table

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = ThreatScore(threat=self.threat, table=self.table)
        return super().get_form_kwargs() | {"instance": instance, "table": self.table}

    def perform(self, form: ThreatScoreForm) -> str:
        acts.score_threat(form.instance, points=form.get_points(), by=self.actor)
        return "Score saved. Earlier scores stay."
