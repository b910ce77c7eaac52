"""What may be asked of reports. Answers are plain values."""

from handrail.areas.reports.queries.quoted_bodies import list_quoted_bodies

__all__ = ["list_quoted_bodies"]
