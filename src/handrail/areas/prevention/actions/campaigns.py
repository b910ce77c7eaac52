"""Setting up, funding and following campaigns."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from handrail.areas.prevention.funding_sources import list_funding_choices
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPart,
    CampaignPartner,
    LanguagesPart,
    ReachCount,
)
from handrail.areas.prevention.permissions import lock_and_authorise_prevention_record
from handrail.insight.signals.queries import select_visible_signals
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError

MOST_PARTS = 200
ENDED = "This campaign has ended. Open it again first."


@transaction.atomic
def set_up_campaign(
    campaign: Campaign, *, funded_by: str = "", signal_id: UUID | None = None, by: Actor
) -> Campaign:
    """Set up a campaign, also in answer to an accepted signal of the area.

    Args:
        campaign: as it is to be saved.
        funded_by: “kind:id” of a fund or bid that is known, or "" where its name says it.
        signal_id: of the signal that it answers.
        by: who sets it up.

    Raises:
        Denied: by role.
        ActionNotPossibleError: the signal is not accepted, or a fund is not the body's.
        ValidationError: by field.
    """
    require_permission(by, Permission.RUN_CAMPAIGNS)
    campaign.body_id = by.body_id
    if signal_id:
        signal = select_visible_signals(by).filter(pk=signal_id, state="accepted").first()
        if signal is None:
            raise ActionNotPossibleError("A campaign responds to a confirmed change. Confirm it first.")
        campaign.signal = signal
    _set_campaign_funding(campaign, funded_by, by)
    campaign.save_by(by)
    write_audit_record(who=by.who, verb="set up a campaign", about=campaign.pk)
    return campaign


@transaction.atomic
def change_campaign(campaign: Campaign, *, funded_by: str = "", seen: int, by: Actor) -> None:
    """Change what a campaign is for, when it runs and what pays for it.

    Args:
        campaign: as it is to be saved.
        funded_by: “kind:id” of a fund or bid that is known, or "" where its name says it.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it has ended, or an activity would lie outside its days.
        ValidationError: by field.
    """
    saved = _lock_open_campaign(campaign.pk, by)
    saved.raise_if_seen_version_stale(seen)
    outside = saved.activities.filter(starts_on__lt=campaign.starts_on) | saved.activities.filter(
        ends_on__gt=campaign.ends_on
    )
    if outside.exists():
        raise ActionNotPossibleError("An activity is outside those dates. Change its dates first.")
    _set_campaign_funding(campaign, funded_by, by)
    campaign.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a campaign", about=campaign.pk)


@transaction.atomic
def end_campaign(campaign: Campaign, *, seen: int, by: Actor) -> None:
    """End a campaign and keep what was learned.

    Args:
        campaign: with its lessons.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it has ended.
        ValidationError: nothing was learned.
    """
    _lock_open_campaign(campaign.pk, by)
    if not campaign.lessons:
        raise ValidationError({"lessons": "Enter what was learned"})
    campaign.state = "ended"
    campaign.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="ended a campaign", about=campaign.pk)


@transaction.atomic
def reopen_campaign(campaign_id: UUID, *, by: Actor) -> None:
    """Open an ended campaign again; what was learned stays."""
    campaign = lock_and_authorise_prevention_record(
        Campaign, campaign_id, Permission.RUN_CAMPAIGNS, by, "campaign"
    )
    if campaign.state == "open":
        raise ActionNotPossibleError("This campaign is open.")
    campaign.state = "open"
    campaign.save_by(by)
    write_audit_record(who=by.who, verb="opened a campaign again", about=campaign.pk)


@transaction.atomic
def add_activity_partner_or_material_to_campaign[Part: CampaignPart](part: Part, *, by: Actor) -> Part:
    """Add an activity, an organisation or a material to its campaign, under the next number.

    Args:
        part: of an open campaign of the actor's body.
        by: who adds it.

    Raises:
        Denied, RecordNotVisibleError: the campaign is not the actor's to work on.
        ActionNotPossibleError: the campaign has ended, or holds too much.
        ValidationError: by field.
    """
    campaign = _lock_open_campaign(_get_campaign_id_of_part(part), by)
    number = type(part)._default_manager.filter(campaign=campaign).count() + 1
    if number > MOST_PARTS:
        raise ActionNotPossibleError("A campaign holds at most 200 of these.")
    part.number = number
    _validate_campaign_part(part, campaign)
    part.save_by(by)
    write_audit_record(who=by.who, verb=_ADDED[type(part)], about=campaign.pk, why=str(number))
    return part


@transaction.atomic
def change_campaign_activity_partner_or_material(part: CampaignPart, *, seen: int, by: Actor) -> None:
    """Change an activity, an organisation with what it was paid, or a material with its approval.

    Args:
        part: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: the campaign is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: the campaign has ended.
        ValidationError: by field.
    """
    campaign = _lock_open_campaign(_get_campaign_id_of_part(part), by)
    _validate_campaign_part(part, campaign)
    part.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb=_CHANGED[type(part)], about=campaign.pk, why=str(part.number))


@transaction.atomic
def record_reach_of_campaign(count: ReachCount, *, by: Actor) -> ReachCount:
    """Record how far an activity reached on one rung. Earlier counts stay beside it.

    Args:
        count: of an activity of an open campaign.
        by: who records it.

    Raises:
        Denied, RecordNotVisibleError: the campaign is not the actor's to work on.
        ActionNotPossibleError: the campaign has ended.
        ValidationError: by field.
    """
    campaign = _lock_open_campaign(count.activity.campaign_id, by)
    if count.counted_on and count.counted_on < count.activity.starts_on:
        raise ValidationError({"counted_on": "The day must be on or after the first day of the activity"})
    count.save_by(by)
    write_audit_record(
        who=by.who, verb="recorded the reach of an activity", about=campaign.pk, why=count.rung
    )
    return count


_ADDED: dict[type, str] = {
    CampaignActivity: "added an activity to a campaign",
    CampaignPartner: "added an organisation to a campaign",
    CampaignMaterial: "added a material to a campaign",
}
_CHANGED: dict[type, str] = {
    CampaignActivity: "changed an activity of a campaign",
    CampaignPartner: "changed an organisation of a campaign",
    CampaignMaterial: "changed a material of a campaign",
}


def _lock_open_campaign(campaign_id: UUID, by: Actor) -> Campaign:
    campaign = lock_and_authorise_prevention_record(
        Campaign, campaign_id, Permission.RUN_CAMPAIGNS, by, "campaign"
    )
    if campaign.state != "open":
        raise ActionNotPossibleError(ENDED)
    return campaign


def _get_campaign_id_of_part(part: CampaignPart) -> UUID:
    found: UUID | None = getattr(part, "campaign_id", None)
    if found is None:
        raise RecordNotVisibleError("campaign")
    return found


def _validate_campaign_part(part: CampaignPart, campaign: Campaign) -> None:
    if isinstance(part, LanguagesPart) and not part.languages:
        raise ValidationError({"language_codes": "Choose at least one language"})
    if isinstance(part, CampaignActivity) and part.starts_on and part.ends_on:
        part.validate_within_campaign(campaign)


def _set_campaign_funding(campaign: Campaign, funded_by: str, by: Actor) -> None:
    """The name is kept as it was that day; a fund of another body is none."""
    if not funded_by:
        campaign.funding_kind = campaign.funding_id = ""
        return
    names = dict(list_funding_choices(by))
    if funded_by not in names:
        raise ActionNotPossibleError("Choose a fund or bid of your organisation.")
    campaign.funding_kind, _, campaign.funding_id = funded_by.partition(":")
    campaign.funding = names[funded_by]
