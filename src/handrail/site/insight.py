"""`handrail insight`: cases as coded facts, and the months that ended as figures."""

import argparse
import sys

from django.utils import timezone

from handrail.site import databases

NIGHT_HOURS = range(3, 4)  # when few people work; a rebuild reads every case


def main(arguments: list[str]) -> int:
    """Do what was asked for. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="handrail insight", description=__doc__)
    parser.add_argument(
        "what",
        choices=("export", "rebuild", "publish"),
        help="cases that changed; every case, compared with what is stored; the months that ended",
    )
    asked = parser.parse_args(arguments)
    databases.set_up_django()
    return {
        "export": _export_facts_of_changed_cases,
        "rebuild": _rebuild_facts_of_all_cases,
        "publish": _publish_due_monthly_figures,
    }[asked.what]()


def run_insight_round() -> None:
    """What `handrail work` does each hour: cases that changed; once a night every case, and the months that ended."""
    _export_facts_of_changed_cases()
    if timezone.localtime().hour in NIGHT_HOURS:
        _rebuild_facts_of_all_cases()
        _publish_due_monthly_figures()


def _export_facts_of_changed_cases() -> int:
    from handrail.insight.facts.actions.export import export_changed_cases  # noqa: PLC0415 - needs Django

    done = export_changed_cases()
    print(f"{done.cases:,} cases derived, {done.differing:,} had changed, {done.months} months written.")
    return 0


def _rebuild_facts_of_all_cases() -> int:
    from handrail.insight.facts.actions.export import rebuild_all_case_facts  # noqa: PLC0415 - needs Django

    done = rebuild_all_case_facts()
    print(
        f"{done.cases:,} cases derived, {done.differing:,} differed from what was stored and were put right."
    )
    return 0


def _publish_due_monthly_figures() -> int:
    from handrail.areas.intelligence.actions import monthly_figures  # noqa: PLC0415 - the same
    from handrail.insight.disclosure.rounding_programme import RoundingNotPossibleError  # noqa: PLC0415 - needs Django
    from handrail.insight.publication.actions.monthly_draw import publish_months_of_figures_until  # noqa: PLC0415 - the same
    from handrail.insight.signals.actions.scanning import scan_published_months  # noqa: PLC0415 - the same
    from handrail.platform.access.today import today  # noqa: PLC0415 - the same
    from handrail.platform.kernel.errors import ActionNotPossibleError  # noqa: PLC0415 - the same

    try:
        drawn = publish_months_of_figures_until(today())
    except (ActionNotPossibleError, RoundingNotPossibleError) as no:
        print(f"Nothing was published. {no}", file=sys.stderr)
        return 1
    print(f"Published: {', '.join(drawn)}." if drawn else "Every month that has ended is published.")
    monthly_figures.publish_missing_district_figures_until(today())
    scanned = scan_published_months()
    print(f"Scanned for changes: {', '.join(scanned)}." if scanned else "Every published month is scanned.")
    return 0
