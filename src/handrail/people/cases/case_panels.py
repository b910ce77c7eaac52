"""Panels of the case pages that show the record itself: danger, where the case is, needs, answers, documents, looks."""

from collections.abc import Iterator

from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.cases.events.timeline_chart import build_timeline_picture
from handrail.people.cases.lifecycle.presenters.documents import (
    present_document_list,
)
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetailPart
from handrail.people.cases.offers.presenters.needs_at_a_glance import make_needs_at_a_glance
from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.cases.person.models import Channel, SafestContactWay
from handrail.people.cases.person.presenters import make_safe_contact_summary
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.models import Consent, DangerCheck, Need, Offer, SafetyPlan
from handrail.people.records.sql_union import build_branch_select_sql, quote_table_name
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.files.models import Paper

DANGER = CasePanel(
    "danger",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.SAFETY,
    "person/danger_panel.html",
    lambda page: None if page.has_died and page.tab is CaseTab.OVERVIEW else page.parts["danger"],
    Kind.SAFETY,
    {"check": (DangerCheck, THIS_CASE), "plan": (SafetyPlan, f"{THIS_CASE} AND is_newest = TRUE")},
    reads=frozenset({CaseDetailPart.SAFETY}),
)
REACH = CasePanel(
    "reach",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.SAFETY,
    "person/reach_panel.html",
    lambda page: (
        None
        if page.has_died
        else make_safe_contact_summary(page.detail.channels, page.detail.safest, may_dial=page.may_dial)
    ),
    Kind.CONTACT,
    reads=frozenset({CaseDetailPart.CHANNELS}),
    is_summary=True,
)
CHANNELS = CasePanel(
    "all_channels",
    (CaseTab.CONTACTS,),
    CasePanelPosition.MAIN,
    "person/channels_panel.html",
    lambda page: page.detail.channels is not None and not page.has_died,
    Kind.CONTACT,
    {"channel": (Channel, THIS_CASE), "safest": (SafestContactWay, THIS_CASE)},
    reads=frozenset({CaseDetailPart.CHANNELS}),
)
HELP_NOW = CasePanel(
    "help_now",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.MAIN,
    "lifecycle/help_now_panel.html",
    lambda page: page.parts["help_now"],
    is_summary=True,
)
NOT_SHARED = CasePanel(
    "withheld",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.BELOW,
    "lifecycle/not_shared_panel.html",
    lambda page: page.parts["hidden"] and not page.detail.inside,
)
PATHWAY_STATUS = CasePanel(
    "where",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.OVERVIEW,
    "events/pathway_panel.html",
    lambda page: page.parts["standing"],
    Kind.PATHWAY,
    reads=frozenset({CaseDetailPart.PATHWAY}),
)
TO_DO = CasePanel(
    "to_do",
    (CaseTab.PLAN,),
    CasePanelPosition.MAIN,
    "events/to_do_panel.html",
    lambda page: page.parts["standing"],
    Kind.PATHWAY,
    reads=frozenset({CaseDetailPart.PATHWAY, CaseDetailPart.SAFETY, CaseDetailPart.CONSENTS}),
)
NEEDS_AT_A_GLANCE = CasePanel(
    "needs_at_a_glance",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.BELOW,
    "offers/needs_at_a_glance_panel.html",
    lambda page: make_needs_at_a_glance(page.detail.needs, page.detail.events),
    reads=frozenset({CaseDetailPart.NEEDS, CaseDetailPart.PATHWAY}),
    is_summary=True,
)


def _iterate_unanswered_offers_sql() -> Iterator[str]:
    """How many offers have no answer yet."""
    where = f"{THIS_CASE} AND answer = '{OfferAnswer.NONE_YET.value}'"
    yield build_branch_select_sql(
        "unanswered", "", number=f"(SELECT COUNT(*) FROM {quote_table_name(Offer)} WHERE {where})"
    )


