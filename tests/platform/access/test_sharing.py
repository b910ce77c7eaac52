"""Opening a file to others: on a ground, until a day, no more than one sees oneself, and always written down."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from handrail.platform.access import actions, policy
from handrail.platform.access.actions import create_account, end_grant, grant_colleague_access
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.access.models import File, Grant
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import AccessPath, Role
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body

TODAY = datetime.date(2026, 11, 24)
NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _on_a_fixed_day(own_worlds):
    with time_machine.travel(NOON, tick=False):
        yield


def case_access(user, told, on=TODAY):
    owner = File.objects.get(pk=told.case_id).owner_id
    return policy.get_access_to_file(user.actor, CaseFileIdAndOwner(told.case_id, owner), on)


def share(cast, told, **changed):
    asked = {
        "case_access": case_access(cast.worker, told),
        "body": cast.partner.body,
        "kinds": [Kind.IDENTITY],
        "ground": GrantGround.CONSENT,
        "because": "",
        "until": None,
        "by": cast.worker.actor,
    }
    return actions.share_file_with_body(**asked | changed)


def immigration_enforcement():
    return Body.objects.filter(kind="immigration_enforcement").first()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kinds": []}, "at least one kind"),
        ({"kinds": [Kind.LOOKS]}, "at least one kind"),
        ({"ground": GrantGround.WORK}, "Choose the lawful basis"),
        ({"ground": GrantGround.LIFE, "because": "   "}, "Enter the evidence for this lawful basis"),
        ({"ground": GrantGround.LIFE, "because": "x" * 301}, "300 characters"),
        ({"until": TODAY - datetime.timedelta(days=1)}, "cannot be in the past"),
    ],
)
def test_sharing_without_what_it_needs_is_refused(cast, told, changed, said):
    with pytest.raises(ActionNotPossibleError, match=said):
        share(cast, told, **changed)
    assert not Grant.objects.filter(to_body__isnull=False).exists()


def test_the_holding_body_is_no_partner(cast, told):
    with pytest.raises(ActionNotPossibleError, match=r"That organisation already holds the case."):
        share(cast, told, body=cast.worker.body)


@pytest.mark.parametrize("ground", [GrantGround.LIFE, GrantGround.CHILD])
def test_immigration_enforcement_needs_consent_or_a_named_duty(cast, told, ground):
    with pytest.raises(
        ActionNotPossibleError,
        match=r"You can share with immigration enforcement only with consent or a named legal duty.",
    ):
        share(cast, told, body=immigration_enforcement(), ground=ground, because="For safety")


@pytest.mark.parametrize(
    ("ground", "because"), [(GrantGround.CONSENT, ""), (GrantGround.DUTY, "A court's order")]
)
def test_with_consent_or_a_named_duty_immigration_enforcement_may_be_told(cast, told, ground, because):
    assert share(cast, told, body=immigration_enforcement(), ground=ground, because=because).pk


def test_a_duty_without_its_name_is_none(cast, told):
    with pytest.raises(ActionNotPossibleError, match="Enter the evidence for this lawful basis"):
        share(cast, told, body=immigration_enforcement(), ground=GrantGround.DUTY)


def test_nobody_shares_what_they_cannot_see(cast, told):
    narrow = CaseAccess(
        cast.worker.actor, told.case_id, cast.worker.body_id, frozenset({Kind.IDENTITY}), (AccessPath.NAMED,)
    )
    with pytest.raises(ActionNotPossibleError, match=r"You can only share what you can see yourself."):
        share(cast, told, case_access=narrow, kinds=[Kind.IDENTITY, Kind.SAFETY])


def test_a_partner_cannot_pass_on_what_was_shared_with_them(cast, told):
    share(cast, told)
    with pytest.raises(Denied, match="shared with your organisation to see"):
        share(
            cast,
            told,
            case_access=case_access(cast.partner, told),
            by=cast.partner.actor,
            body=cast.outsider.body,
        )


def test_it_is_open_through_its_last_day_and_shut_on_the_next(cast, told):
    until = TODAY + datetime.timedelta(days=3)
    share(cast, told, until=until)
    assert case_access(cast.partner, told, until).kinds == {Kind.IDENTITY}
    with pytest.raises(NotVisible):
        case_access(cast.partner, told, until + datetime.timedelta(days=1))


def test_ended_is_shut_at_once_and_stays_on_record(cast, told):
    grant = share(cast, told)
    end_grant(case_access=case_access(cast.worker, told), grant=grant, because="Moved", by=cast.worker.actor)
    with pytest.raises(NotVisible):
        case_access(cast.partner, told)
    assert Grant.objects.get(pk=grant.pk).ended_by == cast.worker


def test_a_list_by_one_access_path_and_one_kind_holds_what_that_path_opens_of_it(cast, told):
    share(cast, told)

    def rows(way, kind=None):
        condition = policy.visible_files_by_access_path_q(cast.partner.actor, way, TODAY, kind)
        return list(File.objects.filter(condition).values_list("pk", flat=True))

    assert rows(AccessPath.SHARED) == rows(AccessPath.SHARED, Kind.IDENTITY) == [told.case_id]
    assert rows(AccessPath.SHARED, Kind.SAFETY) == rows(AccessPath.NAMED, Kind.IDENTITY) == []


def test_two_grants_open_the_sum_of_their_kinds(cast, told):
    share(cast, told, kinds=[Kind.IDENTITY])
    share(cast, told, kinds=[Kind.SAFETY], ground=GrantGround.LIFE, because="Threats this morning")
    assert case_access(cast.partner, told).kinds == {Kind.IDENTITY, Kind.SAFETY}


def test_a_grant_of_another_case_cannot_be_ended_here(cast, told):
    other = actions.create_case_file(by=cast.outsider.actor)
    grant = Grant.objects.get(file=other)
    with pytest.raises(ActionNotPossibleError, match="another case"):
        end_grant(case_access=case_access(cast.worker, told), grant=grant, because="", by=cast.worker.actor)


def test_a_colleague_who_is_named_sees_everything(cast, told):
    grant_colleague_access(
        case_access=case_access(cast.worker, told),
        colleague=cast.colleague,
        because="Stand-in",
        by=cast.worker.actor,
    )
    assert case_access(cast.colleague, told).kinds == ALL_KINDS


def test_nobody_of_another_body_is_named(cast, told):
    with pytest.raises(ActionNotPossibleError, match="Share it instead"):
        grant_colleague_access(
            case_access=case_access(cast.worker, told),
            colleague=cast.partner,
            because="Friend",
            by=cast.worker.actor,
        )


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.DATA_PROTECTION, Role.BOARD, Role.COLLATOR])
def test_nobody_whose_role_sees_no_records_is_named(cast, told, role):
    other = create_account(
        email="other@example.org", name="Other", body=cast.worker.body, role=role, password=None
    )
    with pytest.raises(ActionNotPossibleError, match="does not see people's records"):
        grant_colleague_access(
            case_access=case_access(cast.worker, told), colleague=other, because="x", by=cast.worker.actor
        )


def test_naming_somebody_twice_leaves_one_grant(cast, told):
    for _ in range(2):
        grant_colleague_access(
            case_access=case_access(cast.worker, told),
            colleague=cast.colleague,
            because="x",
            by=cast.worker.actor,
        )
    assert Grant.objects.filter(file=told.case_id, to_user=cast.colleague).count() == 1


def test_sharing_is_in_the_trail_with_its_kinds_and_ground(cast, told):
    share(cast, told, kinds=[Kind.SAFETY, Kind.IDENTITY])
    last = Record.objects.filter(about=told.case_id).order_by("-id").first()
    assert (last.verb, last.shown, last.why) == (
        "shared with Harbour",
        ["identity", "safety"],
        "The person agreed",
    )


@pytest.mark.django_db(transaction=True)
def test_where_the_trail_cannot_be_written_nothing_is_shared(cast, told):
    with pytest.raises(DatabaseError), transaction.atomic(), _no_trail():
        share(cast, told)
    assert not Grant.objects.filter(to_body=cast.partner.body).exists()


class _no_trail:  # noqa: N801
    """The trail's table is away: the statement that would write to it fails, as on a full disk."""

    def __enter__(self):
        self.wrapper = connection.execute_wrapper(_refuse)
        self.wrapper.__enter__()

    def __exit__(self, *error):
        return self.wrapper.__exit__(*error)


def _refuse(execute, sql, params, many, context):
    if sql.startswith('INSERT INTO "audit_record"'):
        raise DatabaseError("no room left")
    return execute(sql, params, many, context)


def test_an_address_is_kept_in_small_letters(cast):
    user = create_account(
        email="Loud@Example.org", name="Loud", body=cast.worker.body, role=Role.NAVIGATOR, password=None
    )
    assert user.email == "loud@example.org"
    assert not user.has_usable_password()
    assert timezone.now() == NOON
