"""The tables of reports."""

from handrail.assurance.reports.models.edition import Edition, EditionEntry, EditionFile
from handrail.assurance.reports.models.report import Entry, Report, Section

__all__ = ["Edition", "EditionEntry", "EditionFile", "Entry", "Report", "Section"]
