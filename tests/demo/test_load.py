"""Loading: once, through the actions, never into a database of real cases, and on from where it broke off."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from handrail.access.models import Grant, User
from handrail.audit.models import Record
from handrail.casework.actions.opening import open_case
from handrail.casework.models import Case, Event, Person
from handrail.casework.sealing import boxes, read
from handrail.demo import load as loading
from handrail.demo.bodies import SIGN_INS
from handrail.demo.clock import set_clock
from handrail.demo.heroes import heroes
from handrail.demo.load import load, present, set_the_scene, write_one
from handrail.demo.plan import make
from handrail.demo.refusals import NoSuchRole, NotTheDemo
from handrail.demo.signin import PASSWORD, code
from handrail.reference.models import Body
from handrail.reference.queries import is_invented

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SIZE = 12


def _quietly(line: str) -> None:
    """Nobody listens."""


def _load(size: int = SIZE) -> int:
    return load(_quietly, size=size)


def _heroes() -> date:
    """The cases drawn by hand, and nobody else's. Returns today."""
    now = timezone.now()
    cast = set_the_scene(make(timezone.localdate(), size=1))
    with set_clock(now) as clock:
        for case in sorted(heroes(timezone.localdate()), key=lambda case: case.number):
            write_one(case, cast, clock, now)
    return timezone.localdate()


def test_every_case_of_the_plan_is_written() -> None:
    said: list[str] = []
    assert load(said.append, size=SIZE) == SIZE
    assert f"Cases: {SIZE} of {SIZE}" in said
    assert present()
    plan = {
        case.number: case for case in make(timezone.localdate(), size=SIZE).cases if case.body == "lantern"
    }
    for case in Case.objects.filter(owner__code="lantern"):
        planned = plan[int(case.reference.removeprefix("LN-"))]
        person = Person.objects.get(pk=case.pk)
        assert read(boxes([case.pk])[case.pk], person, "called") == planned.person.called
        assert case.age == planned.person.age


def test_a_second_load_writes_nothing() -> None:
    _load()
    before = (Case.objects.count(), Event.objects.count(), Record.objects.count(), User.objects.count())
    assert _load() == 0
    assert (
        Case.objects.count(),
        Event.objects.count(),
        Record.objects.count(),
        User.objects.count(),
    ) == before


def test_a_load_that_was_broken_off_goes_on_and_leaves_no_half_case(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    def breaks(*args: object) -> None:
        if len(done) == 5:
            raise KeyboardInterrupt
        done.append(args)
        write_one(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "write_one", breaks)
    with pytest.raises(KeyboardInterrupt):
        _load()
    assert (Case.objects.count(), present()) == (5, False)
    monkeypatch.undo()
    assert _load() == SIZE - 5
    assert (Case.objects.count(), present()) == (SIZE, True)


def test_a_database_that_holds_real_cases_is_left_alone() -> None:
    body = Body.objects.get(code="lincolnshire-police")
    officer = User.objects.create(email="someone@example.org", name="Someone", body=body, role="officer")
    open_case(by=officer.actor)
    with pytest.raises(NotTheDemo, match="leaves it alone"):
        _load()
    assert (Case.objects.count(), User.objects.count()) == (1, 1)
    with pytest.raises(NotTheDemo):
        code("officer")


def test_a_database_with_people_and_no_case_yet_is_left_alone_too() -> None:
    body = Body.objects.get(code="lincolnshire-police")
    User.objects.create(email="someone@example.org", name="Someone", body=body, role="officer")
    with pytest.raises(NotTheDemo):
        _load()
    assert not is_invented()


def test_each_thing_is_recorded_at_its_own_moment() -> None:
    _load()
    now = timezone.now()
    for case in Case.objects.all():
        written = list(Event.objects.filter(case=case).order_by("id").values_list("recorded_at", flat=True))
        assert written == sorted(written)
        assert case.opened_at <= written[0] <= now
    oldest = Record.objects.exclude(about=None).order_by("at").first()
    assert oldest is not None
    assert oldest.at < now - timedelta(days=300)


def test_the_clock_is_given_back() -> None:
    _load()
    assert timezone.localdate() == date.today()  # noqa: DTZ011 - the machine's own day is what is compared


def test_every_role_has_a_password_and_a_code() -> None:
    _load(1)
    assert all(code(role).isdigit() and len(code(role)) == 6 for role in SIGN_INS)
    for role, planned in SIGN_INS.items():
        user = User.objects.get(email=planned.email)
        assert (user.role, Authenticator.objects.filter(user=user).count()) == (role, 1)
    assert User.objects.get(email="ruth.adeyemi@example.org").check_password(PASSWORD)
    assert not User.objects.get(email="tom.brackley@example.org").has_usable_password()
    with pytest.raises(NoSuchRole, match="Choose one of"):
        code("president")


def test_a_secret_is_kept_sealed() -> None:
    _load(1)
    kept = Authenticator.objects.filter(type=Authenticator.Type.TOTP).first()
    assert kept is not None
    assert not kept.data["secret"].isalnum()


def test_what_was_agreed_opens_the_door_and_no_more() -> None:
    today = _heroes()
    mirela = Case.objects.get(reference="LN-0417")
    grants = Grant.objects.live(today).filter(file_id=mirela.pk, to_body__isnull=False)
    assert [(grant.to_body.code, grant.kinds) for grant in grants if grant.to_body] == [
        ("lincolnshire-police", ["contact", "pathway"])
    ]
    assert mirela.point_of_contact.name == "Ruth Adeyemi"


def test_the_navigators_cases_stand_where_they_were_drawn() -> None:
    _heroes()
    stood = dict(
        Case.objects.filter(point_of_contact__email="ruth.adeyemi@example.org").values_list(
            "reference", "phase"
        )
    )
    drawn = {
        "LN-0417": "during",
        "LN-0398": "before",
        "LN-0352": "after",
        "LN-0211": "during",
        "LN-0405": "during",
        "LN-0340": "after",
        "LN-0400": "outside",
    }
    assert {reference: stood[reference] for reference in drawn} == drawn
