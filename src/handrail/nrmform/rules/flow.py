"""Which questions apply, given what was answered; what is missing; what was typed and no longer applies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from handrail.nrmform.rules.definition import (
    NOT_SURE,
    THEIR_NOT_SURE,
    Condition,
    Definition,
    Field,
    Page,
    Section,
)

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered in one box. "Not sure" is an answer, with or without words beside it."""

    value: Value = ""
    unsure: bool = False

    def __bool__(self) -> bool:
        return bool(self.value) or self.unsure

    @property
    def values(self) -> tuple[str, ...]:
        """One value or several, as several."""
        if isinstance(self.value, tuple):
            return self.value
        return (self.value,) if self.value else ()


type Answers = Mapping[str, Given]
NOTHING = Given()


class Route(StrEnum):
    """What the form becomes."""

    NRM = "nrm"
    DTN = "dtn"
    OPEN = ""

    @property
    def words(self) -> str:
        """What it is called on a page."""
        return {
            Route.NRM: "Referral to the NRM",
            Route.DTN: "Duty to Notify report",
            Route.OPEN: "Referral or report",
        }[self]


class Progress(StrEnum):
    """How far a section is."""

    DONE = "done"
    BEGUN = "begun"
    NOT_BEGUN = "not begun"
    LATER = "later"


def route(answers: Answers) -> Route:
    """A child, or a person whose age is not sure, is referred; an adult decides."""
    if automatic(answers):
        return Route.NRM
    if _said(answers, "under_18") != "no":
        return Route.OPEN
    return {"yes": Route.NRM, "no": Route.DTN}.get(_said(answers, "wants_nrm"), Route.OPEN)


def automatic(answers: Answers) -> bool:
    """Referred without asking for consent."""
    return _said(answers, "under_18") in ("yes", NOT_SURE)


def named(answers: Answers) -> bool:
    """Whether the form tells who the person is: a report does so only where they will help an investigation."""
    found = route(answers)
    return found is Route.NRM or (found is Route.DTN and _said(answers, "co_operates") == "yes")


def _said(answers: Answers, key: str) -> str:
    given = answers.get(key, NOTHING)
    if given.unsure and not given.value:
        return NOT_SURE
    return given.value if isinstance(given.value, str) else ""


def holds(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Whether every condition is met."""
    return all(values & _facts(fact, answers) for fact, values in conditions)


def _facts(fact: str, answers: Answers) -> frozenset[str]:
    if fact == "@route":
        return frozenset({route(answers).value})
    if fact == "@named":
        return frozenset({"yes" if named(answers) else "no"})
    given = answers.get(fact, NOTHING)
    if isinstance(given.value, tuple):
        return frozenset(given.value)
    return frozenset({_said(answers, fact)})


def pages(definition: Definition, answers: Answers) -> tuple[Page, ...]:
    """The pages that apply, in order."""
    return tuple(page for page in definition.pages if holds(page.when, answers))


def fields(page: Page, answers: Answers) -> tuple[Field, ...]:
    """The boxes of a page that apply."""
    return tuple(field for field in page.fields if holds(field.when, answers))


def applying(definition: Definition, answers: Answers) -> tuple[tuple[Page, Field], ...]:
    """Every box that applies, with its page."""
    return tuple((page, field) for page in pages(definition, answers) for field in fields(page, answers))


def after(definition: Definition, answers: Answers, code: str) -> Page | None:
    """The page that follows, None after the last. Found by place, so that it works from a page that fell away."""
    order = [page.code for page in definition.pages]
    place = order.index(code) if code in order else -1
    return next((page for page in pages(definition, answers) if order.index(page.code) > place), None)


def before(definition: Definition, answers: Answers, code: str) -> Page | None:
    """The page that comes before, None before the first."""
    order = [page.code for page in definition.pages]
    place = order.index(code) if code in order else 0
    earlier = [page for page in pages(definition, answers) if order.index(page.code) < place]
    return earlier[-1] if earlier else None


def missing(definition: Definition, page: Page, answers: Answers) -> tuple[Field, ...]:
    """The boxes of a page that the form will not go on without. Saying "not sure" answers the page's question.

    An answer that this version of the form does not know is missing too, until somebody gives another.
    """
    settled = page.unsure and answers.get(page.main.key, NOTHING).unsure
    return tuple(
        field
        for field in fields(page, answers)
        if (field.need == "yes" and not settled and not answers.get(field.key, NOTHING))
        or not fits(definition, field, answers.get(field.key, NOTHING))
    )


def fits(definition: Definition, field: Field, given: Given) -> bool:
    """Whether the version of the form still has the answer on its list."""
    values = given.values
    if field.kind in ("choice", "several"):
        known = {option.value for option in field.options} | ({NOT_SURE} if field.own_not_sure else set())
        return set(values) <= known
    return not field.list or set(values) <= set(definition.lists[field.list])


def all_missing(definition: Definition, answers: Answers) -> tuple[tuple[Page, Field], ...]:
    """Everything that the form asks for and that nobody has answered."""
    return tuple(
        (page, field) for page in pages(definition, answers) for field in missing(definition, page, answers)
    )


def unsure(definition: Definition, answers: Answers) -> tuple[tuple[Page, Field], ...]:
    """Everything that was answered with "not sure"."""
    return tuple(
        (page, field) for page, field in applying(definition, answers) if is_unsure(answers.get(field.key))
    )


def is_unsure(given: Given | None) -> bool:
    """Whether this is the answer "not sure"."""
    if given is None:
        return False
    return given.unsure or (isinstance(given.value, str) and given.value in THEIR_NOT_SURE)


def aside(definition: Definition, answers: Answers) -> tuple[str, ...]:
    """The keys of answers that no longer apply: kept, and in nothing that leaves."""
    applies = {field.key for _, field in applying(definition, answers)}
    return tuple(key for key, given in answers.items() if given and key not in applies)


def begun(page: Page, answers: Answers) -> bool:
    """Whether anything on the page was answered."""
    return any(answers.get(field.key, NOTHING) for field in page.fields)


def done(definition: Definition, page: Page, answers: Answers, visited: frozenset[str]) -> bool:
    """Whether the page needs nothing more. A page that may stay empty is done once somebody has saved it."""
    if missing(definition, page, answers):
        return False
    return begun(page, answers) or any(field.key in visited for field in page.fields)


def progress(
    definition: Definition, section: Section, answers: Answers, visited: frozenset[str] = frozenset()
) -> Progress:
    """How far a section is. `visited` are the keys that were saved, empty ones too."""
    applies = [page for page in pages(definition, answers) if page.section == section.code]
    if not applies:
        return Progress.LATER
    finished = [page for page in applies if done(definition, page, answers, visited)]
    if len(finished) == len(applies):
        return Progress.DONE
    return Progress.BEGUN if any(begun(page, answers) for page in applies) or finished else Progress.NOT_BEGUN
