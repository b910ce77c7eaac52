"""Scored threats, printed prosecution figures and grades of intelligence reports, as several areas have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from handrail.areas.intelligence.actions.reports import IntelligenceGradeInput
from handrail.areas.prevention.actions import threats
from handrail.areas.prevention.models import OutcomeFigure, ScoredThreat, ScoringTable, ThreatScore
from handrail.demo.simulated_time import use_simulated_clock
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time

FIRST_TABLE_DAYS, SECOND_TABLE_DAYS = 210, 30
MORNING: Final = time(9, 30)
PRINTED: Final = (
    ("referred", 355, date(2018, 3, 31), "2017-18"),
    ("charged", 239, date(2018, 3, 31), "2017-18"),
    ("finished", 284, date(2018, 3, 31), "2017-18"),
    ("convicted", 185, date(2018, 3, 31), "2017-18"),
    ("referred", 322, date(2019, 12, 31), "2019"),
    ("charged", 239, date(2019, 12, 31), "2019"),
)
"""As the press told them: 284 were finished and 185 convicted in 2017-18; of 2019 it told two numbers."""
GRADES: Final = (
    IntelligenceGradeInput("3x5x2", "2", "C", "P"),
    IntelligenceGradeInput("3x5x2", "1", "A", "P"),
    IntelligenceGradeInput("3x5x2", "2", "B", "P"),
    IntelligenceGradeInput(
        "3x5x2", "2", "A", "C", "Only for safeguarding. Ask the collator before it is used in an operation."
    ),
    IntelligenceGradeInput("3x5x2", "3", "D", "P"),
)
"""One with conditions. The older form of 5x5x5 ended years before the months of the demo."""


@dataclass(frozen=True, slots=True)
class DemoScoredThreat:
    """One threat with its newest score; with an earlier one where it was scored by the table before."""

    title: str
    sureness: str
    reasons: str
    points: Sequence[int]
    earlier_points: Sequence[int] = ()
    earlier_reasons: str = ""


def get_demo_report_grade(number: int) -> IntelligenceGradeInput:
    """The grade of one report of many: each in turn."""
    return GRADES[number % len(GRADES)]


def add_demo_scored_threats(
    force: Actor,
    today: date,
    name: str,
    criteria: tuple[Sequence[str], Sequence[str]],
    scored: Sequence[DemoScoredThreat],
) -> None:
    """Threats by two versions of a local table: what was scored by the first stays beside the second.

    Args:
        force: whose table it is.
        today: the day that the demo is made on.
        name: of the table.
        criteria: of the first version and of the second.
        scored: the threats.
    """
    rows: dict[str, ScoredThreat] = {}
    for version, days in enumerate((FIRST_TABLE_DAYS, SECOND_TABLE_DAYS)):
        with use_simulated_clock(make_london_time(today - timedelta(days=days), MORNING)):
            table = threats.add_threat_scoring_table(
                ScoringTable(
                    name=name,
                    criteria=list(criteria[version]),
                    most=4,
                    since=today - timedelta(days=days),
                    source="Force analysts, after the idea of MoRiLE; its scales are not public",
                    confidence="inferred",
                ),
                by=force,
            )
            for told in scored:
                points, reasons = (
                    (told.points, told.reasons) if version else (told.earlier_points, told.earlier_reasons)
                )
                if not points:
                    continue
                if told.title not in rows:
                    rows[told.title] = threats.add_scored_threat(ScoredThreat(title=told.title), by=force)
                score = ThreatScore(
                    threat=rows[told.title], table=table, sureness=told.sureness, reasons=reasons
                )
                threats.score_threat(score, points=points, by=force)


def add_printed_prosecution_figures(force: Actor) -> None:
    """Suspects and prosecutions of England and Wales, as the press printed them, each with the year that it named."""
    for step, number, year_ends_on, year in PRINTED:
        threats.record_suspect_or_prosecution_figure(
            OutcomeFigure(
                step=step,
                number=number,
                year_ends_on=year_ends_on,
                basis=f"One suspect, England and Wales; the source says {year}",
                source="Prosecution figures as the press printed them",
                confidence="secondary",
            ),
            by=force,
        )