NEEDS = CasePanel(
    "support",
    (CaseTab.PLAN,),
    CasePanelPosition.MAIN,
    "offers/needs_panel.html",
    lambda page: page.detail.needs is not None,
    parts={"need": (Need, THIS_CASE), "offer": (Offer, THIS_CASE)},
    branches=_iterate_unanswered_offers_sql,
    reads=frozenset({CaseDetailPart.NEEDS}),
    count_waiting=lambda access, lines: lines["unanswered"][0].number if Kind.OFFERS in access.kinds else 0,
)
DEADLINES = CasePanel(
    "deadlines",
    (CaseTab.PLAN,),
    CasePanelPosition.MAIN,
    "events/deadlines_panel.html",
    lambda page: page.parts["standing"],
    Kind.PATHWAY,
    reads=frozenset({CaseDetailPart.PATHWAY}),
)
HISTORY = CasePanel(
    "history",
    (CaseTab.HISTORY,),
    CasePanelPosition.MAIN,
    "events/history_panel.html",
    lambda page: page.detail.events is not None,
    Kind.PATHWAY,
    reads=frozenset({CaseDetailPart.PATHWAY}),
)
TIMELINE_PICTURE = CasePanel(
    "timeline_picture",
    (CaseTab.HISTORY,),
    CasePanelPosition.MAIN,
    "events/timeline_panel.html",
    lambda page: build_timeline_picture(
        page.detail.events or (), page.detail.standing.lanes if page.detail.standing else (), page.now.date()
    ),
    Kind.PATHWAY,
    reads=frozenset({CaseDetailPart.PATHWAY}),
)
POINT_OF_CONTACT = CasePanel(
    "contact",
    (CaseTab.CONTACTS,),
    CasePanelPosition.ASIDE,
    "lifecycle/contact_panel.html",
    lambda page: page.detail.contact,
)
PERSON = CasePanel(
    "who",
    (CaseTab.CONTACTS,),
    CasePanelPosition.ASIDE,
    "person/who_panel.html",
    lambda page: page.detail.who,
    Kind.IDENTITY,
)
WAITED_ON = CasePanel(
    "waited",
    (CaseTab.REFERRAL,),
    CasePanelPosition.ASIDE,
    "events/waited_panel.html",
    lambda page: page.parts["waited"],
    Kind.PATHWAY,
    reads=frozenset({CaseDetailPart.PATHWAY}),
)
STEPS = CasePanel(
    "steps",
    (CaseTab.REFERRAL,),
    CasePanelPosition.OVERVIEW,
    "events/steps_panel.html",
    lambda page: page.parts["standing"],
    Kind.PATHWAY,
    reads=frozenset({CaseDetailPart.PATHWAY}),
    is_summary=True,
)
CONSENTS = CasePanel(
    "agreed",
    (CaseTab.SHARING,),
    CasePanelPosition.MAIN,
    "consent/consents_panel.html",
    lambda page: page.detail.consents is not None,
    Kind.CONSENT,
    {"consent": (Consent, THIS_CASE)},
    reads=frozenset({CaseDetailPart.CONSENTS}),
)
NOTIFICATION = CasePanel(
    "notification",
    (CaseTab.REFERRAL,),
    CasePanelPosition.MAIN,
    "consent/notification_panel.html",
    lambda page: page.detail.notifications,
    Kind.PATHWAY,
    {"notification": (DutyToNotifyReport, THIS_CASE)},
    reads=frozenset({CaseDetailPart.NOTIFICATIONS}),
)
SHARING = CasePanel(
    "sharing",
    (CaseTab.SHARING,),
    CasePanelPosition.ASIDE,
    "consent/sharing_panel.html",
    lambda page: page.detail.inside,
    reads=frozenset({CaseDetailPart.GRANTS}),
)


LOOKS = CasePanel(
    "looked",
    (CaseTab.SHARING,),
    CasePanelPosition.ASIDE,
    "lifecycle/looks_panel.html",
    lambda page: page.detail.looked,
    Kind.LOOKS,
    reads=frozenset({CaseDetailPart.LOOKS}),
)


def _build_case_documents_panel(page: CasePanelBuildContext) -> object:
    return present_document_list(page.access, page.reading_access, page.reference, page.known)


DOCUMENTS = CasePanel(
    "documents",
    (CaseTab.DOCUMENTS,),
    CasePanelPosition.MAIN,
    "lifecycle/documents_panel.html",
    _build_case_documents_panel,
    parts={"document": (Paper, "file_id = %(case)s")},
)
