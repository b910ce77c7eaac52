"""Writing down what the person agreed to, asked apart for each matter and never edited."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access import actions as door
from handrail.access.actor import Actor
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.casework.case.lookups import language, organisation
from handrail.casework.case.models import Case, Consent
from handrail.casework.case.permissions import enter
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.case.states import Capacity, ChannelKind, Circle, Matter, Said, Through
from handrail.casework.events.actions.events import Happening, Recorded, record_event
from handrail.casework.events.eighteen import said_as_child
from handrail.casework.events.recompute import date_of_birth, recompute
from handrail.kernel.refusals import NotNow
from handrail.reference.models import Body

NRM_EVENTS = {
    Said.YES: "nrm_consent_given",
    Said.NO: "nrm_consent_declined",
    Said.UNDECIDED: "nrm_undecided",
    Said.WITHDRAWN: "nrm_withdrawn",
}
NATIONAL_EVENTS = {
    Said.YES: "support_consent_given",
    Said.NO: "national_support_declined",
    Said.WITHDRAWN: "national_support_declined",
}
LOCAL_EVENTS = {Said.YES: "local_support_started", Said.WITHDRAWN: "local_support_ended"}


@dataclass(frozen=True, slots=True)
class Asked:
    """How an answer was asked for: the day; by whom, where it was not whoever writes it down; in which language, how
    and by whom it was interpreted, and whether the two know each other; who decided and why where the person could not;
    their own words."""

    on: datetime.date
    interpreter_tag: str = ""
    capacity: Capacity = Capacity.OWN
    words: str = ""
    circle: Circle = Circle.NOT_ASKED
    decided_by: str = ""
    decided_why: str = ""
    through: Through = Through.NOT_SAID
    interpreted_by: str = ""
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Which kinds of information another body may be given, until when; `adds` to an earlier yes, or in its place."""

    body_code: str
    kinds: Iterable[Kind]
    until: datetime.date | None = None
    adds: bool = False
    kept: tuple[Kind, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", tuple(Kind(kind) for kind in self.kinds))


@transaction.atomic
def record_nrm_answer(*, case_id: UUID, said: Said, asked: Asked, by: Actor) -> Recorded:
    """Whether the person wants to go into the NRM. Their local support does not depend on it."""
    case, _ = enter(case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT, Kind.PATHWAY)
    done = record_event(case_id=case.pk, happening=Happening(NRM_EVENTS[said], asked.on), by=by)
    _keep(case, Matter.NRM, said, asked, by, event_id=done.event_id)
    return done


@transaction.atomic
def record_local_support(*, case_id: UUID, said: Said, asked: Asked, by: Actor) -> Recorded | None:
    """Whether the person wants local support: what their name, safe contact and local offers here rest on."""
    case, _ = enter(case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT)
    done = None
    if said in LOCAL_EVENTS:
        done = record_event(case_id=case.pk, happening=Happening(LOCAL_EVENTS[said], asked.on), by=by)
    _keep(case, Matter.LOCAL_SUPPORT, said, asked, by, event_id=done.event_id if done else None)
    return done


@transaction.atomic
def record_national_support(*, case_id: UUID, said: Said, asked: Asked, by: Actor) -> Recorded | None:
    """Whether the person wants the national support contract's help: another question than the NRM."""
    case, _ = enter(case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT, Kind.PATHWAY)
    done = None
    if said in NATIONAL_EVENTS:
        done = record_event(case_id=case.pk, happening=Happening(NATIONAL_EVENTS[said], asked.on), by=by)
    _keep(case, Matter.NATIONAL_SUPPORT, said, asked, by, event_id=done.event_id if done else None)
    return done


@transaction.atomic
def record_channel_answer(
    *, case_id: UUID, channel: ChannelKind, said: Said, asked: Asked, by: Actor
) -> Consent:
    """Whether the person wants to be reached this way. A no counts against it, however safe it seemed."""
    case, _ = enter(case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT)
    return _keep(case, Matter.CHANNEL, said, asked, by, channel=ChannelKind(channel))


@transaction.atomic
def record_sharing_answer(
    *, case_id: UUID, said: Said, sharing: Sharing, asked: Asked, by: Actor
) -> Grant | None:
    """Whether another body may be given some kinds of information. A yes opens the door; a no shuts it."""
    case, sight = enter(case_id, by, Permission.SHARE, Kind.CONSENT)
    grant = None
    body = organisation(sharing.body_code)
    if not (said is Said.YES and sharing.adds):
        _end_consented(sight, body, by)
    if said is Said.YES:
        grant = door.share(
            sight=sight,
            body=body,
            kinds=sharing.kept,
            ground=Ground.CONSENT,
            because=f"Said yes on {asked.on:%-d %B %Y}",
            until=sharing.until,
            by=by,
        )
    _keep(case, Matter.SHARING, said, asked, by, sharing=sharing, grant=grant)
    return grant


@transaction.atomic
def share_on_other_ground(
    *, case_id: UUID, sharing: Sharing, ground: Ground, because: str, by: Actor
) -> Grant:
    """Share without consent, on a ground that is named and shown to everybody on the case."""
    _, sight = enter(case_id, by, Permission.SHARE)
    if ground is Ground.CONSENT:
        raise NotNow("Record the person's consent instead.")
    return door.share(
        sight=sight,
        body=organisation(sharing.body_code),
        kinds=sharing.kept,
        ground=ground,
        because=because,
        until=sharing.until,
        by=by,
    )


@transaction.atomic
def end_sharing(*, case_id: UUID, grant_id: int, because: str, by: Actor) -> None:
    """Close what was opened to a body or a colleague. Where it rested on consent, that consent is taken back."""
    case, sight = enter(case_id, by, Permission.SHARE, closed_too=True)
    grant = Grant.objects.select_related("to_body").filter(pk=grant_id, file=sight.file_id).first()
    if grant is None:
        raise NotNow("That sharing is not on this case.")
    if grant.to_user_id in (case.point_of_contact_id, case.stand_in_id) and grant.to_user_id is not None:
        raise NotNow("Name another point of contact or stand-in first.")
    door.end_grant(sight=sight, grant=grant, because=because, by=by)
    if grant.to_body is not None and grant.ground == Ground.CONSENT:
        sharing = Sharing(grant.to_body.code, [Kind(kind) for kind in grant.kinds])
        asked = Asked(on=timezone.localdate(), words=because)
        _keep(case, Matter.SHARING, Said.WITHDRAWN, asked, by, sharing=sharing, grant=grant)


def _end_consented(sight: Sight, body: Body, by: Actor) -> None:
    live = Grant.objects.filter(
        file=sight.file_id, to_body=body, ground=Ground.CONSENT.value, ended_at__isnull=True
    )
    for grant in live:
        door.end_grant(sight=sight, grant=grant, because="A later answer replaced it", by=by)


def _keep(
    case: Case,
    matter: Matter,
    said: Said,
    asked: Asked,
    by: Actor,
    *,
    event_id: UUID | None = None,
    sharing: Sharing | None = None,
    grant: Grant | None = None,
    channel: ChannelKind | None = None,
) -> Consent:
    _check(asked)
    kept = Consent(
        case=case,
        matter=matter,
        said=said,
        to_body=organisation(sharing.body_code) if sharing else None,
        kinds=[kind.value for kind in sharing.kept] if sharing else [],
        until=sharing.until if sharing else None,
        adds=sharing is not None and sharing.adds and said is Said.YES,
        channel=channel or "",
        of_child=_of_child(case, asked.on),
        asked_on=asked.on,
        asked_by_id=by.user_id,
        interpreter=language(asked.interpreter_tag),
        through=Through(asked.through),
        circle=_circle(asked),
        capacity=asked.capacity,
        event_id=event_id,
        grant=grant,
        recorded_at=timezone.now(),
    )
    decided = {"decided_by": asked.decided_by, "decided_why": asked.decided_why}
    theirs = decided if asked.capacity == Capacity.BEST_INTERESTS else {}
    seal(
        box_to_write(case.pk),
        kept,
        words=asked.words,
        interpreted_by=asked.interpreted_by,
        asker=asked.asked_by,
        **theirs,
    )
    kept.save()
    if Consent.objects.filter(case=case, of_child=True).exists():
        recompute(case)
    record(who=by.who, verb="recorded an answer", about=case.pk, why=f"{matter.label}: {said.label}")
    return kept


def _check(asked: Asked) -> None:
    if asked.on > timezone.localdate():
        raise NotNow("That day has not come yet.")
    decided = asked.decided_by.strip() and asked.decided_why.strip()
    if asked.capacity == Capacity.BEST_INTERESTS and not decided:
        raise NotNow("Say who decided in their best interests, and why.")

    _check_interpreted(asked)


def _check_interpreted(asked: Asked) -> None:
    interpreted = asked.interpreter_tag or asked.interpreted_by.strip()
    if asked.through == Through.SHARED and interpreted:
        raise NotNow("Either nobody interpreted, or somebody did: choose one.")
    if asked.through not in (Through.NOT_SAID, Through.SHARED) and not asked.interpreter_tag:
        raise NotNow("Choose the language that was interpreted.")


def _circle(asked: Asked) -> Circle:
    """A relative or a friend is of their circle, whatever else was said of it."""
    if asked.through == Through.RELATIVE:
        return Circle.YES
    return Circle(asked.circle) if asked.interpreter_tag else Circle.NOT_ASKED


def _of_child(case: Case, on: datetime.date) -> bool:
    return said_as_child(age=case.age, age_asked=case.age_asked, born=date_of_birth(case), on=on)
