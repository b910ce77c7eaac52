"""From invented cases to published figures: near independent counts, kept as drawn, the same everywhere."""

import csv
import io
import json
from collections import Counter
from datetime import date

import jsonschema
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from handrail.demo.volume_loader import load_sampled_cases
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.engines import count_stored_facts
from handrail.insight.publication.actions.monthly_draw import draw_month, draw_months_until
from handrail.insight.publication.audit import attack_published_text
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.queries import list_published_quarters
from handrail.people.cases.offers.models import Circumstances
from handrail.people.records.models import Case, Consent, Event, Need, Offer
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.query_counts import count
from support.row_security import as_owner
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = date(2026, 11, 24)
CASES = 120


@shared_world
def published(cast) -> list[str]:
    """A hundred and twenty invented cases, and the months that had ended."""
    load_sampled_cases(CASES, say=lambda line: None, today=TODAY)
    return draw_months_until(TODAY, first_months=4)


def _months_of(rows):
    return Counter(month for _, month in {(case, f"{on:%Y-%m}") for case, on in rows})


def _first_days(rows):
    first = {}
    for case, on in rows:
        first[case] = min(on, first.get(case, on))
    return first.items()


def _independent_counts():
    """People by month, by queries that share no line with the exporter."""
    standing = Event.objects.exclude(
        pk__in=Event.objects.filter(supersedes__isnull=False).values("supersedes")
    )

    def events(code):
        return list(standing.filter(event=code).values_list("case_id", "at"))

    referred = events("nrm_referred")
    first_referral = dict(_first_days(referred))
    no = Consent.objects.filter(matter="nrm", said="no").values_list("case_id", "asked_on")
    identified = dict(_first_days(events("identified")))
    opened = {pk: identified.get(pk, at.date()) for pk, at in Case.objects.values_list("pk", "opened_at")}
    penniless = set(Circumstances.objects.filter(public_funds="no").values_list("pk", flat=True))
    return {
        "referred": _months_of(referred),
        "returned": _months_of((case, on) for case, on in referred if on != first_referral[case]),
        "reasonable-grounds": _months_of(events("rg_positive") + events("rg_negative")),
        "conclusive-grounds": _months_of(events("cg_positive") + events("cg_negative")),
        "missing": _months_of(events("went_missing")),
        "duty-to-notify": _months_of(events("duty_to_notify_sent")),
        "nrm-declined": _months_of(no),
        "needs": _months_of(Need.objects.values_list("case_id", "opened_on")),
        "needs-met": _months_of(Need.objects.filter(met_on__isnull=False).values_list("case_id", "met_on")),
        "offers": _months_of(Offer.objects.values_list("case_id", "offered_on")),
        "offers-answered": _months_of(
            Offer.objects.filter(answered_on__isnull=False).values_list("case_id", "answered_on")
        ),
        "identified": _months_of(opened.items()),
        "no-recourse within": _months_of((case, on) for case, on in opened.items() if case in penniless),
    }


def test_counts_equal_independent_queries_and_figures_are_near_them(published):
    counted = {key: Counter() for key in _independent_counts()}
    for cell in count_stored_facts(MEASURES, "2000-01", "2999-12"):
        key = f"{cell.measure} {cell.value}" if cell.measure == "no-recourse" else cell.measure
        if key in counted and (not cell.breakdown or " " in key):
            counted[key][cell.month] += cell.people
    expected = _independent_counts()
    assert {key: dict(sorted(some.items())) for key, some in counted.items()} == {
        key: {month: n for month, n in sorted(some.items()) if month <= "2026-11"}
        for key, some in expected.items()
    }
    rows = AreaFigures.objects.filter(area_code=COUNTRY).values_list(
        "publication__month", "measure", "figures"
    )
    shown = {(month, measure): figures.get("", 0) for month, measure, figures in rows}
    for key, some in expected.items():
        for month in published if " " not in key else ():
            assert abs(shown.get((month, key), 0) - some[month]) <= 4


