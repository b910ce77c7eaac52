"""No text about a person is readable in either database, and a destroyed key leaves pages that show nothing."""

import pytest
from django.apps import apps
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.actions.daily_recomputation import recompute_cases_due_to_change
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.offers.actions import offers, referrals
from handrail.people.cases.offers.actions.referral_answers import ReferralAnswerDetails
from handrail.people.cases.offers.actions.referrals import ReferralInput
from handrail.people.cases.offers.text_choices import ReferralAnswer, ReferralOutcome
from handrail.people.cases.person import actions
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import keys
from handrail.platform.vault.fields import SealedField
from support.full_case import IN_THE_REPORT, PLANTED, full  # noqa: F401
from support.offers_pages import add, share
from support.trail import lift_guard

OF_THE_REFERRAL = (
    "sleeps on the laundry floor",
    "we know her from Tuesdays",
    "papers came from the embassy",
    "Ines from the front desk",
)
EVERY_WORD = [word for words in PLANTED.values() for word in words] + [*IN_THE_REPORT, *OF_THE_REFERRAL]


@pytest.fixture
def referred(full, cast):  # noqa: F811
    """The same case, referred to another body, which answered and told what came of it."""
    told, answered, came, phoned = OF_THE_REFERRAL
    share(full.told, cast, Kind.IDENTITY)
    row = referrals.create_referral(
        case_id=full.told.case_id,
        service_id=add(cast, "Settlement clinic"),
        told=ReferralInput((Kind.IDENTITY,), told),
        on=timezone.localdate(),
        by=cast.worker.actor,
    )
    here = {"referral_id": row.pk, "by": cast.partner.actor}
    row = referrals.answer_referral(
        answer=ReferralAnswer.ACCEPTED,
        words=answered,
        seen_version=row.version,
        referral_id=row.pk,
        by=cast.worker.actor,
        details=ReferralAnswerDetails(given_by=phoned),
    )
    referrals.record_referral_outcome(
        outcome=ReferralOutcome.HELPED,
        words=came,
        pro_bono=False,
        hours=None,
        seen_version=row.version,
        **here,
    )
    return full


def everything_in(alias):
    """Every row of every table, as bytes and text, as somebody with a stolen copy would read it."""
    with lift_guard(alias) as connection, connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, row


def text_of(row):
    return " ".join(
        bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell) for cell in row
    )


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_no_planted_word_is_in_a_table(referred, alias):
    found = {
        (table, word) for table, row in everything_in(alias) for word in EVERY_WORD if word in text_of(row)
    }
    assert found == set()


def test_every_sealed_column_was_written_to(referred):
    """Else the test above proves nothing of that column."""
    empty = [
        f"{model.__name__}.{column.name}"
        for label in ("records", "cases")
        for model in apps.get_app_config(label).get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, SealedField)
        and not model.objects.filter(**{f"{column.name}__isnull": False}).exists()
    ]
    assert empty == []


def test_the_same_word_is_sealed_differently_each_time(cast, told):
    seals = []
    for _ in range(2):
        actions.update_some_person_answers(
            case_id=told.case_id, texts={"called": "Mirela"}, by=cast.worker.actor
        )
        seals.append(Case.objects.select_related("person").get(pk=told.case_id).person.called.sealed())
    assert seals[0] != seals[1]


PAGES = [
    "case",
    "case_map",
    "case_looks",
    "opened",
    "record",
    "share",
    "contacts",
    "who",
    "safety_plan",
    "danger",
]


def test_with_the_key_destroyed_every_page_works_and_shows_nothing(full, cast, signed_in):  # noqa: F811
    keys.destroy_file_key(full.told.case_id)
    client = signed_in(cast.worker)
    paths = [reverse(page, args=[full.told.reference]) for page in PAGES]
    for path in [
        *paths,
        reverse("cases"),
        reverse("my_day"),
        reverse("notify_report", args=[full.told.reference]),
    ]:
        response = client.get(path)
        assert response.status_code == 200, path
        assert [word for word in EVERY_WORD if word in response.content.decode()] == [], path


def test_with_the_key_destroyed_nothing_can_be_written_and_the_page_says_why(full, cast, signed_in):  # noqa: F811
    keys.destroy_file_key(full.told.case_id)
    page = signed_in(cast.worker).post(
        reverse("danger", args=[full.told.reference]), {"answer": "hurt", "note": "x"}, follow=True
    )
    assert page.status_code == 200
    assert "This case was erased" in page.content.decode()
    with pytest.raises(ActionNotPossibleError, match="This case was erased"):
        offers.record_need(
            case_id=full.told.case_id,
            kind="place",
            words="",
            on=Case.objects.get(pk=full.told.case_id).opened_at.date(),
            by=cast.worker.actor,
        )


def test_with_the_key_destroyed_the_calendar_goes_on(full, cast):  # noqa: F811
    keys.destroy_file_key(full.told.case_id)
    Case.objects.filter(pk=full.told.case_id).update(changes_on="2026-01-01")
    assert recompute_cases_due_to_change() == 1
    assert (
        get_case_detail(
            get_case_open_to_actor_by_reference(cast.worker.actor, full.told.reference).case_access
        ).title
        == full.told.reference
    )
    assert connections["keys"].alias == "keys"
