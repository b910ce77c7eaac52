"""What may be asked of reports. Answers are plain values."""

from handrail.assurance.reports.queries.quoting import quoted

__all__ = ["quoted"]
