"""Loading: once, through the actions, never into a database of real cases, and on from where it broke off."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from handrail.demo.demo_plan import make_demo_plan
from handrail.demo.errors import UnknownRoleError
from handrail.demo.loader import is_demo_loaded, load_demo
from handrail.demo.planned_bodies_and_users import SIGN_INS
from handrail.demo.signin import PASSWORD, get_current_totp_code
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.people.cases.offers.models import Referral
from handrail.people.conferences.models import Conference
from handrail.people.records.models import Case, Event, Person
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.audit.models import Record
from handrail.platform.kernel.case_references import format_case_reference
from support.demo_world import SmallDemo, small_demo  # noqa: F401

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SIZE = 12
BESIDE = 14  # the raid’s five, one met before, one whose form was sent back, seven of conferences and visits


def _quietly(line: str) -> None:
    """Nobody listens."""


def _load(size: int = SIZE) -> int:
    return load_demo(_quietly, size=size).cases


def test_every_case_of_the_plan_is_written(small_demo: SmallDemo) -> None:  # noqa: F811
    assert f"Cases: {SIZE} of {SIZE}" in small_demo.lines
    assert is_demo_loaded()
    plan = {
        case.number: case
        for case in make_demo_plan(timezone.localdate(), size=SIZE).cases
        if case.body == "lantern"
    }
    for number, planned in plan.items():
        case = Case.objects.get(reference=format_case_reference("LN", number))
        person = Person.objects.get(pk=case.pk)
        assert person.called.decrypt_for(UnrecordedKeyAccess(case.pk)) == planned.person.called
        assert case.age == planned.person.age


def test_a_load_that_was_broken_off_goes_on_and_leaves_no_half_case(small_demo: SmallDemo) -> None:  # noqa: F811
    written = small_demo.cases_halfway
    assert (written > 0, small_demo.was_loaded_halfway) == (True, False)
    assert (small_demo.people_halfway, small_demo.people_with_danger_checks_halfway) == (written, written)
    assert small_demo.written_afterwards == SIZE - written
    assert Case.objects.count() == SIZE + BESIDE


@pytest.mark.usefixtures("small_demo")
def test_a_second_load_writes_nothing() -> None:
    before = (Case.objects.count(), Event.objects.count(), Record.objects.count(), User.objects.count())
    assert _load() == 0
    assert (
        Case.objects.count(),
        Event.objects.count(),
        Record.objects.count(),
        User.objects.count(),
    ) == before


@pytest.mark.usefixtures("small_demo")
def test_each_thing_is_recorded_at_its_own_moment() -> None:
    now = timezone.now()
    told_afterwards = set(
        Conference.objects.values_list("case", flat=True)
    )  # at its own moment, when the case is there
    for case in Case.objects.all():
        written = list(Event.objects.filter(case=case).order_by("id").values_list("recorded_at", flat=True))
        assert written == sorted(written) or case.pk in told_afterwards
        assert case.opened_at <= written[0] <= now
    oldest = Record.objects.exclude(about=None).order_by("at").first()
    assert oldest is not None
    assert oldest.at < now - timedelta(days=300)


@pytest.mark.usefixtures("small_demo")
def test_the_clock_is_given_back() -> None:
    assert timezone.localdate() == date.today()  # noqa: DTZ011 - the machine's own day is what is compared


@pytest.mark.usefixtures("small_demo")
def test_every_role_has_a_password_and_a_code() -> None:
    assert all(
        get_current_totp_code(role).isdigit() and len(get_current_totp_code(role)) == 6 for role in SIGN_INS
    )
    for role, planned in SIGN_INS.items():
        user = User.objects.get(email=planned.email)
        assert (user.role, Authenticator.objects.filter(user=user).count()) == (role, 1)
    assert User.objects.get(email="ruth.adeyemi@example.org").check_password(PASSWORD)
    assert not User.objects.get(email="tom.brackley@example.org").has_usable_password()
    with pytest.raises(UnknownRoleError, match="Choose one of"):
        get_current_totp_code("president")


@pytest.mark.usefixtures("small_demo")
def test_a_secret_is_kept_sealed() -> None:
    kept = Authenticator.objects.filter(type=Authenticator.Type.TOTP).first()
    assert kept is not None
    assert not kept.data["secret"].isalnum()


@pytest.mark.usefixtures("small_demo")
def test_referrals_are_answered_asked_about_waiting_declined_and_unanswered() -> None:
    answers = sorted(Referral.objects.values_list("answer", flat=True))
    assert answers == ["accepted", "accepted", "asks_more", "declined", "none_yet", "none_yet", "waiting"]
    assert Referral.objects.get(outcome="helped").pro_bono_hours == 3
    unanswered = Referral.objects.filter(answer="none_yet").order_by("method")
    assert [*unanswered.values_list("method", "chased", "links__failed_tries")] == [
        ("letter", 1, None),
        ("link", 0, 2),
    ]


def test_a_service_that_is_missing_is_an_action_on_the_list(small_demo: SmallDemo) -> None:  # noqa: F811
    gap = ReviewedGap.objects.select_related("follow_up").get(gap="no_service")
    assert (gap.need, gap.phase) == ("drugs_alcohol", "outside")
    assert gap.follow_up.state == "open"
