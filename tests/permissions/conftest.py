"""For each room of the site a record in every place, and what its addresses take."""

import pytest
from django.utils import timezone

from handrail.areas.calls.actions import calls
from handrail.areas.needs.urls import urlpatterns as needs_urls
from handrail.areas.recommendations.urls import urlpatterns as recommendations_urls
from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.models import ReportSection, SectionFigure
from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.directory.published_vocabulary import TAXONOMIES, TERMS
from handrail.directory.queries.published_services import derive_service_at_location_id
from handrail.insight.cited_figures.models import make_citation_field_values
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.publication.definitions import describe_measure
from handrail.insight.publication.models import Publication
from handrail.insight.signals.models import MonthScan, Signal
from handrail.people.emergencies.actions import open_case_in_emergency
from handrail.people.emergencies.text_choices import EmergencyReason
from handrail.people.justice.models import SignOffRequest
from handrail.people.separate_files.actions import create_link_of_two_files_of_one_person
from handrail.people.unusual_use.models import UnusualUse
from handrail.platform.access.models import Membership
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.invitations import invite_user_to_role_at_organisation
from handrail.platform.reference.models import Body
from handrail.platform.surveys.urls import urlpatterns as surveys_urls
from people.provision_world import SECRETS, a_world
from people.recovery import recovery_fixtures as recovery
from support.bid_pages import PLANTED as PLANTED_IN_BIDS
from support.bid_pages import make_bid_room
from support.board_packs import board_packs
from support.calls import Writing, make
from support.calls_pages import Full, arguments, submit
from support.case_pages import ABOUT_A_CASE
from support.caseload_import import ANA, BEN, make_imports_in_every_state
from support.cast import tell
from support.cited_figures import TRAIL, cite
from support.commissioning import PLANTED as PLANTED_IN_COMMISSIONING
from support.commissioning import commission, commissioning_arguments
from support.conferences import (
    CONFERENCE_SECRETS,
    act,
    call,
    hold,
    move_here_and_set_review,
    set_table,
    set_whole_table,
)
from support.contacts_pages import SECRET_WORDS, worked  # noqa: F401
from support.deployment import a_stage as a_stage_of_deployment
from support.full_case import IN_THE_PAPER, IN_THE_REPORT, PLANTED
from support.housing_pages import a_stage
from support.information_requests import (
    COUNSELLING,
    WHO,
    WORDS_OF_A_LINK,
    add_senior_officer,
    ask,
    name_person,
    share_with_police,
)
from support.information_requests import SECRET_WORDS as SECRET_WORDS_OF_A_REQUEST
from support.justice import SECRETS as SECRETS_OF_A_CRIMINAL_CASE
from support.justice import a_criminal_case, get_item, get_missed_day
from support.matching_pages import linked  # noqa: F401
from support.monitoring_returns import monitoring_arguments
from support.needs import assess, assess_again, publish
from support.offers_pages import SECRET_WORDS as WORDS_OF_A_REFERRAL
from support.offers_pages import sent  # noqa: F401
from support.oversight_data import PLANTED as PLANTED_IN_OVERSIGHT
from support.oversight_data import oversee
from support.partnerships import PLANTED as PLANTED_IN_PARTNERSHIPS
from support.partnerships import partnership_arguments
from support.permission_table import Room, each, read_table, write_table
from support.permission_writing import WRITES, get_reported, keep_reported
from support.personal_data_pages import SECRET_WORDS as WORDS_ABOUT_DATA
from support.personal_data_pages import personal_data_arguments
from support.practice_library import Shelf
from support.practice_library import told as practice
from support.practitioners import NAME as PRACTITIONER
from support.practitioners import a_register, practitioner_arguments
from support.prevention_data import PLANTED as PLANTED_IN_PREVENTION
from support.prevention_data import PLANTED_INTELLIGENCE, intelligence_arguments, prevention_arguments
from support.recovery_pages import arguments as recovery_arguments
from support.referral_form_pages import WORDS, forms  # noqa: F401
from support.referral_links import TOLD_WORDS, agreed, debt_desk, made  # noqa: F401
from support.reports import asked_about, begun
from support.situations import list_columns, write_situations
from support.surveys import run_survey, write_in_romanian, write_survey
from support.worlds import shared_world


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    keep_reported(report)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write both tables, in the process that started the workers; rooms that were not asked keep their marks."""
    if not WRITES or exitstatus or hasattr(session.config, "workerinput"):
        return
    write_table(read_table() | {(name, part): mark for name, part, mark in get_reported("roles")})
    columns = list_columns()
    told = sorted(get_reported("situations"), key=lambda one: columns.index(tuple(one[1])))
    if {tuple(column) for _, column, _ in told} == set(columns):
        write_situations({(name, tuple(column)): mark for name, column, mark in told})


@shared_world
def cases_room(full) -> Room:
    case = [full.told.reference]
    own = {name: [*case, *full.arguments.get(name, [])] for name in ABOUT_A_CASE}
    planted = (*(word for words in PLANTED.values() for word in words), *IN_THE_REPORT, *IN_THE_PAPER)
    told = {
        **full.arguments,
        **own,
        "help_role": ["navigator"],
        "contradicting_cases": ["need-met-before-recorded"],
    }
    return Room(told, planted, readers=frozenset({"worker", "lead"}))


@shared_world
def unusual_use_room(cast) -> Room:
    finding = UnusualUse.objects.create(
        worker=cast.lead,
        body=cast.lead.body,
        rule="refusals",
        day=timezone.localdate(),
        numbers={"number": 12},
        changed_at=timezone.now(),
    )
    return Room({"decide_unusual_use": [finding.pk]}, is_about_people=False)


@shared_world
def calls_room(cast) -> Room:
    """Signed and locked, so that no act of one person changes what the next one meets."""
    call = make(cast.collator.actor)
    calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
    call.refresh_from_db()
    ours = Writing(call, cast.commissioner, cast.signatory)
    ours.both()
    ours.answer(4, [["Lincoln", "2"]])
    ours.practice()
    cite(ours.row)
    full = Full(call, ours, make(cast.collator.actor, title="A later call"))
    submit(full)
    return Room(arguments(full), ("We go and see them", "Navigators"), is_about_people=False)


@shared_world
def commissioning_room(cast) -> Room:
    """A contract in its evaluation and a grant in its review, with money and words that wait for a second reader."""
    commissioned = commission(cast)
    told = commissioning_arguments(commissioned, cast.commissioner.body.code)
    return Room(told, PLANTED_IN_COMMISSIONING, is_about_people=False)


@shared_world
def reports_room(cast) -> Room:
    """A published report, of which one entry was reworded since and its body was asked."""
    words = "Words that nobody has approved yet"
    slug, key = begun(cast)
    publish_edition(slug=slug, by=cast.collator.actor)
    entry = asked_about(cast, slug, key, words).pk
    SectionFigure.objects.create(
        section=ReportSection.objects.get(report__slug=slug, code="partnership"),
        taken_at=timezone.now(),
        **make_citation_field_values(TRAIL),
    )
    whole = (
        "report",
        "report_edit",
        "report_name",
        "report_section_add",
        "report_order",
        "report_preview",
        "report_publish",
    )
    return Room(
        {
            **{name: [slug] for name in whole},
            **{name: [slug, 1] for name in ("report_edition", "report_csv")},
            "report_file": [slug, 1, "pdf"],
            "report_from": [slug, 1, key],
            **{
                name: [slug, "partnership"]
                for name in ("report_section", "report_section_do", "report_pick", "report_figure_add")
            },
            "report_figure_out": [slug, "partnership", 1],
            **{name: [slug, key] for name in ("report_entry", "report_entry_do")},
            "quote": [entry],
        },
        (words,),
    )


@shared_world
def overseen(cast):
    return oversee(cast)


@shared_world
def oversight_room(overseen) -> Room:
    """All of it Lincolnshire's own."""
    meeting = "meeting change_meeting add_question settle_meeting reopen_meeting promise_meeting"
    plan = "plan change_plan add_objective report_board end_plan promise_plan take_gap cite_signal"
    programme = "programme change_programme add_hearing promise_programme"
    hearing = "change_hearing record_hearing cancel_hearing publish_hearing"
    return Room(
        {
            **each(meeting.split(), [overseen.meeting]),
            **each(plan.split(), [overseen.plan]),
            **each(programme.split(), [overseen.programme]),
            **each(hearing.split(), [overseen.programme, 3]),
            **each(("action", "say_action"), [overseen.action]),
            **each(("outcome", "correct_outcome"), [overseen.slug]),
            "change_question": [overseen.meeting, 1],
            "change_objective": [overseen.plan, 1],
        },
        PLANTED_IN_OVERSIGHT,
        is_about_people=False,
    )


