"""A name that is sealed is found, spelt as somebody heard it, by those whom the door lets see it and by nobody else."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from handrail.people.cases.consent.actions.consents import (
    ConsentAskingInput,
    ConsentToSharingInput,
    record_sharing_answer,
)
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.name_search.blind_keys import compute_stored_name_index_numbers
from handrail.people.cases.name_search.models import NameKey
from handrail.people.cases.name_search.queries import search_by_name
from handrail.people.cases.person import actions
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.vault import keys
from support.cast import tell

NAME = "Mirela Oprea-Stand"
pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def share(cast, told, kind):
    record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("harbour", [kind]),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )


def references(user, typed, born=None):
    return [row.reference for row in search_by_name(user.actor, typed, born).rows]


@pytest.mark.parametrize(
    "typed",
    [
        NAME,
        "oprea stand mirela",
        "Mirella Oprea Stand",
        "Mirela Opera-Stand",
        "MIRELA OPREA",
        "Мирела Опреа",
        "Mirela Oprea-Stant",
        "Mirelaoprea Stand",
        "Mirela",
        "Mirela O’prea",
    ],
)
def test_one_name_is_found_as_people_write_it(cast, told, typed):
    assert references(cast.worker, typed) == [told.reference]


@pytest.mark.parametrize(
    "typed", ["", "   ", "12 34", "!!!", "\0", "Jetmira Krasniqi", "مريم", "a" * 10_000, "M"]
)
def test_what_is_nobodys_name_finds_nobody(cast, told, typed):
    assert references(cast.worker, typed) == []


@pytest.mark.parametrize(
    "who", ["colleague", "partner", "outsider", "housing", "officer", "commissioner", "protector"]
)
def test_nobody_finds_a_name_that_is_not_open_to_them(cast, told, who):
    assert references(getattr(cast, who), NAME) == []


def test_a_partner_finds_a_name_that_was_shared_and_no_other(cast, told):
    share(cast, told, Kind.SAFETY)
    assert references(cast.partner, NAME) == []
    share(cast, told, Kind.IDENTITY)
    assert references(cast.partner, "Mirella Opria") == [told.reference]
    assert search_by_name(cast.partner.actor, NAME).rows[0].phase == ""  # the pathway was not shared


def test_a_birth_date_finds_a_name_that_was_written_very_differently(cast, told):
    assert references(cast.worker, "Marlena Hopria") == []
    assert references(cast.worker, "Mirka Oprescu", datetime.date(1998, 2, 3)) == [told.reference]
    assert references(cast.worker, "Mirka Oprescu", datetime.date(1998, 3, 2)) == [told.reference]


def test_the_most_alike_comes_first(cast, told):
    for name in ("Mirena Oprea", "Mirela Stan"):
        other = opening.open_case(by=cast.worker.actor)
        actions.update_some_person_answers(case_id=other.pk, texts={"full_name": name}, by=cast.worker.actor)
    assert references(cast.worker, "Mirela Oprea Stand")[0] == told.reference
    assert len(references(cast.worker, "Mirela Oprea Stand")) == 3


def test_a_name_that_was_changed_is_found_under_the_new_one_alone(cast, told):
    actions.update_some_person_answers(
        case_id=told.case_id, texts={"called": "Drita", "full_name": "Drita Hoxha"}, by=cast.worker.actor
    )
    assert references(cast.worker, NAME) == []
    assert references(cast.worker, "Hodja Drita") == [told.reference]


def test_saving_the_same_name_again_keeps_the_numbers(cast, told):
    before = set(NameKey.objects.values_list("pk", flat=True))
    actions.update_some_person_answers(case_id=told.case_id, texts={"called": "Mirela"}, by=cast.worker.actor)
    assert set(NameKey.objects.values_list("pk", flat=True)) == before


def test_the_same_name_in_two_bodies_has_no_number_in_common(cast, told):
    theirs = opening.open_case(by=cast.partner.actor)
    actions.update_some_person_answers(case_id=theirs.pk, texts={"full_name": NAME}, by=cast.partner.actor)
    ours = set(NameKey.objects.filter(case=told.case_id).values_list("key", flat=True))
    assert not ours & set(NameKey.objects.filter(case=theirs.pk).values_list("key", flat=True))


def test_a_name_of_ten_thousand_letters_keeps_few_numbers(db):
    assert len(compute_stored_name_index_numbers(1, ["Ab " * 3_000 + "x" * 10_000], None)) < 100


def test_finding_one_costs_as_many_queries_as_finding_twenty(cast, told, django_assert_max_num_queries):
    for _ in range(20):
        other = opening.open_case(by=cast.worker.actor)
        actions.update_some_person_answers(
            case_id=other.pk, texts={"full_name": "Mirela Oprea"}, by=cast.worker.actor
        )
    with django_assert_max_num_queries(6):
        assert len(search_by_name(cast.worker.actor, "Mirela Oprea").rows) == 21


def test_names_from_before_the_index_are_made_findable_by_the_command(cast, told, capsys):
    NameKey.objects.all().delete()
    assert references(cast.worker, NAME) == []
    call_command("index_names")
    assert references(cast.worker, NAME) == [told.reference]
    assert "Names of 1 people can be found." in capsys.readouterr().out


def test_whose_key_was_destroyed_is_found_by_nobody_and_the_command_drops_their_numbers(cast, told):
    keys.destroy_file_key(told.case_id)
    assert references(cast.worker, NAME) == []
    call_command("index_names")
    assert not NameKey.objects.filter(case=told.case_id).exists()


@pytest.mark.parametrize("reader", ["lead", "worker"])
def test_numbers_that_are_left_in_a_case_of_another_body_open_no_name(cast, told, reader):
    theirs = tell(cast.outsider.actor)
    NameKey.objects.filter(case=theirs.case_id).delete()
    left = [
        NameKey(case_id=theirs.case_id, key=key)
        for key in NameKey.objects.filter(case=told.case_id).values_list("key", flat=True)
    ]
    NameKey.objects.bulk_create(left)
    assert references(getattr(cast, reader), NAME) == [told.reference]
    assert search_by_name(getattr(cast, reader).actor, NAME).shown == (told.case_id,)
