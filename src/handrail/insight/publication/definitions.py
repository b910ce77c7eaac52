"""A measure's words as they are printed beside its figures, kept with each publication."""

from typing import NotRequired, TypedDict

from handrail.insight.measures.breakdowns import REST, SHARE, WITHIN
from handrail.insight.measures.measure import Measure


class BreakdownWords(TypedDict):
    """One way in which figures are split."""

    code: str
    name: str
    values: list[tuple[str, str]]


class MeasureDefinitionWords(TypedDict):
    """What a figure means. `share` is there where it is told as a share, `share_of` where that is not of the unit."""

    name: str
    question: str
    group: str
    unit: str
    time: str
    source: str
    owner: str
    weak: list[str]
    breakdowns: list[BreakdownWords]
    share: NotRequired[str]
    share_of: NotRequired[str]


def describe_measure(measure: Measure, *, for_area: bool = False) -> MeasureDefinitionWords:
    """The words of a measure, with the breakdowns that the public may see.

    Args:
        measure: which.
        for_area: with the breakdowns for those alone who answer for an area.
    """
    breakdowns: list[BreakdownWords] = [
        {"code": each.code, "name": each.name, "values": [(code, words) for code, words in each.values]}
        for each in measure.by
        if each.public or for_area
    ]
    if measure.share:
        halves = [(WITHIN, _capitalise(measure.share_words)), (REST, "Other")]
        breakdowns.insert(0, {"code": SHARE, "name": _capitalise(measure.share_words), "values": halves})
    words: MeasureDefinitionWords = {
        "name": measure.name,
        "question": measure.question,
        "group": measure.group.value,
        "unit": measure.unit.value,
        "time": measure.time,
        "source": measure.source,
        "owner": measure.owner,
        "weak": list(measure.weak),
        "breakdowns": breakdowns,
    }
    if measure.share:
        words["share"] = measure.share_words
    if measure.share_of:
        words["share_of"] = measure.share_of
    return words


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]
