"""A monitoring template of Lincolnshire's in use, with a count from each source, and a draft of one quarter."""

from typing import Any

from handrail.insight.monitoring_returns.actions import monitoring_returns, templates
from handrail.insight.monitoring_returns.models import MonitoringLine, MonitoringReturn, MonitoringTemplate
from support.cast import Cast

# Published of Lincolnshire, July to September 2026 (support.board_packs): 15 referrals, 45 of 60 reached in two days.
QUARTER = "2026-Q3"
LINES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Referrals", "published", {"measure": "referred"}),
    ("Reached soon", "published", {"measure": "reached-in-two-days", "share": True}),
    ("Adults", "typed", {}),
    ("Children", "typed", {}),
    ("Both", "sum", {"parts": "3, 4"}),
)


def template_in_use(cast: Cast) -> MonitoringTemplate:
    """With one exact count, which the cast's own support provider gives. The figures are published before."""
    by = cast.commissioner.actor
    row = templates.create_monitoring_template(
        MonitoringTemplate(title="Victims grant", asked_by="Ministry of Justice"), by=by
    )
    for each in list(row.lines.all())[::-1]:
        templates.remove_monitoring_template_count(row.pk, each.number, by=by)
    given = {"measure": "identified", "provider": cast.lead.body}
    for label, source, more in (*LINES, ("People whom the provider met", "exact", given)):
        line = MonitoringLine(label=label, source=source, **more)
        templates.save_monitoring_template_count(line, template_id=row.pk, seen=None, by=by)
    templates.activate_monitoring_template(row.pk, by=by)
    row.refresh_from_db()
    return row


def draft_return(cast: Cast, template: MonitoringTemplate) -> MonitoringReturn:
    """Of the newest published quarter."""
    return monitoring_returns.create_monitoring_return(template.pk, QUARTER, by=cast.commissioner.actor)


def monitoring_arguments(cast: Cast) -> dict[str, list[Any]]:
    """What each address takes, with a record in every place."""
    template = template_in_use(cast)
    made = draft_return(cast, template)
    whole = (
        "monitoring_template",
        "add_monitoring_line",
        "use_monitoring_template",
        "next_monitoring_edition",
    )
    lines = ("change_monitoring_line", "take_out_monitoring_line")
    ways = ("monitoring_return", "monitoring_return_csv", "fill_monitoring_return", "hand_over_monitoring")
    return {
        **{name: [template.pk] for name in (*whole, "make_monitoring_return")},
        **{name: [template.pk, 1] for name in lines},
        **{name: [made.pk] for name in (*ways, "give_back_monitoring", "sign_monitoring_return")},
        "give_exact_count": [made.pk, 6],
    }
