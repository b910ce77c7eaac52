"""What may be asked of reports. Answers are plain values."""

from handrail.areas.reports.queries.quoted_bodies import get_quoted_body_codes

__all__ = ["get_quoted_body_codes"]
