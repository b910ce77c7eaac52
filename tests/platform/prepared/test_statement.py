"""A prepared query gives what the same query gives when Django writes it anew, and Django writes it once."""

import datetime

import pytest
from django.db.models import F, Q
from django.utils import timezone

from handrail.people.records.models import Case, Person
from handrail.platform.access.models import File, Grant
from handrail.platform.audit.models import Record
from handrail.platform.prepared import given, many, statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(cast, told):
    """The cases that the fixture of the door opens: at least one, with its person, grants and records."""
    return [*Case.objects.order_by("pk")]


@statement
def _files():
    rows = File.objects.filter(
        pk__in=many("files"), owner__name=given("owner"), opened_at__lte=given("until")
    )
    return rows.order_by("pk").values_list("pk", "owner_id", "owner__name", "opened_at")


def test_numbers_moments_and_joined_names_come_back_as_django_gives_them(cast, cases):
    numbers, until = [case.pk for case in cases], max(case.opened_at for case in cases)
    owner = cases[0].owner.name
    plainly = File.objects.filter(pk__in=numbers, owner__name=owner, opened_at__lte=until).order_by("pk")
    rows = _files().rows(files=numbers, owner=owner, until=until)
    assert rows
    assert rows == [*plainly.values_list("pk", "owner_id", "owner__name", "opened_at")]
    earlier = min(case.opened_at for case in cases) - datetime.timedelta(days=1)
    assert _files().rows(files=numbers, owner=owner, until=earlier) == []
    assert _files().rows(files=numbers, owner="Nobody at all", until=until) == []


def test_lists_may_be_longer_shorter_or_empty_each_time(cases):
    number = cases[0].pk
    more = {"owner": cases[0].owner.name, "until": cases[0].opened_at}
    assert [row[0] for row in _files().rows(files=[number], **more)] == [number]
    assert [row[0] for row in _files().rows(files=[number] * 3, **more)] == [number]
    assert _files().rows(files=[], **more) == []
    assert _files().column(files={number}, **more) == [number]


@statement
def _grants(*, newest_first: bool):
    live = Q(until__isnull=True) | Q(until__gte=given("today"))
    rows = Grant.objects.filter(live, to_user=given("user"), since__lte=given("today"))
    return rows.order_by("-pk" if newest_first else "pk").values_list("pk", "kinds", "since", "until")[:5]


def test_forms_are_kept_apart_and_lists_in_a_column_are_opened(cast, cases):
    wanted = {"user": cast.worker.pk, "today": timezone.localdate()}
    first, last = _grants(newest_first=False).rows(**wanted), _grants(newest_first=True).rows(**wanted)
    assert first
    assert sorted(first) == sorted(last)
    assert isinstance(first[0][1], list)
    assert isinstance(first[0][2], datetime.date)
    assert first[0][3] is None


@statement
def _named():
    rows = Case.objects.select_related("owner", "point_of_contact__body", "stand_in").annotate(
        known=F("person__called")
    )
    return rows.filter(pk__in=many("cases")).order_by("pk")


def test_models_come_with_their_relations_and_need_no_further_statement(cases, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = _named().models(cases=[case.pk for case in cases])
        assert found == cases
        assert [case.owner.name for case in found] == ["Lantern"] * len(cases)
        assert found[0].point_of_contact.body.code == "lantern"
        assert found[0].stand_in is None
    people = {row.pk: row.called for row in Person.objects.all()}
    assert [case.known for case in found] == [people[case.pk] for case in cases]
    assert _named().model(cases=[]) is None


@statement
def _sealed():
    return Person.objects.filter(pk=given("case"), called__isnull=False).values_list("called")


def test_sealed_columns_come_as_bytes(cases):
    assert all(isinstance(row[0], bytes) for case in cases for row in _sealed().rows(case=case.pk))


@statement
def _never(*, wanted: tuple):
    return Case.objects.filter(pk__in=wanted, reference=given("reference")).values_list("pk")


def test_what_can_fit_no_row_asks_nothing(cases, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert _never(wanted=()).rows(reference="X") == []


def test_django_writes_it_once(cases, django_assert_num_queries):
    written = []

    @statement
    def counted():
        written.append(1)
        return Record.objects.filter(verb=given("verb")).values_list("id")

    with django_assert_num_queries(3):
        for verb in ("opened a case", "looked at: case", 'it’s 100% "%s"'):
            counted().rows(verb=verb)
    assert written == [1]


@statement
def _of_one_day(day: object):
    return Grant.objects.filter(since=day).values_list("pk")


@statement
def _of_one_case(number: object):
    return Person.objects.filter(pk=number).values_list("pk")


@statement
def _of_one_body(number: object):
    return Case.objects.filter(owner=number).values_list("pk")


def test_a_day_or_a_number_of_the_first_time_is_not_kept(cases):
    with pytest.raises(ValueError, match="given"):
        _of_one_day(timezone.localdate()).rows()
    with pytest.raises(ValueError, match="given"):
        _of_one_case(cases[0].pk).rows()
    with pytest.raises(ValueError, match="given"):
        _of_one_body(1_204).rows()
    assert _of_one_body(given("body")).rows(body=cases[0].owner_id) == [(cases[0].pk,)]


def test_a_count_is_made_by_the_engine_and_stops_at_the_limit_of_the_query(cases, django_assert_num_queries):
    number, more = cases[0].pk, {"owner": cases[0].owner.name, "until": cases[0].opened_at}
    with django_assert_num_queries(1):
        assert _files().count(files=[number], **more) == 1
    assert _files().count(files=[], **more) == 0
    assert _first_two().count(none="") == min(2, File.objects.count())


@statement
def _first_two():
    return File.objects.exclude(owner__name=given("none")).values_list("pk")[:2]
