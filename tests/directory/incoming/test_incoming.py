"""Lists that arrive: read row by row, each with what is wrong with it; nothing half added."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.directory.actions import add_imported_services, save_service_import
from handrail.directory.incoming import feed_pages, import_csv_reader, json_reader, open_referral_reader
from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.import_csv_reader import (
    COLUMNS,
    EXAMPLE,
    ServiceImportVocabulary,
    make_csv_template,
)
from handrail.directory.models import Service, ServiceContact, ServiceImport
from handrail.directory.queries.imports import find_service_import_report
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.oruk import fixture

NAMES = ServiceImportVocabulary(
    {"lincolnshire": "E23000020", "gwent": "W15000002"}, {"romanian": "ro", "polish": "pl"}
)
GOOD = {"provider": "Quayside Advice", "service": "Money clinic", "type": "Benefits and debt advice"}
GOOD |= {"phases": "before; after"}
FEED = {"kind": "benefits_advice", "phases": ["before"], "areas": [], "everywhere": True}


def a_file(*rows: dict[str, str], heads: tuple[str, ...] = COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, heads)
    writer.writeheader()
    writer.writerows({**dict.fromkeys(heads, ""), **row} for row in rows)
    return out.getvalue().encode()


def one(**cells: str):
    return import_csv_reader.read_import_rows(a_file({**GOOD, **cells}), NAMES)[0]


def test_the_template_is_itself_a_list_that_can_be_read():
    names = ServiceImportVocabulary({"lincolnshire": "E23000020", "humberside": "E23000012"}, NAMES.languages)
    (row,) = import_csv_reader.read_import_rows(make_csv_template().encode(), names)
    assert row.problems == ()
    assert (row.provider, row.name) == (EXAMPLE[0], EXAMPLE[2])
    assert row.draft.links.areas == ("E23000012", "E23000020")
    service = row.draft.service
    assert (service.min_age, service.public_funds, service.public) == (18, "not_needed", True)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"type": "Astrology"}, "“Astrology” is not a known type"),
        ({"service": ""}, "Enter a name"),
        ({"provider": ""}, "Enter who provides it."),
        ({"phases": "someday"}, "Enter when it can be offered:"),
        ({"areas": "Atlantis"}, "Not known: Atlantis"),
        ({"languages": "Klingon"}, "Not known: Klingon"),
        ({"youngest age": "eighteen"}, "Enter a whole number, up to"),
        ({"youngest age": "30", "oldest age": "20"}, "Check the ages"),
        ({"youngest age": "²"}, "Enter a whole number, up to"),
        ({"price": "12,50"}, "not a comma"),
        ({"price": "-3"}, "cannot be less than £0"),
        ({"price": "99999999"}, "The amount must be"),
        ({"price": "€5"}, "pounds sterling"),
        ({"pro bono": "maybe"}, "Enter yes or no."),
        ({"postcode": "nowhere"}, "Enter a full postcode"),
        ({"email": "at home"}, "Check the email"),
        ({"web page": "javascript:alert(1)"}, "Check the web page"),
        (
            {"safe house": "yes", "address": "4 Hidden Lane"},
            "Remove the address: a safe house’s address is shown only when a bed is held.",
        ),
        ({"type": "Safe house", "publish": "yes"}, "never published"),
        ({"hours": "x" * 121}, "120 characters or fewer."),
    ],
)
def test_each_row_says_what_is_wrong_with_it(cells, words):
    assert any(words in problem for problem in one(**cells).problems)


def test_what_is_left_empty_is_not_known():
    details = one().draft.service
    assert (details.ages, details.genders, details.public_funds, details.cost) == ("unknown",) * 4
    assert details.everywhere is True


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "must name the columns"),
        (b"a,b\n1,2\n", "Missing: provider"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"provider,service\0", "not text"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (a_file(), "no rows"),
        (a_file(GOOD, heads=(*COLUMNS, "zodiac")), "not known: zodiac"),
        (a_file(*[GOOD] * 2_001), "more than 2,000 rows"),
        (a_file() + b'"' + b"x" * 140_000, "cannot be read as CSV"),
    ],
)
def test_what_is_no_such_list_is_refused_whole_in_words(content, words):
    with pytest.raises(UnreadableListError, match=words):
        import_csv_reader.read_import_rows(content, NAMES)


def test_a_row_with_too_many_cells_says_so():
    content = a_file(GOOD).rstrip() + b",one,two\r\n"
    assert (
        "The row has more cells than headings."
        in import_csv_reader.read_import_rows(content, NAMES)[0].problems[0]
    )


@pytest.fixture
def keeper(cast):
    return cast.commissioner.actor


def keep(by, *rows):
    return save_service_import(
        by=by, rows=import_csv_reader.read_import_rows(a_file(*rows), NAMES), source="list.csv"
    )


@pytest.mark.django_db
def test_nothing_is_added_before_somebody_says_so_and_then_all_of_it(keeper):
    arrival = keep(keeper, GOOD, {**GOOD, "service": "Legal clinic"})
    assert Service.objects.count() == 0
    assert add_imported_services(by=keeper, import_id=arrival) == 2
    row = Service.objects.get(name="Money clinic")
    assert (row.provider.name, row.provider.kind, row.keeper_id) == (
        "Quayside Advice",
        "charity",
        keeper.body_id,
    )
    assert (row.source, row.state, row.public) == ("list.csv", "open", False)
    assert Record.objects.filter(verb="added a list of services").count() == 1


@pytest.mark.django_db
def test_a_list_is_added_once(keeper):
    arrival = keep(keeper, GOOD)
    add_imported_services(by=keeper, import_id=arrival)
    with pytest.raises(ActionNotPossibleError, match=r"That list has already been added."):
        add_imported_services(by=keeper, import_id=arrival)


@pytest.mark.django_db
def test_rows_with_a_problem_and_those_that_are_here_stay_out(keeper):
    add_imported_services(by=keeper, import_id=keep(keeper, GOOD))
    again = keep(
        keeper, GOOD, {**GOOD, "service": "New", "phases": "x"}, {**GOOD, "service": "Legal help desk"}
    )
    lines = {line.name: line.outcome for line in find_service_import_report(keeper, again).rows}
    assert lines == {"Money clinic": "here", "New": "out", "Legal help desk": "added"}
    assert add_imported_services(by=keeper, import_id=again) == 1


@pytest.mark.django_db
def test_what_looks_like_a_service_that_is_here_is_shown_and_added_only_when_told_to(keeper):
    add_imported_services(by=keeper, import_id=keep(keeper, GOOD))
    alike = {**GOOD, "service": "Clinic, money"}
    first = keep(keeper, alike)
    (line,) = find_service_import_report(keeper, first).rows
    assert (line.outcome, line.duplicate.words) == ("alike", "Quayside Advice: Money clinic")
    assert add_imported_services(by=keeper, import_id=first) == 0
    assert add_imported_services(by=keeper, import_id=keep(keeper, alike), all_the_same=[2]) == 1


@pytest.mark.django_db
def test_a_row_that_stands_twice_in_the_list_is_added_once(keeper):
    arrival = keep(keeper, GOOD, {**GOOD, "provider": "QUAYSIDE  advice"})
    assert [line.outcome for line in find_service_import_report(keeper, arrival).rows] == ["added", "here"]
    assert add_imported_services(by=keeper, import_id=arrival) == 1


@pytest.mark.django_db
def test_a_body_that_is_known_is_not_made_again(keeper):
    Body.objects.create(
        code="qs", name="Quayside advice", kind="charity", source="Test", confidence="confirmed"
    )
    add_imported_services(by=keeper, import_id=keep(keeper, GOOD))
    assert Service.objects.get().provider.code == "qs"


@pytest.mark.django_db
def test_where_one_row_fails_none_is_added(keeper, monkeypatch):
    arrival = keep(keeper, GOOD, {**GOOD, "service": "Legal clinic"})
    kept = ServiceImport.objects.get(pk=arrival)
    kept.rows[1]["said"]["languages"] = ["zz-gone"]  # gone from the lists since the report was read
    kept.save()
    with pytest.raises(ActionNotPossibleError, match="Not known: zz-gone"):
        add_imported_services(by=keeper, import_id=arrival)
    assert (Service.objects.count(), Body.objects.filter(name="Quayside Advice").count()) == (0, 0)
    assert ServiceImport.objects.get(pk=arrival).done_at is None


@pytest.mark.django_db
def test_a_single_workers_name_is_kept_apart(keeper):
    row = {**GOOD, "person to ask for": "Perpetua Zell", "their phone": "07700 900111"}
    add_imported_services(by=keeper, import_id=keep(keeper, row))
    assert ServiceContact.objects.get().name == "Perpetua Zell"


@pytest.mark.django_db
def test_another_organisation_reads_neither_the_report_nor_adds_the_list(cast, keeper):
    arrival = keep(keeper, GOOD)
    assert find_service_import_report(cast.lead.actor, arrival) is None
    with pytest.raises(ActionNotPossibleError, match=r"That is not one of your organisation’s lists."):
        add_imported_services(by=cast.lead.actor, import_id=arrival)


@pytest.mark.django_db
def test_the_statements_of_a_report_do_not_grow_with_its_rows(keeper):
    def statements(arrival) -> int:
        with CaptureQueriesContext(connection) as caught:
            find_service_import_report(keeper, arrival)
        return len(caught)

    few = keep(keeper, GOOD)
    many = keep(keeper, *[{**GOOD, "service": f"Clinic {number}"} for number in range(200)])
    assert statements(few) == statements(many) == 2


# --- feeds


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "The feed is not readable JSON."),
        (b"\xff\xff", "The feed is not readable JSON."),
        (b'{"a": NaN}', "The feed is not readable JSON."),
        (b"[" * 1_000 + b"]" * 1_000, "nested more than 40 levels deep"),
        (b'{"a":' * 100_000, "nested more than 40 levels deep"),
        (b" " * 4_000_001, "larger than 4 MB"),
    ],
)
def test_json_from_a_stranger_is_measured_before_it_is_read(content, words):
    with pytest.raises(UnreadableListError, match=words):
        json_reader.parse_limited_json(content)


def test_brackets_within_words_are_no_depth():
    assert json_reader.parse_limited_json(json.dumps({"a": "[" * 500 + '\\"' + "{" * 500}).encode())


@pytest.mark.parametrize(("name", "services"), [("service_list", 1), ("service_full", 1)])
def test_the_standards_own_fixtures_are_read(name, services):
    found = open_referral_reader.make_import_rows(
        feed_pages.get_services_of_page(fixture("Default", name)), default=FEED
    )
    assert len(found) == services
    assert (found[0].provider, found[0].name) == ("Example Organization Inc.", "Community Counselling")
    service = found[0].draft.service
    assert (service.min_age, service.max_age, found[0].problems) == (12, 100, ())


def test_the_standards_failing_fixtures_are_told_row_by_row():
    found = open_referral_reader.make_import_rows(
        feed_pages.get_services_of_page(fixture("Fail", "service_list")), default=FEED
    )
    assert len(found) == 4
    assert any(row.problems for row in found)
    assert all(problem.endswith(".") for row in found for problem in row.problems)


@pytest.mark.parametrize(
    "service",
    [
        None,
        7,
        "x",
        [],
        {},
        {"name": 5},
        {"name": "A", "organization": "B"},
        {"name": "A", "minimum_age": "x"},
    ],
)
def test_an_entry_that_is_no_service_is_a_row_with_a_problem(service):
    (row,) = open_referral_reader.make_import_rows([service], default=FEED)
    assert row.problems


def test_half_a_character_in_a_feed_is_left_out():
    services = json_reader.parse_limited_json(
        b'[{"name": "Clinic\\ud800", "organization": {"name": "Quay\\udfffside"}}]'
    )
    (row,) = open_referral_reader.make_import_rows(feed_pages.get_services_of_page(services), default=FEED)
    assert (row.name, row.provider, row.problems) == ("Clinic", "Quayside", ())


def test_version_one_feeds_are_read():
    old = {"content": [{"id": "7", "name": "Drop-in", "organization": {"name": "Old Mill"}}], "totalPages": 1}
    (row,) = open_referral_reader.make_import_rows(feed_pages.get_services_of_page(old), default=FEED)
    assert (row.provider, row.name, row.source_id, row.problems) == ("Old Mill", "Drop-in", "7", ())


def test_what_holds_no_services_is_refused():
    with pytest.raises(UnreadableListError, match="No services found"):
        feed_pages.get_services_of_page({"message": "hello"})