@shared_world
def prevention_room(cast) -> Room:
    """All of it Lincolnshire's own."""
    return Room(prevention_arguments(cast), PLANTED_IN_PREVENTION, is_about_people=False)


@shared_world
def intelligence_room(cast) -> Room:
    """A session of Harbour's that is out, and its report, which waits for the force."""
    return Room(
        intelligence_arguments(cast),
        PLANTED_INTELLIGENCE,
        is_about_people=False,
        readers=frozenset({"partner", "force_lead"}),
    )


@shared_world
def bids_room(cast) -> Room:
    """An award, a pilot and a draft evaluation of Lincolnshire's, with something in every place."""
    return Room(make_bid_room(cast), PLANTED_IN_BIDS, is_about_people=False)


@shared_world
def assessed(cast):
    return assess(cast)


@shared_world
def needs_room(cast, assessed) -> Room:
    """A draft of Lincolnshire's, and a published one in place of what has been read."""
    later = assess_again(cast)
    publish(cast, later)
    names = {str(pattern.name) for pattern in needs_urls} - {
        "needs",
        "add_needs_assessment",
        "published_needs",
    }
    first = [assessed.assessment]
    return Room(
        {
            **each(names, first),
            **each(("add_quote", "change_needs_evidence", "remove_needs_evidence"), [*first, 3]),
            **each(("change_finding", "remove_finding", "change_needs_recommendation"), [*first, 1]),
            **each(("change_intention", "decide_intention"), [*first, 1]),
            **each(("check_quote", "remove_quote"), [*first, assessed.quote]),
            "published_needs": [later],
            "needs_file": [later, "pdf"],
        },
        ("Nobody told me where to go.",),
        is_about_people=False,
    )


