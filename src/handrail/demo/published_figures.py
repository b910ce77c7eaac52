"""The demo's figures: its cases as coded facts, and a year of months drawn and published as anywhere else."""

from datetime import date
from typing import Final

from handrail.demo.case_writer import DemoLookups
from handrail.insight.publication.actions.monthly_draw import draw_months_until

MONTHS: Final = 26
"""Two years, and a month before each of the first packs to compare with."""


def load_published_figures(lookups: DemoLookups, today: date) -> None:
    """Draw two years of months that have ended, as board packs show them; those that are drawn stay as they are."""
    draw_months_until(today, first_months=MONTHS)
