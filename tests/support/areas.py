"""The rooms whose addresses are tried beside their pages: by everybody, and at both widths in a browser."""

from importlib import import_module

ROOMS = (
    *("areas.recommendations", "areas.oversight", "areas.calls", "areas.practices", "areas.reports"),
    *("areas.partnerships", "areas.prevention", "areas.intelligence", "areas.commissioning", "areas.bids"),
    *("areas.home", "people.housing", "people.money", "people.gaps", "people.bags", "people.cases.offers"),
    *(
        "people.referral_form",
        "people.recovery",
        "people.matching",
        "people.contacts",
        "people.unusual_use",
        "platform.i18n",
    ),
    *("directory", "directory.housing", "directory.funds", "directory.open_referral"),
    *("directory.practitioners", "insight.publication", "insight.packs", "insight.monitoring_returns"),
    *("areas.needs", "platform.surveys", "insight.survey_results"),
    *("people.deployment", "insight.provision_gaps", "insight.signals", "insight.take_up"),
)
TRIED_WITH_CASES = frozenset({"services", "add_service", "service_state", "notify", "notify_report"})
TRIED_ELSEWHERE = (
    frozenset(
        pattern.name for room in ROOMS for pattern in import_module(f"handrail.{room}.urls").urlpatterns
    )
    - TRIED_WITH_CASES
)

TRIED_BY_EVERYBODY = frozenset(
    pattern.name
    for room in (
        "people.personal_data",
        "people.emergencies",
        "people.caseload_import",
        "people.deployment",
        "people.information_requests",
        "people.justice",
        "people.conferences",
        "people.separate_files",
        "platform.administration",
        "platform.calendar_feed",
        "platform.background_tasks",
        "insight.review_gaps",
        "insight.provision_gaps",
        "insight.signals",
        "insight.take_up",
        "insight.monitoring_returns",
    )
    for pattern in import_module(f"handrail.{room}.urls").urlpatterns
) | {"data_protection_home", "help_role", "signal"}
"""Addresses that take records which the case of the tests has not: asked as everybody in tests/permissions."""
