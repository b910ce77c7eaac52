"""A definition: one version of the form, read from its file in `data`. Keys keep their meaning for ever.

A *page* asks one question; its *fields* are the answer and what belongs to it. A field's `key` is ours and stable,
`theirs` is the name in the Home Office form, `sent_as` the name in the message that the form sends.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

FOLDERS: tuple[Path, ...] = (Path(__file__).resolve().parent.parent / "data",)
NOT_SURE = "not-sure"
THEIR_NOT_SURE = frozenset({NOT_SURE, "i-dont-know"})
FormFieldCondition = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class FormOption:
    """One answer of a closed list that is short enough to be shown whole."""

    value: str
    label: str
    hint: str = ""
    sent: str = ""  # what the form sends instead of its value
    theirs: str = ""  # where each option is a field of its own
    sent_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """One box. `tells` says what of it may stand in a report that names nobody: "no" freely, "words" once somebody has
    read it for that, "who" never. `shows` is the kind of information that reading it shows."""

    key: str
    kind: str
    label: str
    theirs: str = ""
    sent_as: tuple[str, ...] = ()
    hint: str = ""
    need: str = "yes"  # yes | may (shown, may be left empty) | no
    when: tuple[FormFieldCondition, ...] = ()
    shows: str = "pathway"
    tells: str = "words"
    options: tuple[FormOption, ...] = ()
    list: str = ""
    most: int = 0
    check: tuple[str, ...] = ()

    @property
    def own_not_sure(self) -> bool:
        """Whether "Not sure" is an answer of ours to a choice for which the form has none."""
        return self.kind == "choice" and not THEIR_NOT_SURE & {option.value for option in self.options}

    @property
    def several(self) -> bool:
        """Whether it holds more than one value."""
        return self.kind in ("several", "lines", "papers")


@dataclass(frozen=True, slots=True)
class FormPage:
    """One question. `step` is the page of the Home Office form on which it stands."""

    code: str
    section: str
    step: str
    title: str
    fields: tuple[FormField, ...]
    hint: str = ""
    when: tuple[FormFieldCondition, ...] = ()
    unsure: bool = True

    @property
    def main(self) -> FormField:
        """The field that answers the question."""
        return self.fields[0]


@dataclass(frozen=True, slots=True)
class FormSection:
    """Pages that belong together, as one line of the task list."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One version of the form, whole."""

    version: str
    name: str
    dated: str
    source: str
    licence: str
    case_types: Mapping[str, str]
    sections: tuple[FormSection, ...]
    pages: tuple[FormPage, ...]
    lists: Mapping[str, tuple[str, ...]]

    def page(self, code: str) -> FormPage | None:
        """The page of that code."""
        return next((page for page in self.pages if page.code == code), None)

    @property
    def fields(self) -> dict[str, FormField]:
        """Every field by its key; where two pages share one, as the first of them has it."""
        found: dict[str, FormField] = {}
        for page in self.pages:
            for field in page.fields:
                found.setdefault(field.key, field)
        return found

    def each(self) -> Iterator[tuple[FormPage, FormField]]:
        """Every field with its page, in the form's order."""
        return ((page, field) for page in self.pages for field in page.fields)


@cache
def get_form_definitions_by_version() -> dict[str, FormDefinition]:
    """Every definition that there is.

    Returns:
        By version, the oldest first.
    """
    files = [path for folder in FOLDERS for path in folder.glob("form-*.json")]
    found = [_read_form_definition(path) for path in files]
    return {one.version: one for one in sorted(found, key=lambda one: one.version)}


def get_newest_form_definition() -> FormDefinition:
    """The definition that a new draft begins with."""
    return list(get_form_definitions_by_version().values())[-1]


def get_form_definition(version: str) -> FormDefinition:
    """The definition of a draft. Raises ActionNotPossibleError where this copy of the product does not have it."""
    found = get_form_definitions_by_version().get(version)
    if found is None:
        raise ActionNotPossibleError(
            msg(
                "This draft was made for version {version} of the form, which is not installed here.",
                version=version,
            )
        )
    return found


def _read_form_definition(path: Path) -> FormDefinition:
    told = json.loads(path.read_text(encoding="utf-8"))
    lists = json.loads((path.parent / f"{told['lists']}.json").read_text(encoding="utf-8"))["lists"]
    return FormDefinition(
        version=told["version"],
        name=told["name"],
        dated=told["dated"],
        source=told["source"],
        licence=told["licence"],
        case_types=told["case_types"],
        sections=tuple(FormSection(**one) for one in told["sections"]),
        pages=tuple(_parse_form_page(one) for one in told["pages"]),
        lists={name: tuple(values) for name, values in lists.items()},
    )


def _parse_form_page(told: dict[str, Any]) -> FormPage:
    given = told | {
        "fields": tuple(_parse_form_field(one) for one in told["fields"]),
        "when": _parse_form_conditions(told),
    }
    return FormPage(**given)


def _parse_form_field(told: dict[str, Any]) -> FormField:
    given = told | {
        "sent_as": tuple(told.get("sent_as", ())),
        "check": tuple(told.get("check", ())),
        "options": tuple(_parse_form_option(one) for one in told.get("options", ())),
        "when": _parse_form_conditions(told),
    }
    return FormField(**given)


def _parse_form_option(told: dict[str, Any]) -> FormOption:
    return FormOption(**(told | {"sent_as": tuple(told.get("sent_as", ()))}))


def _parse_form_conditions(told: dict[str, Any]) -> tuple[FormFieldCondition, ...]:
    return tuple((fact, frozenset(values)) for fact, values in told.get("when", ()))
