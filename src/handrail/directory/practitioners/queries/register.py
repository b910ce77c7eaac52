"""Practitioners and posts that somebody may see, and what is about to lapse."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    Post,
    Practitioner,
    PractitionerLanguage,
    PractitionerSkill,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.ui.paging import fetch_page


class PractitionerFilter(NamedTuple):
    """What a list is limited to; empty values limit nothing. `state` is "left", or "" for everybody else."""

    text: str = ""
    area: str = ""
    role: str = ""
    side: str = ""
    language: str = ""
    skill: str = ""
    duty: str = ""
    state: str = ""
    own_body_id: int | None = None


def select_practitioners(actor: Actor, wanted: PractitionerFilter) -> QuerySet[Practitioner]:
    """Practitioners whom the actor may see and who are wanted, ready for a list."""
    rows = Practitioner.objects.visible_to(actor)
    rows = rows.filter(left_on__lt=today()) if wanted.state == "left" else rows.current()
    for name in ("role", "side"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.text:
        rows = rows.filter(name__icontains=wanted.text)
    if wanted.own_body_id is not None:
        rows = rows.filter(employer=wanted.own_body_id)
    if wanted.area:
        served = Practitioner.areas.through.objects.filter(area=wanted.area, practitioner=OuterRef("pk"))
        rows = rows.filter(Exists(served))
    found: QuerySet[Practitioner] = _filter_practitioners_by_related_rows(rows, wanted).for_list()
    return found


def _filter_practitioners_by_related_rows(rows: Any, wanted: PractitionerFilter) -> Any:
    mine = {"practitioner": OuterRef("pk")}
    if wanted.language:
        rows = rows.filter(Exists(PractitionerLanguage.objects.filter(language=wanted.language, **mine)))
    if wanted.skill:
        rows = rows.filter(Exists(PractitionerSkill.objects.filter(code=wanted.skill, **mine)))
    if wanted.duty:
        now = timezone.now()
        periods = AvailabilityPeriod.objects.filter(starts_at__lte=now, ends_at__gt=now, **mine)
        rows = rows.filter(Exists(periods.filter(kind=wanted.duty)))
        rows = rows.exclude(Exists(periods.filter(kind=AvailabilityKind.AWAY)))
    return rows


def get_practitioner(actor: Actor, practitioner_id: UUID) -> Practitioner:
    """One of them with all that a page shows. Raises NotVisible."""
    found = Practitioner.objects.visible_to(actor).for_page().filter(pk=practitioner_id).first()
    if found is None:
        raise NotVisible
    return found


def get_own_practitioner(actor: Actor, practitioner_id: UUID) -> Practitioner:
    """One of the actor's own body. Raises NotVisible."""
    found = get_practitioner(actor, practitioner_id)
    if found.employer_id != actor.body_id:
        raise NotVisible
    return found


def find_practitioner_of_user(actor: Actor) -> Practitioner | None:
    """The register's row of whoever is signed in, for the body that they act for."""
    return Practitioner.objects.for_list().filter(account=actor.user_id, employer=actor.body_id).first()


def list_rota_periods_ending_after_moment(
    practitioner_id: UUID, moment: datetime.datetime
) -> list[AvailabilityPeriod]:
    """The rota from a moment on, in its order."""
    rows = AvailabilityPeriod.objects.filter(practitioner=practitioner_id, ends_at__gt=moment)
    return list(rows.order_by("starts_at", "id"))


@acting_as_system(SystemActor.POSTS)
def get_page_of_practitioner_posts(actor: Actor, number: str) -> "Page[Post]":
    """One page of the posts of the actor's body and of those that its area shares, with areas and holders."""
    return fetch_page(Post.objects.visible_to(actor).for_page(), number)


@acting_as_system(SystemActor.POSTS)
def get_practitioner_post(actor: Actor, post_id: UUID) -> Post:
    """One post with areas and holders. Raises NotVisible."""
    found = Post.objects.visible_to(actor).for_page().filter(pk=post_id).first()
    if found is None:
        raise NotVisible
    return found


def get_own_post(actor: Actor, post_id: UUID) -> Post:
    """One that the actor's body employs. Raises NotVisible."""
    found = get_practitioner_post(actor, post_id)
    if found.employer_id != actor.body_id:
        raise NotVisible
    return found


class LapsingCertificate(NamedTuple):
    """Vetting or a training that ends soon or has ended."""

    practitioner_id: UUID
    name: str
    what: str
    valid_until: datetime.date
    is_vetting: bool


def list_lapsing_certificates(body_id: int, by_day: datetime.date) -> list[LapsingCertificate]:
    """What has ended or ends by a day, of everybody of the body who has not left; what ends first comes first."""
    people = Practitioner.objects.current().filter(employer=body_id)
    vetting = people.filter(vetted_until__lte=by_day).values_list(
        "pk", "name", "vetting_level", "vetted_until"
    )
    trainings = people.filter(trainings__is_newest=True, trainings__valid_until__lte=by_day).values_list(
        "pk", "name", "trainings__kind", "trainings__valid_until"
    )
    found = [
        LapsingCertificate(pk, name, what, valid_until, is_vetting)
        for rows, is_vetting in ((vetting, True), (trainings, False))
        for pk, name, what, valid_until in rows
        if valid_until
    ]
    return sorted(found, key=lambda row: (row.valid_until, row.name, row.what))


def select_accounts_without_practitioner(body_id: int, *, besides: UUID | None = None) -> QuerySet[User]:
    """Active accounts of a body that nobody on its register has; the one of `besides` too."""
    taken = Practitioner.objects.filter(account=OuterRef("pk"), employer=body_id)
    if besides:
        taken = taken.exclude(pk=besides)
    staff = User.objects.filter(users_working_for_q([body_id]), is_active=True)
    return staff.exclude(Exists(taken)).order_by("name")


def get_names_and_roles_on_register(body_id: int) -> set[tuple[str, str]]:
    """Name in small letters and role of everybody on the register of a body, to find who is there already."""
    rows = Practitioner.objects.filter(employer=body_id).values_list("name", "role")
    return {(name.lower(), role) for name, role in rows}