@shared_world
def surveys_room(cast, assessed) -> Room:
    """A draft in two languages, one that runs, and one that is closed."""
    by = cast.commissioner.actor
    draft, running = write_survey(by), run_survey(by)
    write_in_romanian(draft, by)
    names = {str(pattern.name) for pattern in surveys_urls} - {"surveys", "add_survey"}
    questions = ("change_survey_question", "remove_survey_question")
    return Room(
        {
            **each(names, [draft.pk]),
            **each(questions, [draft.pk, 1]),
            "translate_survey_question": [draft.pk, 1, "ro"],
            "change_survey_language": [draft.pk, "ro"],
            **each(("add_paper_answer", "close_survey"), [running.pk]),
            **each(("public_survey", "survey_thanks"), [running.token]),
            "survey_result": [assessed.survey],
        },
        is_about_people=False,
    )


@shared_world
def partnerships_room(cast) -> Room:
    """A board and a forum of Lincolnshire; a network of which its office is a member."""
    return Room(partnership_arguments(cast), PLANTED_IN_PARTNERSHIPS, is_about_people=False)


@shared_world
def recommendations_room(overseen) -> Room:
    """A recommendation and updates of Lincolnshire's own."""
    updates = {"updates", "answer_update", "decide_update"}
    lists = {
        "recommendations",
        "recommendations_csv",
        "asked_of_us",
        "asked_by_us",
        "register_recommendation",
    }
    names = {str(pattern.name) for pattern in recommendations_urls} - lists - updates
    return Room(
        {
            **each(names, [overseen.local]),
            **each(updates, [overseen.local, overseen.asking]),
            "recommendation": [overseen.local],
        },
        PLANTED_IN_OVERSIGHT,
    )


