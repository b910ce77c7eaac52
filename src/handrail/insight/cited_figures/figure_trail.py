"""Where a number comes from, as plain values: what is frozen with a return or a report."""

from typing import TypedDict


class FigureDefinition(TypedDict):
    """What a figure counts, as it was printed beside it when it was published."""

    question: str
    unit: str
    time: str
    source: str
    owner: str
    weak: list[str]


class CitedFigureWithSource(TypedDict):
    """One published figure with everything that a reader needs to find it again.

    `number`: of the mark in the text. `part`: which of a split; empty for everybody. `publication`: the number of the
    publication that completed the quarter; `published_on` its day as YYYY-MM-DD, `published` in words.
    """

    number: int
    measure: str
    name: str
    part: str
    area: str
    area_code: str
    quarter: str
    period: str
    breakdown: str
    value: str
    people: int
    within: int
    definition: FigureDefinition
    publication: int
    published_on: str
    published: str
    publication_sha256: str
