"""The log of signals, one signal, deciding on it, and its intervention."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from markupsafe import Markup

from handrail.directory.housing.queries.bodies import select_bodies_of_area_and_own
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.publication.months_and_quarters import format_month
from handrail.insight.signals import actions
from handrail.insight.signals.answers import SignalAnswer, SignalAnswerSource
from handrail.insight.signals.forms import SignalDecisionForm
from handrail.insight.signals.models import MonthScan, SignalDecision
from handrail.insight.signals.permissions import may_decide
from handrail.insight.signals.presenters import (
    SignalCluster,
    cluster_signals,
    draw_signal_history_line,
    list_signal_log_rows,
)
from handrail.insight.signals.queries import (
    SignalHistory,
    fetch_page_of_signal_clusters,
    get_newest_scan,
    get_signal_history,
    select_undecided_signals_of_group,
    select_visible_signals,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.forms import FollowUpForm
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.queries import list_area_codes_and_names
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.formatting import plural
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.record_display import VersionComparison, list_version_comparison_rows

NAV = "signals"
FILTERS: Mapping[str, str] = {"new": "New", "accepted": "Confirmed", "dismissed": "Dismissed", "all": "All"}


class SignalsPageContext(TypedDict):
    """What signals/signals.html shows. Without a scan nothing was scanned yet."""

    scan: MonthScan | None
    scanned: str
    tabs: list[tuple[str, str, bool]]
    state: str
    clusters: Sequence[SignalCluster]
    page: Page[Any]


class SignalPageContext(TypedDict):
    """What signals/signal.html shows."""

    found: SignalHistory
    chart: Markup
    figures: list[tuple[str, int]]
    answers: list[SignalAnswer]
    acts: list[tuple[str, str, str]]


@requires_permission(Permission.VIEW_OVERSIGHT)
def signals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Signals of the reader's own area and of the country, the newest month first."""
    state = request.GET.get("state", "new")
    state = state if state in FILTERS else "new"
    rows = select_visible_signals(actor)
    rows = rows if state == "all" else rows.filter(state=state)
    page, found = fetch_page_of_signal_clusters(rows, request.GET.get("page", ""))
    scan = get_newest_scan()
    shown: SignalsPageContext = {
        "scan": scan,
        "scanned": format_month(scan.month) if scan else "",
        "tabs": [
            (words, f"{reverse('signals')}?state={code}", code == state) for code, words in FILTERS.items()
        ],
        "state": FILTERS[state].lower(),
        "clusters": cluster_signals(list_signal_log_rows(found, dict(list_area_codes_and_names()))),
        "page": page,
    }
    return render(request, "signals/signals.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_OVERSIGHT)
def signal(
    request: HttpRequest, actor: Actor, signal_id: UUID, answers: Sequence[SignalAnswerSource] = ()
) -> HttpResponse:
    """One signal: its history in published figures, what was decided, what answers it, and its intervention."""
    found = get_signal_history(actor, signal_id)
    sources = () if found.signal.state == "new" else answers
    given = [each for source in sources for each in source(actor, found.signal)]
    shown: SignalPageContext = {
        "found": found,
        "chart": draw_signal_history_line(found),
        "figures": [(format_month(month), people) for month, people in reversed(found.figures)],
        "answers": given,
        "acts": _list_signal_acts(actor, found, bool(given)),
    }
    return render(request, "signals/signal.html", {**get_layout_context(request, actor, NAV), **shown})


def _list_signal_acts(actor: Actor, found: SignalHistory, is_answered: bool) -> list[tuple[str, str, str]]:
    """Words, address and look of each button: the main one is what comes next, and none is once it is answered."""
    row = found.signal
    own = row.area_code if row.area_code != COUNTRY else ""  # of the areas, only the own one is visible
    if not may_decide(actor, row.area_code, own):
        return []
    acts = [("Review change", reverse("decide_signal", args=[row.pk]), "")]
    if row.state == "accepted":
        if actor.may(Permission.RUN_CAMPAIGNS):
            acts.append(("Set up a campaign", reverse("add_campaign_for_signal", args=[row.pk]), ""))
        if not row.follow_up_id:
            acts.append(("Start a targeted intervention", reverse("start_intervention", args=[row.pk]), ""))
    is_open = row.state == "new" or (row.state == "accepted" and not (is_answered or row.follow_up_id))
    if is_open:
        words, href, _ = acts[0 if row.state == "new" else 1 if not row.is_rise else -1]
        acts.remove((words, href, ""))
        acts.insert(0, (words, href, "main"))
    return acts


class BaseSignalPage(ActionPage, abstract=True):
    """What is done about one signal."""

    permission, nav = Permission.WORK_ON_ACTIONS, NAV
    found: SignalHistory

    @property
    def back_url(self) -> str:
        return reverse("signal", args=[self.found.signal.pk])

    @property
    def lead(self) -> str:
        return self.found.words.sentence

    def load(self, signal_id: UUID) -> None:
        self.found = get_signal_history(self.actor, signal_id)
        self.record = self.found.signal


class RecordSignalDecisionPage(BaseSignalPage):
    """Accept or dismiss a signal."""

    title, button, form_class = "What is your decision?", "Save decision", SignalDecisionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = SignalDecision(signal=self.found.signal)
        return super().get_form_kwargs() | {
            "instance": instance,
            "undecided": select_undecided_signals_of_group(self.found.signal).count(),
            "initial": {"seen": self.found.signal.version},
        }

    def get_saved_values(self, form: SignalDecisionForm) -> dict[str, Any]:
        newest = next(iter(self.found.decisions), None)
        return {name: getattr(newest, name, "") for name in ("state", "reason", "words")}

    def get_versions(self, form: SignalDecisionForm) -> VersionComparison:
        newest = next(iter(self.found.decisions), None)
        who, at = (newest.by.name, newest.at) if newest else ("Someone", None)
        return VersionComparison(who, at, list_version_comparison_rows(form, self.get_saved_values(form)))

    def perform(self, form: SignalDecisionForm) -> str:
        given = form.cleaned_data
        others = actions.record_signal_decision(
            form.instance, covers_group=given.get("covers_group", False), seen=given["seen"], by=self.actor
        )
        if not others:
            return "Saved in the log."
        return msg(
            "Saved in the log, with {others} in its group.",
            others=plural(others, "other change", "other changes"),
        )


class StartInterventionPage(BaseSignalPage):
    """Start a targeted intervention on an accepted signal."""

    title, button, form_class, runs_once = "Start a targeted intervention", "Start it", FollowUpForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        owners = select_bodies_of_area_and_own(self.actor)
        return super().get_form_kwargs() | {"instance": FollowUp(), "owners": owners}

    def perform(self, form: FollowUpForm) -> str:
        actions.start_intervention_on_signal(self.found.signal.pk, form.instance, by=self.actor)
        return "Intervention started. The person responsible will be reminded and asked for results."