@shared_world
def practices_room(cast) -> Room:
    """A plan of ours that would point to a safe venue."""
    secret = "the old convent on the hill"
    shelf = Shelf(cast.collator.actor)
    (row,) = shelf.put(
        "commissioner-lincolnshire", practice("Rooms", secret, state="planned", safe_venue=True)
    )
    one = ("practice", "practice_became", "practice_sort", "practice_out")
    return Room(each(one, [row.key]), (secret,))


@shared_world
def provision(cast, told):
    return a_world(cast, told)


@shared_world
def money_room(provision) -> Room:
    world = provision
    one = {
        "approve_money": world.asked, "refuse_money": world.asked, "review_money": world.spent_first,
        "cancel_money": world.approved, "buy_money": world.approved, "receipt_money": world.bought,
        "reconcile_money": world.receipted, "money_request": world.reconciled,
    }  # fmt: skip
    fund = [world.purse.fund.pk]
    return Room(
        {
            **{name: [request] for name, request in one.items()},
            **each(("fund", "change_terms", "set_budget", "close_fund"), fund),
            "close_budget": [*fund, world.purse.budget.pk],
            "gap_cases": ["essentials", "2026-11"],
            **each(("case_money", "ask_money", "paid_instead"), [world.told.reference]),
        },
        (*SECRETS, *world.told.secrets),
    )


@shared_world
def bags_room(provision) -> Room:
    store, kind, case = provision.shelf.store.pk, provision.shelf.women.pk, provision.told.reference
    of_a_kind = ("deliver_bags", "write_off_bags", "count_bags", "reorder_bags")
    return Room(
        {
            **each(("bag_kind", "change_bag", "retire_bag"), [kind]),
            **each(("bag_store", "close_bag_store"), [store]),
            **each(of_a_kind, [store, kind]),
            "give_bag": [case],
            **each(("take_bag_back", "say_of_bag"), [case, provision.issue]),
        },
        (*SECRETS, *provision.told.secrets),
    )


@shared_world
def housing_room(cast) -> Room:
    stage = a_stage(cast)
    return Room(stage.arguments, (*stage.told.secrets, *stage.secrets))


@shared_world
def offers_room(sent, made) -> Room:  # noqa: F811
    """With a link that a provider has not opened yet."""
    arguments = {**sent.arguments, "outside_referral": [made.token]}
    return Room(arguments, (*sent.told.secrets, WORDS_OF_A_REFERRAL, TOLD_WORDS))


@shared_world
def matching_room(linked) -> Room:  # noqa: F811
    return Room(linked.arguments, linked.secrets)


@shared_world
def contacts_room(worked) -> Room:  # noqa: F811
    return Room(worked.arguments, (*worked.told.secrets, *SECRET_WORDS))


@shared_world
def personal_data_room(cast, told) -> Room:
    return Room(
        personal_data_arguments(cast, told),
        (*told.secrets, WORDS_ABOUT_DATA),
        readers=frozenset({"protector"}),
    )


@shared_world
def referral_form_room(forms) -> Room:  # noqa: F811
    return Room(forms.arguments, (*forms.told.secrets, WORDS))


@shared_world
def recovery_room(cast, told) -> Room:
    world = recovery.a_world(cast, told)
    return Room(recovery_arguments(world), (*world.told.secrets, *recovery.SECRETS))


@shared_world
def administration_room(cast) -> Room:
    """A colleague of the administrator's, an invitation of theirs, and one of an administrator of another body."""
    lantern, harbour = (Body.objects.get(code=code) for code in ("lantern", "harbour"))
    ours = invite_user_to_role_at_organisation(
        email="new@example.org",
        name="Nia Newcombe",
        body=lantern,
        role=Role.ADVISER,
        by=cast.administrator.actor,
    )
    theirs = invite_user_to_role_at_organisation(
        email="first@example.org",
        name="Hester Vale",
        body=harbour,
        role=Role.ADMINISTRATOR,
        by=cast.platform_administrator.actor,
    )
    person = [cast.adviser.pk]
    Membership.objects.create(
        user=cast.adviser, body=lantern, role=Role.ADVISER, since=timezone.now(), given_by=cast.administrator
    )
    return Room(
        {
            **each(("send_invitation_again", "withdraw_invitation"), [ours.pk]),
            **each(
                ("change_person_role", "end_person_access", "keep_person_access", "reset_second_factor"),
                person,
            ),
            **each(("organisation", "invite_administrator"), ["harbour"]),
            "send_administrator_invitation_again": ["harbour", theirs.pk],
            "withdraw_administrator_invitation": ["harbour", theirs.pk],
        },
        ("Nia Newcombe", "Hester Vale"),
        is_about_people=False,
    )


