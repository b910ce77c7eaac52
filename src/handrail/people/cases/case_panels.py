"""Panels of the case page that show the record itself: danger, where the case is, needs, answers, papers, looks."""

from collections.abc import Iterator

from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.cases.lifecycle.presenters.papers import present_papers_panel
from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPlace, CaseTab
from handrail.people.cases.person.models import Channel, SafestContactWay
from handrail.people.records.models import Consent, DangerCheck, Need, Offer, SafetyPlan
from handrail.people.records.sql_union import build_branch_select_sql, quote_table_name
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from handrail.platform.files.models import Paper
from handrail.platform.vault.blind_code import BlindCodeField

DANGER = CasePanel(
    "danger",
    CaseTab.OVERVIEW,
    CasePanelPlace.SAFETY,
    "person/danger_panel.html",
    lambda page: page.parts["danger"],
    Kind.SAFETY,
    {"check": (DangerCheck, THIS_CASE), "plan": (SafetyPlan, f"{THIS_CASE} AND is_newest = TRUE")},
)
CHANNELS = CasePanel(
    "reach",
    CaseTab.OVERVIEW,
    CasePanelPlace.SAFETY,
    "person/channels_panel.html",
    lambda page: page.detail.channels is not None,
    Kind.CONTACT,
    {"channel": (Channel, THIS_CASE), "safest": (SafestContactWay, THIS_CASE)},
)
HELP_NOW = CasePanel(
    "help_now",
    CaseTab.OVERVIEW,
    CasePanelPlace.OVERVIEW,
    "lifecycle/help_now_panel.html",
    lambda page: page.parts["help_now"],
)
NOT_SHARED = CasePanel(
    "withheld",
    CaseTab.OVERVIEW,
    CasePanelPlace.OVERVIEW,
    "lifecycle/not_shared_panel.html",
    lambda page: page.parts["hidden"] and not page.detail.inside,
)
PATHWAY_STATUS = CasePanel(
    "where",
    CaseTab.OVERVIEW,
    CasePanelPlace.OVERVIEW,
    "events/pathway_panel.html",
    lambda page: page.parts["standing"],
    Kind.PATHWAY,
)
NEXT_STEPS = CasePanel(
    "next",
    CaseTab.OVERVIEW,
    CasePanelPlace.MAIN,
    "events/next_panel.html",
    lambda page: page.parts["standing"],
    Kind.PATHWAY,
)
NEEDS = CasePanel(
    "support",
    CaseTab.PLAN,
    CasePanelPlace.MAIN,
    "offers/needs_panel.html",
    lambda page: page.detail.needs is not None,
    parts={"need": (Need, THIS_CASE), "offer": (Offer, THIS_CASE)},
)
HISTORY = CasePanel(
    "history",
    CaseTab.HISTORY,
    CasePanelPlace.MAIN,
    "events/history_panel.html",
    lambda page: page.detail.events is not None,
    Kind.PATHWAY,
)
POINT_OF_CONTACT = CasePanel(
    "contact",
    CaseTab.OVERVIEW,
    CasePanelPlace.ASIDE,
    "lifecycle/contact_panel.html",
    lambda page: page.detail.contact,
)
PERSON = CasePanel(
    "who",
    CaseTab.OVERVIEW,
    CasePanelPlace.ASIDE,
    "person/who_panel.html",
    lambda page: page.detail.who,
    Kind.IDENTITY,
)
WAITED_ON = CasePanel(
    "waited",
    CaseTab.OVERVIEW,
    CasePanelPlace.ASIDE,
    "events/waited_panel.html",
    lambda page: page.parts["waited"],
    Kind.PATHWAY,
)
CONSENTS = CasePanel(
    "agreed",
    CaseTab.SHARING,
    CasePanelPlace.ASIDE,
    "consent/consents_panel.html",
    lambda page: page.detail.consents is not None,
    Kind.CONSENT,
    {"consent": (Consent, THIS_CASE)},
)
NOTIFICATION = CasePanel(
    "notification",
    CaseTab.REFERRAL,
    CasePanelPlace.BELOW,
    "consent/notification_panel.html",
    lambda page: page.detail.notifications,
    Kind.PATHWAY,
    {"notification": (DutyToNotifyReport, THIS_CASE)},
)
SHARING = CasePanel(
    "sharing",
    CaseTab.SHARING,
    CasePanelPlace.BELOW,
    "consent/sharing_panel.html",
    lambda page: page.detail.inside,
)


def _iterate_trail_length_sql() -> Iterator[str]:
    """How long the trail of the case is."""
    yield build_branch_select_sql(
        "looks", "", number=f"(SELECT COUNT(*) FROM {quote_table_name(Record)} WHERE about = %(case)s)"
    )


LOOKS = CasePanel(
    "looked",
    CaseTab.HISTORY,
    CasePanelPlace.BELOW,
    "lifecycle/looks_panel.html",
    lambda page: page.detail.looked,
    Kind.LOOKS,
    branches=_iterate_trail_length_sql,
)


def _iterate_paper_counts_sql() -> Iterator[str]:
    """How many papers there are of each kind, by the state of their scan."""
    yield build_branch_select_sql(
        "paper",
        f"FROM {quote_table_name(Paper)} WHERE file_id = %(case)s AND taken_back_at IS NULL GROUP BY kind, scan",
        a="kind",
        b="scan",
        number="COUNT(*)",
    )


def _build_papers_panel(page: CasePanelBuildContext) -> object:
    kind: BlindCodeField = Paper._meta.get_field("kind")
    scans = [(kind.decode(line.a), line.b, line.number) for line in page.lines.get("paper", [])]
    return present_papers_panel(page.reading_access, page.reference, scans)


PAPERS = CasePanel(
    "papers",
    CaseTab.PAPERS,
    CasePanelPlace.BELOW,
    "lifecycle/papers_panel.html",
    _build_papers_panel,
    branches=_iterate_paper_counts_sql,
)
