"""What stays of a person's record after erasure: nights, costs and counts, with nobody in them.

Whatever is not named here is deleted. Of a row that is named, sealed words go, personal columns that are not in `keeps`
go back to their default, and days in `to_month` become the first of their month.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models.functions import TruncMonth

from handrail.people.housing.suitability_questions import QUESTIONS
from handrail.people.housing.text_choices import SuitabilityAnswer
from handrail.platform.access.field_classification import FieldSensitivityClass, get_field_sensitivity_class
from handrail.platform.vault.cipher import Cipher


@dataclass(frozen=True, slots=True)
class KeptTableRule:
    """One table that stays, why, and which columns about the person stay with it."""

    because: str
    keeps: tuple[str, ...] = ()
    to_month: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()  # plain columns that could tell something
    sets: Mapping[str, str] = field(
        default_factory=dict
    )  # columns that must hold a code: which one says nothing


KEPT_ROWS: dict[str, KeptTableRule] = {
    "housing.Stay": KeptTableRule("nights and what they cost", keeps=("booking",)),
    "housing.SuitabilityCheck": KeptTableRule(
        "the database keeps no night in a hotel without one",
        keeps=("signed_name",),
        clears=("overruled_at", "overruled_by"),
        sets=dict.fromkeys((question.code for question in QUESTIONS), SuitabilityAnswer.UNSURE.value),
    ),
    "housing.HousingRefusal": KeptTableRule("how often housing was refused, by whom", clears=("body_words",)),
    "housing.NothingFits": KeptTableRule("how often nothing fitted, and what was missing"),
    "records.Need": KeptTableRule(
        "how often each need is met", keeps=("kind",), to_month=("opened_on", "met_on")
    ),
    "records.Offer": KeptTableRule(
        "what was offered, taken and spent",
        keeps=("phase", "answer", "cost_pence"),
        to_month=("offered_on", "answered_on"),
    ),
    "money.FundRequest": KeptTableRule(
        "a fund’s accounts",
        keeps=("item", "why", "pence", "asked_on", "bought_pence", "receipt_pence", "receipt_on"),
    ),
    "money.BudgetMovement": KeptTableRule("a fund’s accounts"),
    "money.PaidInstead": KeptTableRule(
        "what a fund did not pay", keeps=("item", "pence", "why_not", "payer"), to_month=("on",)
    ),
    "bags.BagIssue": KeptTableRule("a store’s counts", keeps=("given_on",)),
}


def get_emptying_values_by_field(model: type[models.Model], kept: KeptTableRule) -> dict[str, Any]:
    """What each column that speaks of the person is set to.

    Args:
        model: a model that stays.
        kept: what of it stays.

    Returns:
        Values for `update`, by the name of the field.
    """
    values: dict[str, Any] = {name: TruncMonth(name) for name in kept.to_month}
    for column in model._meta.concrete_fields:
        if get_field_sensitivity_class(column) is FieldSensitivityClass.IDENTITY:
            values[column.name] = None if column.null else _seal_empty_text_under_lost_key()
        elif column.name in kept.clears or _is_personal_field_not_kept(column, kept):
            values[column.name] = None if column.null else column.get_default()
    return values | dict(kept.sets)


def _is_personal_field_not_kept(column: "models.Field[Any, Any]", kept: KeptTableRule) -> bool:
    stays = {*kept.keeps, *kept.to_month, *kept.sets}
    return get_field_sensitivity_class(column) is FieldSensitivityClass.PERSONAL and column.name not in stays


def _seal_empty_text_under_lost_key() -> bytes:
    """For a column that must hold something: no text, under a key that nobody has."""
    return Cipher(secrets.token_bytes(32)).seal("", b"")
