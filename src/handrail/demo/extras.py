"""What the demo holds beside cases: each part of the product that needs something to show adds one row here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handrail.demo import (
    bags,
    caseload,
    current_call,
    housing,
    linking,
    money,
    nrmform,
    papers,
    recommendations,
    recovery,
    referrals,
    report,
    turns,
)
from handrail.demo.hestia import writing as hestia
from handrail.demo.writing import Cast


@dataclass(frozen=True, slots=True)
class Extra:
    """One part's data. `write` does nothing where its data is there already, and is one transaction."""

    name: str
    write: Callable[[Cast, date], None]


EXTRAS: Final[tuple[Extra, ...]] = (
    Extra("Referrals to other organisations", referrals.write),
    Extra("Recommendations and oversight", recommendations.write),
    Extra("The call of 2021 and its practices", hestia.write),
    Extra("The report of the call of 2021", report.write),
    Extra("A call of this year", current_call.write),
    Extra("Stores of bags", bags.write),
    Extra("A fund and what was asked of it", money.write),
    Extra("Places, agreements and stays", housing.write),
    Extra("A raid, and people who may be known already", linking.write),
    Extra("Referral forms and reports that are being prepared", nrmform.write),
    Extra("Tasks, contacts, hand-overs and a closed case", caseload.write),
    Extra("Papers, and ways to be reached", papers.write),
    Extra("What people want, and what they said", recovery.write),
    Extra("Cases that were joined, a hand-over declined, a form sent back", turns.write),
)
"""In the order in which they are written, after the cases."""
