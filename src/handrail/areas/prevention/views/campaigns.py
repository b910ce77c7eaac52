"""Campaigns: the list, one campaign, and what is done to it."""

from typing import Any, TypedDict, cast
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.prevention import presenters
from handrail.areas.prevention.actions import campaigns as acts
from handrail.areas.prevention.code_lists import list_sources_of_prevention_codes
from handrail.areas.prevention.forms import (
    CampaignActivityForm,
    CampaignForm,
    CampaignMaterialForm,
    CampaignPartnerForm,
    CampaignReachForm,
    EndCampaignForm,
)
from handrail.areas.prevention.funding_sources import get_funding_href
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPart,
    CampaignPartner,
    ReachCount,
)
from handrail.areas.prevention.presenters import NAV, PreventionStateTag
from handrail.areas.prevention.queries.campaigns import (
    fetch_campaign_page,
    get_campaign,
    get_campaign_held_by_own_body,
    get_campaign_part,
    list_heard_of_us_histories,
)
from handrail.areas.section_tabs import make_campaign_tabs
from handrail.insight.signals.queries import SignalHistory, describe_signal, get_signal_history
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.dated_codes import DatedCode
from handrail.platform.reference.queries import list_area_codes_and_names
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm

STATES = {"open": "Open", "ended": "Ended", "all": "All"}


class CampaignsPageContext(TypedDict):
    """What prevention/campaigns.html shows."""

    tabs: list[tuple[str, str, bool]]
    states: list[tuple[str, str, bool]]
    state: str
    rows: list[tuple[Campaign, PreventionStateTag]]
    page: Page[Any]
    may_run: bool


class CampaignPageContext(TypedDict):
    """What prevention/campaign.html shows."""

    campaign: Campaign
    tag: PreventionStateTag
    sectors: str
    languages: str
    funding_href: str
    signal: Any
    activities: list[presenters.CampaignActivityDisplay]
    unapproved: list[str]
    unheard: list[str]
    followed: list[presenters.HeardOfUsAnswerDisplayRow]
    cautions: list[str]
    sources: list[DatedCode]
    may_write: bool
    may_reopen: bool


