"""From invented cases to published figures: near independent counts, kept as drawn, the same everywhere."""

import csv
import io
import json
from collections import defaultdict
from datetime import date

import jsonschema
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from handrail.demo.volume_loader import write_sampled_cases_to_database
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.engines import count_stored_facts
from handrail.insight.publication.actions.monthly_draw import (
    publish_month_of_figures,
    publish_months_of_figures_until,
)
from handrail.insight.publication.audit import attack_published_text
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.queries import list_published_quarters
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.independent_counts import count_people_by_month
from support.query_counts import count
from support.row_security import as_owner
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = date(2026, 11, 24)
CASES = 120


@shared_world
def published(cast) -> list[str]:
    """A hundred and twenty invented cases, and the months that had ended."""
    write_sampled_cases_to_database(CASES, say=lambda line: None, today=TODAY)
    return publish_months_of_figures_until(TODAY, first_months=4)


def test_counts_equal_independent_queries_and_figures_are_near_them(published):
    counted = defaultdict(dict)
    for cell in count_stored_facts(MEASURES, "2000-01", published[-1]):
        if not cell.breakdown:
            months = counted[cell.measure]
            months[cell.month] = months.get(cell.month, 0) + cell.people
    expected = count_people_by_month(published[-1])
    assert set(expected) == {measure.key for measure in MEASURES}
    assert {key: counted[key] for key in expected} == expected
    assert sum(bool(some) for some in expected.values()) > 30  # drawn cases hold most of it
    rows = AreaFigures.objects.filter(area_code=COUNTRY).values_list(
        "publication__month", "measure", "figures"
    )
    shown = {(month, measure): figures.get("", 0) for month, measure, figures in rows}
    for key, some in expected.items():
        for month in published:
            assert abs(shown.get((month, key), 0) - some.get(month, 0)) <= 4
    for month in published:
        assert shown.get((month, "identified")) == shown.get((month, "no-recourse"))


def test_what_was_drawn_stays(published):
    assert published[-1] == "2026-10"
    assert publish_months_of_figures_until(TODAY) == []
    for month in ("2026-10", "2026-11", "2027-01"):
        with pytest.raises(ActionNotPossibleError):
            publish_month_of_figures(month, today=TODAY)
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
    assert "rounded at random" in page
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
