"""Each CSV file is as its description says, and the description is “CSV on the Web”; a file that is not is found."""

import copy
import json
import warnings

import pytest
from csvw import CSVW
from django.test import Client
from django.urls import reverse

from handrail.insight.publication.queries import list_published_quarters
from support.csv_on_the_web import find_faults_of_description, find_faults_of_file
from support.published_figures import publish_months
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]  # reads text
FIGURES = {
    "identified": {"": 20, "age=adult": 15, "age=child": 5},
    "referred": {"": 10},
    "reached-in-two-days": {"": 15, "share=within": 10, "share=rest": 5},
}


@shared_world
def two_quarters(cast) -> list[str]:
    """Six months, which are two quarters."""
    publish_months("2026-04", 6, FIGURES)
    return [quarter.code for quarter in list_published_quarters()]


def read(name, quarter):
    return Client().get(reverse(name, args=[quarter]))


def test_every_published_file_is_as_its_description_says(two_quarters):
    assert two_quarters == ["2026-Q3", "2026-Q2"]
    for quarter in two_quarters:
        sent = read("figures_csv", quarter)
        told = read("figures_csv_description", quarter).json()
        assert find_faults_of_description(told) == []
        assert find_faults_of_file(sent.content.decode(), told) == []
        assert sent.content.decode().count("\r\n") > len(FIGURES)
        assert told["url"] == reverse("figures_csv", args=[quarter])
        link = f'<{reverse("figures_csv_description", args=[quarter])}>; rel="describedby"'
        assert sent.headers["Link"].startswith(link)
        (identified,) = (note for note in told["notes"] if note["skos:notation"] == "identified")
        assert identified["skos:definition"] == "How many people were identified as potential victims?"
        (age,) = (each for each in identified["qb:dimension"] if each["skos:notation"] == "age")
        labels = {each["skos:notation"]: each["skos:prefLabel"] for each in age["qb:codeList"]}
        assert (labels["adult"], labels["child"]) == ("Adult", "Child, under 18")


def change_row(text, number, place, cell):
    lines = [line.split(",") for line in text.split("\r\n")]
    lines[number][place] = cell
    return "\r\n".join(map(",".join, lines))


@pytest.mark.parametrize(
    ("place", "cell", "fault"),
    [
        (0, "2026-Q5", "row 2, quarter: 2026-Q5 is not as its format"),
        (1, "Lincolnshire", "row 2, area_code: Lincolnshire is not as its format"),
        (2, "", "row 2, area: is required"),
        (6, "-5", "row 2, people: -5 is under 0"),
        (6, "5.5", "row 2, people: 5.5 is no integer"),
        (6, "a few", "row 2, people: a few is no integer"),
        (7, "12", "row 2, within: 12 is over 9"),
    ],
)
def test_a_wrong_cell_is_found(two_quarters, place, cell, fault):
    text, told = (
        read("figures_csv", "2026-Q3").content.decode(),
        read("figures_csv_description", "2026-Q3").json(),
    )
    assert find_faults_of_file(change_row(text, 1, place, cell), told) == [fault]


def test_a_row_twice_a_cell_too_many_and_another_column_are_found(two_quarters):
    text, told = (
        read("figures_csv", "2026-Q3").content.decode(),
        read("figures_csv_description", "2026-Q3").json(),
    )
    head, first, *rest = text.split("\r\n")
    (twice,) = find_faults_of_file("\r\n".join([head, first, first, *rest]), told)
    assert twice.startswith("row 3: the key ")
    assert find_faults_of_file("\r\n".join([head, first + ",1", *rest]), told) == ["row 2 has 9 cells"]
    (wrong,) = find_faults_of_file(text.replace("people", "persons", 1), told)
    assert wrong.startswith("columns: ")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda told: told.update({"title": "Figures"}), "table: title is no property"),
        (lambda told: told.update({"@context": "http://example.org"}), "@context"),
        (lambda told: told["notes"][0].update({"measure": "x"}), "notes: measure has no vocabulary"),
        (lambda told: told["tableSchema"].update({"primaryKey": ["month"]}), "primaryKey: month"),
        (lambda told: told["tableSchema"]["columns"][6].update({"datatype": "whole"}), "datatype of people: whole"),
    ],
)  # fmt: skip
def test_a_wrong_description_is_found(two_quarters, change, fault):
    told = copy.deepcopy(json.loads(read("figures_csv_description", "2026-Q3").content))
    change(told)
    assert find_faults_of_description(told) == [fault]


def validate_with_csvw(folder, text, told):
    """Whether the package `csvw`, which is held against the W3C's own test suite, finds the file as it is described.

    The file lies beside its description: its address on the site is the only thing that differs.
    """
    (folder / "figures.csv").write_text(text, newline="")
    described = folder / "figures.csv-metadata.json"
    described.write_text(json.dumps(told | {"url": "figures.csv"}))
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        try:
            return CSVW(str(described), validate=True).is_valid
        except ValueError:
            return False


def test_a_validator_of_others_finds_each_file_valid_and_wrong_ones_not(two_quarters, tmp_path):
    for quarter in two_quarters:
        told = read("figures_csv_description", quarter).json()
        text = read("figures_csv", quarter).content.decode()
        assert validate_with_csvw(tmp_path, text, told)
        assert not validate_with_csvw(tmp_path, change_row(text, 1, 6, "a few"), told)
        assert not validate_with_csvw(tmp_path, change_row(text, 1, 0, "2026-Q5"), told)
        assert not validate_with_csvw(tmp_path, text.replace("people", "persons", 1), told)