@requires_permission(Permission.VIEW_PREVENTION)
def campaigns(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Campaigns of the reader's area."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    page = fetch_campaign_page(actor, state, request.GET.get("page", ""))
    shown: CampaignsPageContext = {
        "tabs": make_campaign_tabs(actor, "campaigns"),
        "states": [
            (words, f"{reverse('campaigns')}?state={code}", code == state) for code, words in STATES.items()
        ],
        "state": state,
        "rows": [(row, presenters.make_campaign_tag(row)) for row in page],
        "page": page,
        "may_run": actor.may(Permission.RUN_CAMPAIGNS),
    }
    return render(request, "prevention/campaigns.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_PREVENTION)
def campaign(request: HttpRequest, actor: Actor, campaign_id: UUID) -> HttpResponse:
    """One campaign: activities with their reach, organisations, materials, and what followed."""
    found = get_campaign(actor, campaign_id)
    activities = list(found.activities.all())
    histories = list_heard_of_us_histories(found)
    runs = actor.may(Permission.RUN_CAMPAIGNS) and found.body_id in get_own_and_taken_over_body_ids_of_actor(
        actor
    )
    shown: CampaignPageContext = {
        "campaign": found,
        "tag": presenters.make_campaign_tag(found),
        "sectors": presenters.join_distinct_codes_words([row.get_sector_display() for row in activities]),
        "languages": presenters.join_distinct_codes_words(
            [word for row in activities for word in row.language_words.split(", ")]
            + [row.get_language_display() for row in found.partners.all()]
        ),
        "funding_href": get_funding_href(found.funding_kind, found.funding_id)
        if actor.may(Permission.VIEW_MONEY)
        else "",
        "signal": describe_signal(found.signal, dict(list_area_codes_and_names())) if found.signal else None,
        "activities": [presenters.make_campaign_activity_display(row) for row in activities],
        "unapproved": presenters.list_unapproved_materials_while_activities_run(found),
        "unheard": [row.what for row in activities if not row.heard],
        "followed": [presenters.present_heard_of_us_history(row) for row in histories],
        "cautions": presenters.list_cautions_of_followed_answers(histories),
        "sources": list_sources_of_prevention_codes("sector", "stage", "language"),
        "may_write": runs and found.state == "open",
        "may_reopen": runs and found.state == "ended",
    }
    return render(request, "prevention/campaign.html", {**get_layout_context(request, actor, NAV), **shown})


class AddCampaignPage(ActionPage):
    """Set up a campaign."""

    permission, nav = Permission.RUN_CAMPAIGNS, NAV
    title, button, form_class, runs_once = "Set up a campaign", "Set up campaign", CampaignForm, True
    signal: SignalHistory | None = None

    @property
    def back_url(self) -> str:
        return reverse("campaigns")

    @property
    def lead(self) -> str:
        if self.signal is None:
            return ""
        words = self.signal.words
        return msg("It responds to “{title}”, {month}.", title=words.title, month=words.month)

    def load(self, signal_id: UUID | None = None) -> None:
        self.signal = get_signal_history(self.actor, signal_id) if signal_id else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Campaign()}

    def perform(self, form: CampaignForm) -> str:
        made = acts.set_up_campaign(
            form.instance,
            funded_by=form.cleaned_data.get("funded_by", ""),
            signal_id=self.signal.signal.pk if self.signal else None,
            by=self.actor,
        )
        self.success_url = reverse("campaign", args=[made.pk])
        return "The campaign is set up. Add its activities and organisations."


class CampaignActionPage(ActionPage, abstract=True):
    """What changes one campaign."""

    permission, nav = Permission.RUN_CAMPAIGNS, NAV
    campaign: Campaign
    part_model: type[CampaignPart]

    @property
    def back_url(self) -> str:
        return reverse("campaign", args=[self.campaign.pk])

    @property
    def lead(self) -> str:
        return str(self.campaign.title)

    def load(self, campaign_id: UUID, **more: Any) -> None:
        self.campaign = get_campaign_held_by_own_body(self.actor, campaign_id)
        if "number" in more:
            self.record = get_campaign_part(self.campaign, self.part_model, more["number"])


class ChangeCampaignPage(CampaignActionPage):
    """Change what a campaign is for, its days and its money."""

    title, form_class, lead = "Change the campaign", CampaignForm, ""

    def load(self, campaign_id: UUID, **more: Any) -> None:
        self.campaign = self.record = get_campaign_held_by_own_body(self.actor, campaign_id)

    def perform(self, form: CampaignForm) -> str:
        acts.change_campaign(
            form.instance,
            funded_by=form.cleaned_data.get("funded_by", ""),
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return "Campaign changed."


class EndCampaignPage(CampaignActionPage):
    """End a campaign and keep what was learned."""

    title, button, form_class = "End the campaign", "End campaign", EndCampaignForm

    def load(self, campaign_id: UUID, **more: Any) -> None:
        self.campaign = self.record = get_campaign_held_by_own_body(self.actor, campaign_id)

    def perform(self, form: EndCampaignForm) -> str:
        acts.end_campaign(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The campaign has ended. You can open it again."


class ReopenCampaignPage(CampaignActionPage):
    """Open an ended campaign again."""

    title, button, form_class = "Open the campaign again", "Open campaign again", ConfirmForm

    def perform(self, form: ConfirmForm) -> str:
        acts.reopen_campaign(self.campaign.pk, by=self.actor)
        return "The campaign is open."


class AddCampaignActivityPage(CampaignActionPage):
    """Add an activity."""

    title, button, form_class, runs_once = "Add an activity", "Add activity", CampaignActivityForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        new = CampaignActivity(
            campaign=self.campaign, starts_on=self.campaign.starts_on, ends_on=self.campaign.ends_on
        )
        return super().get_form_kwargs() | {"instance": new}

    def perform(self, form: CampaignActivityForm) -> str:
        acts.add_activity_partner_or_material_to_campaign(form.instance, by=self.actor)
        return "Activity added."


class ChangeCampaignActivityPage(CampaignActionPage):
    """Change an activity."""

    title, form_class, part_model = "Change the activity", CampaignActivityForm, CampaignActivity

    def perform(self, form: CampaignActivityForm) -> str:
        acts.change_campaign_activity_partner_or_material(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Activity changed."


class RecordCampaignReachPage(CampaignActionPage):
    """Record how far an activity reached."""

    title, button, form_class, part_model = (
        "Record reach",
        "Record reach",
        CampaignReachForm,
        CampaignActivity,
    )
    activity: CampaignActivity

    @property
    def lead(self) -> str:
        return "Each number is counted separately. Do not add them up."

    def load(self, campaign_id: UUID, **more: Any) -> None:
        super().load(campaign_id, **more)
        self.activity, self.record = cast(CampaignActivity, self.record), None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": ReachCount(activity=self.activity)}

    def perform(self, form: CampaignReachForm) -> str:
        acts.record_reach_of_campaign(form.instance, by=self.actor)
        return "Reach recorded."


class AddCampaignPartnerPage(CampaignActionPage):
    """Add a small organisation that is paid for its part."""

    title, button, form_class, runs_once = (
        "Add an organisation",
        "Add organisation",
        CampaignPartnerForm,
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": CampaignPartner(campaign=self.campaign)}

    def perform(self, form: CampaignPartnerForm) -> str:
        acts.add_activity_partner_or_material_to_campaign(form.instance, by=self.actor)
        return "Organisation added."


class ChangeCampaignPartnerPage(CampaignActionPage):
    """Change an organisation, or what it was paid."""

    title, form_class, part_model = "Change the organisation", CampaignPartnerForm, CampaignPartner

    def perform(self, form: CampaignPartnerForm) -> str:
        acts.change_campaign_activity_partner_or_material(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Organisation changed."


class AddCampaignMaterialPage(CampaignActionPage):
    """Add a material."""

    title, button, form_class, runs_once = "Add a material", "Add material", CampaignMaterialForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": CampaignMaterial(campaign=self.campaign)}

    def perform(self, form: CampaignMaterialForm) -> str:
        acts.add_activity_partner_or_material_to_campaign(form.instance, by=self.actor)
        return "Material added."


class ChangeCampaignMaterialPage(CampaignActionPage):
    """Change a material, or record its approval."""

    title, form_class, part_model = "Change or approve the material", CampaignMaterialForm, CampaignMaterial

    def perform(self, form: CampaignMaterialForm) -> str:
        acts.change_campaign_activity_partner_or_material(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Material changed."
