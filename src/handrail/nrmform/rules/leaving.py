"""What may leave in a report, row by row in the form's order. What the case or the draft holds is another question.

A referral, and a report on somebody who is willing to help an investigation, hold every answer that applies. A report
that names nobody holds closed answers, and words that somebody has read for that purpose; never a name, a way to reach
the person or a number by which they are known. Where "not sure" has no place in the form it stays empty, and is listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handrail.kernel.saying import joined, say
from handrail.nrmform.rules import flow
from handrail.nrmform.rules.definition import NOT_SURE, Definition, Field, Page
from handrail.nrmform.rules.flow import Answers, Given, Route
from handrail.nrmform.rules.papers import Paper, Papers, sorted_out

NEVER_SENT = frozenset({"own_reference"})
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer as it leaves: their field and message name, our question, the answer in words and as a value."""

    page: Page
    field: Field
    theirs: str
    sent_as: tuple[str, ...]
    question: str
    text: str
    value: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """All that leaves, and what was left out, by question."""

    route: Route
    named: bool
    rows: tuple[Row, ...]
    not_read: tuple[str, ...]
    missing: tuple[str, ...]
    unsure: tuple[str, ...]
    papers: tuple[Paper, ...] = ()
    papers_out: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of information that it shows, those of its papers too. A report that names nobody tells neither who
        nor where they are, in whichever box a word of it stands: whoever is handed it needs no more opened."""
        if not self.named:
            return ("pathway",)
        shown = {row.field.shows for row in self.rows} | {paper.kind for paper in self.papers}
        return tuple(sorted(shown | {"pathway"}))


NO_PAPERS: Mapping[str, Paper] = MappingProxyType({})


def leaving(
    definition: Definition,
    answers: Answers,
    read: frozenset[str] = frozenset(),
    papers: Papers = NO_PAPERS,
) -> Leaving:
    """What leaves. `read` are the keys whose words somebody has read for a report that names nobody, `papers` those
    that were chosen and still stand on the case, by their numbers."""
    rows: list[Row] = []
    go: tuple[Paper, ...] = ()
    stay: tuple[str, ...] = ()
    not_read: list[str] = []
    named = flow.named(answers)
    for page, field in flow.applying(definition, answers):
        given = answers.get(field.key)
        if not given or field.key in NEVER_SENT or not flow.fits(definition, field, given):
            continue
        if field.kind == "papers":
            go, stay = sorted_out(given, papers) if named else ((), ())
        elif named or may_stand(field, given, read):
            rows += _rows(page, field, given)
        elif field.tells == "words":
            not_read.append(title(page, field))
    return Leaving(
        route=flow.route(answers),
        named=named,
        rows=tuple(rows),
        not_read=tuple(not_read),
        missing=tuple(title(page, field) for page, field in flow.all_missing(definition, answers)),
        unsure=tuple(title(page, field) for page, field in flow.unsure(definition, answers)),
        papers=go,
        papers_out=stay,
    )


def may_stand(field: Field, given: Given, read: frozenset[str]) -> bool:
    """Whether the answer may stand in a report that names nobody."""
    if field.tells == "who":
        return False
    return field.tells == "no" or not given.value or field.key in read


def to_read(definition: Definition, answers: Answers) -> tuple[tuple[Page, Field], ...]:
    """The words that somebody has to read before they may stand in a report that names nobody."""
    if flow.route(answers) is not Route.DTN or flow.named(answers):
        return ()
    return tuple(
        (page, field)
        for page, field in flow.applying(definition, answers)
        if field.tells == "words" and (given := answers.get(field.key)) and given.value
    )


def title(page: Page, field: Field) -> str:
    """The question, with the box's own name where it is not the page's first."""
    return (
        page.title
        if field is page.main
        else say("{question} {label}", question=page.title, label=field.label)
    )


def spoken(field: Field, given: Given) -> str:
    """The answer in words."""
    if isinstance(given.value, tuple):
        said = joined((_label(field, one) for one in given.value), "\n")
    else:
        said = _label(field, given.value) if given.value else ""
    if not given.unsure:
        return said
    return say("{said}\n(Not sure)", said=said) if said else NOT_KNOWN


def _label(field: Field, value: str) -> str:
    if field.kind == "tick":
        return "Yes"
    if value == NOT_SURE and field.own_not_sure:
        return "Not sure"
    return next((option.label for option in field.options if option.value == value), value)


def _rows(page: Page, field: Field, given: Given) -> Iterator[Row]:
    if field.kind == "several" and any(option.theirs for option in field.options):
        yield from _ticked(page, field, given)
    elif field.kind == "lines":
        yield from _numbered(page, field, given)
    else:
        yield _row(page, field, given)


def _row(page: Page, field: Field, given: Given) -> Row:
    value = ",".join(given.value) if isinstance(given.value, tuple) else given.value
    sent = next((option.sent for option in field.options if option.value == value and option.sent), value)
    if value == NOT_SURE and field.own_not_sure:
        sent = ""
    elif given.unsure and field.kind in ("text", "long"):
        sent = spoken(field, given)
    return Row(
        page,
        field,
        field.theirs,
        field.sent_as,
        title(page, field),
        spoken(field, given),
        sent,
        flow.is_unsure(given),
    )


def _ticked(page: Page, field: Field, given: Given) -> Iterator[Row]:
    """Each box of theirs on its own: what is ticked says yes, what is not says nothing."""
    if given.unsure:
        yield Row(page, field, field.theirs, (), page.title, spoken(field, given), "", True)
        return
    for option in field.options:
        if option.value in given.values:
            yield Row(page, field, option.theirs, option.sent_as, page.title, option.label, "yes")


def _numbered(page: Page, field: Field, given: Given) -> Iterator[Row]:
    if not given.value:
        yield Row(page, field, "", (), title(page, field), spoken(field, given), "", True)
        return
    for number, value in enumerate(given.values, 1):
        theirs = field.theirs.replace("{n}", str(number))
        sent_as = tuple(name.replace("{n}", str(number)) for name in field.sent_as)
        yield Row(page, field, theirs, sent_as, title(page, field), value, value, given.unsure)
