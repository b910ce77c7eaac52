"""What administrators and reviewers meet in the demo: invitations, a second role, the yearly review, an emergency."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.emergencies.actions import open_case_in_emergency, review_emergency_access
from handrail.people.emergencies.models import EmergencyAccess
from handrail.people.emergencies.text_choices import EmergencyReason, EmergencyReviewOutcome
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.access_decisions import confirm_access_in_review
from handrail.platform.administration.actions.invitations import (
    accept_invitation_as_signed_in,
    invite_user_to_role_at_organisation,
)
from handrail.platform.administration.models import Invitation
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

MORNING: Final = time(9, 40)
KEPT: Final = (
    ("ruth.adeyemi", 40),
    ("gareth.pell", 410),
    ("isla.renshaw", 200),
    ("tom.brackley", 390),
    ("bea.lindqvist", 30),
)
"""Whose access was confirmed, and how many days ago: two are overdue."""


def load_invitations_reviews_and_emergencies(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if Invitation.objects.exists():
        return
    with transaction.atomic():
        _load_access_reviews_and_invitations(cast, today)
    if not EmergencyAccess.objects.exists():
        _load_emergency_access(cast, today)


def _load_access_reviews_and_invitations(cast: DemoLookups, today: date) -> None:
    """Lantern's administrator confirms some, invites two, and Severn Light's navigator helps out at Lantern."""
    ada = cast.actors["ada.winslow"]
    users = {user.email: user for user in User.objects.filter(body=ada.body_id)}
    for key, days in KEPT:
        with _use_simulated_morning_days_before(today, days):
            confirm_access_in_review(user_id=users[f"{key}@example.org"].pk, by=ada)
    with _use_simulated_morning_days_before(today, 21):
        _invite_to_own_body("thea.vance@example.org", "Thea Vance", Role.SUPPORT_WORKER, ada)
    with _use_simulated_morning_days_before(today, 2):
        _invite_to_own_body("joel.hartwell@example.org", "Joel Hartwell", Role.NAVIGATOR, ada)
    with _use_simulated_morning_days_before(today, 60):
        row = _invite_to_own_body("hettie.moss@example.org", "Hettie Moss", Role.NAVIGATOR, ada)
        accept_invitation_as_signed_in(invitation=row, by=cast.actors["hettie.moss"])


def _invite_to_own_body(email: str, name: str, role: Role, by: Actor) -> Invitation:
    lantern = Body.objects.get(pk=by.body_id)
    return invite_user_to_role_at_organisation(email=email, name=name, body=lantern, role=role, by=by)


def _load_emergency_access(cast: DemoLookups, today: date) -> None:
    """Two cases of Lantern: one opening was reviewed, and one waits."""
    lantern = Case.objects.filter(owner__code="lantern", closed_at__isnull=True).order_by("reference")
    found = list(lantern[:2])
    told = (
        (
            12,
            "megan.aldous",
            EmergencyReason.NO_COVER,
            "She rang our line at night and asked for her own worker.",
        ),
        (
            1,
            "dan.okoro",
            EmergencyReason.DANGER,
            "He rang from a station. Somebody who held him was on the platform.",
        ),
    )
    for case, (days, key, reason, words) in zip(found, told, strict=False):
        with use_simulated_clock(make_london_time(today - timedelta(days=days), time(22, 10))):
            open_case_in_emergency(reference=case.reference, reason=reason, words=words, by=cast.actors[key])
    first = EmergencyAccess.objects.order_by("opened_at").first()
    if first is not None:
        with _use_simulated_morning_days_before(today, 11):
            review_emergency_access(
                case_id=first.case_id,
                emergency_id=first.pk,
                outcome=EmergencyReviewOutcome.JUSTIFIED,
                words="Her worker was away, and nobody had told the night line who stands in.",
                by=cast.actors["bea.lindqvist"],
            )


@contextmanager
def _use_simulated_morning_days_before(today: date, days: int) -> Iterator[None]:
    with use_simulated_clock(make_london_time(today - timedelta(days=days), MORNING)):
        yield