@shared_world
def emergencies_room(cast, told) -> Room:
    """Opened by somebody outside, who may end it; the leads of the case may review it."""
    words = "She rang from a petrol station"
    row = open_case_in_emergency(
        reference=told.reference, reason=EmergencyReason.DANGER, words=words, by=cast.outsider.actor
    )
    return Room(
        {"end_emergency": [told.reference], "review_emergency": [told.reference, row.pk]},
        (words, *told.secrets),
    )


@shared_world
def caseload_import_room(cast, told) -> Room:
    """The lead brings rows in; each import stands where its addresses make sense."""
    one, checked, running, done = make_imports_in_every_state(cast.lead.actor)
    arguments = {"import_cases_template": ["csv"], "import_columns": [one], "import_questions": [checked]}
    names = (
        "caseload_import import_findings replace_import_file decide_import_rows start_import finish_import"
    )
    arguments |= each(names.split(), [checked])
    arguments |= {"decide_import_row": [checked, 3], "stop_import": [running], "undo_import": [done]}
    return Room(arguments, (ANA[2], BEN[2], *told.secrets))


@shared_world
def information_requests_room(cast, told) -> Room:
    """The officer asked; Lantern’s lead may answer."""
    share_with_police(cast, told)
    row = ask(cast, told)
    one = "information_request information_notice give_information refuse_information"
    one += " withdraw_information_request told_information_request"
    arguments = {**each(one.split(), [row.pk]), "ask_information": [told.reference]}
    add_senior_officer()
    arguments["approve_counselling_notes"] = [ask(cast, told, **COUNSELLING).pk]
    arguments["approve_named_counselling_notes"] = [name_person(cast, **COUNSELLING).pk]
    named = "named_request named_request_notice link_named_request cannot_answer_named_request"
    named += " take_named_request_back told_named_request"
    arguments |= each(named.split(), [name_person(cast).pk])
    return Room(arguments, (*told.secrets, *SECRET_WORDS_OF_A_REQUEST, *WHO))


@shared_world
def justice_room(cast) -> Room:
    """The officer’s own case: answered whole, one gap, a supervisor asked, a contact missed, decided on triage."""
    told = a_criminal_case(cast)
    request = SignOffRequest.objects.get(case=told.case_id)
    pages = "victim_contract decide_rights_level ask_sign_off keeping_in_touch agree_contact"
    pages += (
        " record_justice_contact record_compulsion decide_triage record_suspect_step record_police_outcome"
    )
    arguments = {**each(pages.split(), [told.reference])}
    arguments |= {
        "decide_sign_off": [told.reference, request.pk],
        "answer_contract_item": [told.reference, get_item(told, "4.1").pk],
        "explain_missed_contact": [told.reference, str(get_missed_day(told))],
    }
    return Room(arguments, (*told.secrets, *SECRETS_OF_A_CRIMINAL_CASE))


