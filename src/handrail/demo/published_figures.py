"""The demo's figures: its cases as coded facts, and a year of months drawn and published as anywhere else."""

from datetime import date

from handrail.demo.case_writer import DemoLookups
from handrail.insight.publication.actions.monthly_draw import draw_months_until


def load_published_figures(lookups: DemoLookups, today: date) -> None:
    """Draw every month that has ended; those that are drawn stay as they are."""
    draw_months_until(today)
