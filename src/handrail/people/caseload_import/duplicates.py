"""Whether a row may be of somebody who is here already, or in an earlier row: by the product's own comparison.

Nothing is merged and nothing decided here: what is found is shown beside the row (people/matching compares).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import Q

from handrail.people.caseload_import.row_reader import RowContent
from handrail.people.cases.name_search.tokens import make_stored_tokens
from handrail.people.matching.match_candidates import list_match_candidates_within_body
from handrail.people.matching.person_similarity import ComparedPerson, list_match_reasons
from handrail.people.records.models import Case, Event
from handrail.people.records.national_reference import get_blind_index_scope, normalise_national_reference
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.kernel.ids import new_id
from handrail.platform.vault import blind_index

MOST_SHOWN: Final = 3
SAME_REFERENCE: Final = "same_reference"
BLOCKS: Final = ("s ", "j ", "b ")
"""Tokens by which rows of one file are brought together before they are compared: sounds, joined words, birth date."""


@dataclass(frozen=True, slots=True)
class LikelySame:
    """A case, or an earlier row, that may be of the same person, and why."""

    reasons: tuple[str, ...]
    case_id: UUID | None = None
    row_number: int = 0


def encode_likely(found: Iterable[LikelySame]) -> str:
    """As text for the row; "" for none."""
    told = [(str(one.case_id or ""), one.row_number, list(one.reasons)) for one in found]
    return json.dumps(told) if told else ""


def decode_likely(text: str) -> list[LikelySame]:
    """The same again."""
    return [
        LikelySame(tuple(reasons), UUID(case_id) if case_id else None, number)
        for case_id, number, reasons in (json.loads(text) if text else ())
    ]


@dataclass(slots=True)
class EarlierRows:
    """The people of a file by what brings them together."""

    _people: dict[int, ComparedPerson] = field(default_factory=dict)
    _numbers: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _references: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, content: RowContent) -> None:
        """Keep a row's person."""
        who = make_compared_person(content)
        self._people[number] = who
        for block in _make_blocks(who):
            self._numbers[block].append(number)
        for reference in _list_references(content):
            self._references.setdefault(reference, number)

    def find(self, number: int, content: RowContent) -> list[LikelySame]:
        """Earlier rows that may be of the same person."""
        who = make_compared_person(content)
        near = {one for block in _make_blocks(who) for one in self._numbers[block] if one < number}
        found = [
            LikelySame(reasons, row_number=one)
            for one in sorted(near)
            if (reasons := list_match_reasons(who, self._people[one]))
        ]
        for reference in _list_references(content):
            first = self._references.get(reference, number)
            if first < number and all(one.row_number != first for one in found):
                found.append(LikelySame((SAME_REFERENCE,), row_number=first))
        return found[:MOST_SHOWN]


class ExistingCases:
    """The cases of the importer's organisation that they may see."""

    def __init__(self, by: Actor) -> None:
        self._owner_id = by.body_id
        visible = Case.objects.filter(policy.visible_files_q(by, today(), Kind.IDENTITY), owner=by.body_id)
        self._among = Q(case__in=visible)

    def find(self, content: RowContent) -> list[LikelySame]:
        """Cases that may be of the same person."""
        found = list_match_candidates_within_body(
            new_id(), self._owner_id, make_compared_person(content), self._among
        )
        likely = [LikelySame(one.reasons, one.case_id) for one in found]
        known = {one.case_id for one in likely}
        likely += [
            LikelySame((SAME_REFERENCE,), case_id)
            for case_id in self._list_cases_of_reference(content)
            if case_id not in known
        ]
        return likely[:MOST_SHOWN]

    def _list_cases_of_reference(self, content: RowContent) -> list[UUID]:
        keys = [
            blind_index.compute_blind_index(get_blind_index_scope(self._owner_id), reference)
            for reference in _list_references(content)
        ]
        if not keys:
            return []
        rows = Event.objects.filter(self._among, reference_key__in=keys)
        return list(rows.order_by("case").values_list("case_id", flat=True).distinct())


def make_compared_person(content: RowContent) -> ComparedPerson:
    """What is compared of a row."""
    return ComparedPerson(content.names, content.born)


def get_reasons_in_words(reasons: Iterable[str], words: Mapping[str, str]) -> list[str]:
    """Why two may be one, in words."""
    return [words[reason] for reason in reasons if reason in words]


def _make_blocks(who: ComparedPerson) -> set[str]:
    return {
        token
        for name in who.names
        for token in make_stored_tokens(name, who.born)
        if token.startswith(BLOCKS)
    }


def _list_references(content: RowContent) -> list[str]:
    return [normalise_national_reference(event.reference) for event in content.events if event.reference]