@shared_world
def conferences_room(cast, told) -> Room:
    """Four agencies sit at the table of Lantern’s lead; the meeting is called; a visit is agreed."""
    table = set_table(cast, told)
    member, item, visit = set_whole_table(cast, told, table)
    held = hold(cast, table)
    move_here_and_set_review(table)
    one = "conference conference_disclosures earlier_conference hand_over_conference review_conference_basis"
    one += " conference_actions answer_conference conference_person conference_agency_answer"
    one += " sign_conference conference_member_body put_conference_item call_conference set_conference_action"
    one += " end_conference conference_step_out"
    pk = table.conference
    arguments = {
        **each(one.split(), [pk]),
        **each(["change_conference_area", "conference_agenda", "call_regular_meeting"], [table.area]),
        **each(["conference_told", "conference_meeting"], [pk, held.pk]),
        "conference_paper_slice": [pk, member],
        "conference_member": [pk, "harbour"],
        "note_conference_signature": [pk, member],
        "leave_conference": [pk, table.members["housing"]],
        "cut_conference_item": [pk, item],
        **each(["conference_minutes", "move_conference_meeting"], [pk, call(cast, table).pk]),
        "end_conference_action": [pk, act(cast, table).pk],
        "ask_conference": [tell(cast.worker.actor).reference],  # one at a time: told has one
        "agree_joint_visit": [told.reference],
        **each(["joint_visit", "record_joint_visit", "set_joint_visit_companion"], [told.reference, visit]),
        "joined_visit": [visit],
    }
    return Room(arguments, (*told.secrets, *CONFERENCE_SECRETS))


@shared_world
def deployment_room(cast, told) -> Room:
    """The colleague is asked by Lantern’s lead; the officer asked the co-ordinator for advice."""
    stage = a_stage_of_deployment(cast, told)
    return Room(stage.arguments, (*told.secrets, *stage.secrets))


@shared_world
def separate_files_room(cast, told) -> Room:
    """Held by the liaison officer alone."""
    link = create_link_of_two_files_of_one_person(
        first=told.reference, second="LP-0099-Y", words=WORDS_OF_A_LINK, by=cast.liaison.actor
    )
    return Room(
        each(("hold_hand_over", "hold_answer", "hold_end"), [link]),
        (*told.secrets, WORDS_OF_A_LINK, "LP-0099-Y"),
    )


@shared_world
def open_referral_room(cast) -> Room:
    added = add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Drop-in",
        kind="group",
        phases=["before"],
        state="open",
        everywhere=True,
        public=True,
    )
    key = Service.objects.get(pk=added).key
    return Room(
        {
            "open_referral_service": [str(key)],
            "open_referral_at_location": [str(derive_service_at_location_id(key))],
            "open_referral_taxonomy": [str(TAXONOMIES[0].id)],
            "open_referral_term": [str(TERMS[0].id)],
        }
    )


@shared_world
def practitioners_room(cast) -> Room:
    """A register of Lantern's: one navigator, who has the worker's account."""
    arguments = practitioner_arguments(a_register(cast))
    return Room(arguments, (PRACTITIONER,), is_about_people=False, readers=frozenset({"lead"}))


@shared_world
def figures_room(cast) -> Room:
    """A quarter that is published, of which every figure is nought."""
    definitions = {measure.key: describe_measure(measure) for measure in MEASURES}
    for month in ("2026-07", "2026-08", "2026-09"):
        Publication.objects.create(
            month=month, drawn_at=timezone.now(), quarter_within=4, definitions=definitions
        )
    files = ("figures_csv", "figures_csv_description", "figures_json")
    scan = MonthScan.objects.create(month="2026-09", series=10, history=24, scanned_at=timezone.now())
    signal = Signal.objects.create(
        scan=scan,
        area_code=cast.commissioner.body.area_id,
        measure="referred",
        is_rise=False,
        span=3,
        band="hundred",
        state="accepted",
    )
    signals = each(("signal", "decide_signal", "start_intervention"), [signal.pk])
    return Room({**each(files, ["2026-Q3"]), **signals}, is_about_people=False)


@shared_world
def packs_room(cast) -> Room:
    """A signed pack, a draft and a monitoring return of Lincolnshire's."""
    packs = board_packs(cast)
    series = ("pack_series", "change_pack_series", "order_pack_measures", "make_next_pack", "restart_limits")
    return Room(
        {
            **monitoring_arguments(cast),
            **each(series, [packs["series"]]),
            **each(("pack", "write_pack", "promise_pack", "send_pack", "sign_pack"), [packs["draft"]]),
            "pack": [packs["signed"]],
            "pack_file": [packs["signed"], "html"],
            "correct_pack": [packs["signed"]],
            "comment_on_pack": [packs["draft"], "crime-recorded"],
        },
        ("PLANT-COMMENT", "PLANT-SUMMARY"),
        is_about_people=False,
    )