def test_what_was_drawn_stays(published):
    assert published[-1] == "2026-10"
    assert draw_months_until(TODAY) == []
    for month in ("2026-10", "2026-11", "2027-01"):
        with pytest.raises(ActionNotPossibleError):
            draw_month(month, today=TODAY)
    with pytest.raises(AppendOnlyError):
        AreaFigures.objects.all().delete()
    tables = [model._meta.db_table for model in (Publication, AreaFigures)]
    for sql in (
        f"DELETE FROM {tables[0]}",
        f"UPDATE {tables[1]} SET measure = 'x'",
        f"DELETE FROM {tables[1]}",
    ):
        with as_owner(), pytest.raises(DatabaseError, match="stays as it was drawn"), transaction.atomic():
            connection.cursor().execute(sql)


@pytest.mark.one_engine  # reads text
def test_nobody_can_be_counted_out_of_what_is_published(published):
    report = attack_published_text(12, areas_on_pages=1)
    assert (report.leaks, report.told_differently) == ([], [])
    assert report.tried == 12
    assert report.statements > 30_000


def test_the_page_and_the_files_say_the_same_to_anybody(published):
    quarter = list_published_quarters()[0]
    assert quarter.code == "2026-Q3"
    answer = Client().get(reverse("figures_csv", args=["2026-Q3"]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    described = Client().get(reverse("figures_csv_description", args=["2026-Q3"])).json()
    assert [one["name"] for one in described["tableSchema"]["columns"]] == list(rows[0])
    assert len(described["notes"]) == sum(measure.public for measure in MEASURES)
    figures = json.loads(Client().get(reverse("figures_json", args=["2026-Q3"])).content)["figures"]
    assert [{key: str(value) for key, value in one.items()} for one in figures] == rows
    keys = [
        tuple(row[name] for name in ("quarter", "area_code", "measure", "breakdown", "value")) for row in rows
    ]
    assert len(set(keys)) == len(keys)
    assert count(Client(), reverse("figures")) <= 12
    page = Client().get(reverse("figures"), {"part": "found"}).content.decode()
    for row in rows:
        if (row["area_code"], row["measure"], row["breakdown"]) == (COUNTRY, "identified", ""):
            assert f'data-figure="identified|2026-Q3|{COUNTRY}|||{quarter.within}">{row["people"]}<' in page
    assert "rounded up or down by chance" in page
    assert Client().get(reverse("figures_json", args=["1999-Q1"])).status_code == 404


def test_a_small_area_and_words_that_are_not_on_a_list_show_a_page(published):
    page = Client().get(reverse("figures"), {"area": "W15000004", "part": "safety"})
    assert page.status_code == 200
    assert (
        "Victims in England and Wales"
        in Client().get(reverse("figures"), {"area": "x", "part": "'"}).content.decode()
    )


def test_before_anything_is_published_the_page_says_so():
    assert "No figures are published yet" in Client().get(reverse("figures")).content.decode()


def test_the_api_is_as_its_description_says(published):
    client = Client()
    described = client.get(reverse("figures_openapi")).json()
    assert OPENAPI_31_VALIDATOR.is_valid(described)
    schemas = described["components"]
    listed = client.get(reverse("figures_quarters")).json()
    jsonschema.validate(listed, {"$ref": "#/components/schemas/Quarters", "components": schemas})
    assert [each["quarter"] for each in listed["quarters"]] == ["2026-Q3"]
    assert client.get(listed["quarters"][0]["csv"]).status_code == 200
    figures = client.get(listed["quarters"][0]["json"]).json()
    jsonschema.validate(
        {**figures, "figures": figures["figures"][:200]},
        {"$ref": "#/components/schemas/Figures", "components": schemas},
    )
    for path in described["paths"]:
        assert client.get(path.replace("{quarter}", "2026-Q3")).status_code == 200
        if "{quarter}" in path:
            assert client.get(path.replace("{quarter}", "1999-Q1")).status_code == 404
    assert count(client, reverse("figures_open_data")) <= 12
