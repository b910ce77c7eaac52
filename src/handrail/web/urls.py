"""Every address of the site. Each view carries its door; a guard walks this list."""

from django.urls import path

from handrail.web.bags.urls import urlpatterns as bags
from handrail.web.calls.urls import urlpatterns as calls
from handrail.web.caseload.urls import urlpatterns as caseload
from handrail.web.cases import (
    answers,
    file,
    find,
    listing,
    needs,
    notify,
    opening,
    pages,
    papers,
    plan,
    recording,
    safety,
    sharing,
)
from handrail.web.day.pages import first_page, my_day
from handrail.web.design.gallery import gallery
from handrail.web.housing.urls import urlpatterns as housing
from handrail.web.languages.urls import urlpatterns as languages
from handrail.web.linking.urls import urlpatterns as linking
from handrail.web.money.urls import urlpatterns as money
from handrail.web.nrmform.urls import urlpatterns as nrmform
from handrail.web.openreferral.urls import urlpatterns as openreferral
from handrail.web.oversight.urls import urlpatterns as oversight
from handrail.web.places import directory, open_pages, rules
from handrail.web.places import pages as places
from handrail.web.practices.urls import urlpatterns as practices
from handrail.web.recommendations.urls import urlpatterns as recommendations
from handrail.web.recovery.their_page import leave
from handrail.web.recovery.urls import urlpatterns as recovery
from handrail.web.referrals.urls import urlpatterns as referrals
from handrail.web.reports.urls import urlpatterns as reports
from handrail.web.signin.again import kept
from handrail.web.signin.hiding import hidden, show_again

CASE = "cases/<str:reference>"

urlpatterns = [
    path("", first_page, name="first_page"),
    path("my-day/", my_day, name="my_day"),
    path("cases/", listing.cases, name="cases"),
    path("cases/as-a-file/", file.cases_file, name="cases_file"),
    path("find/", find.find, name="find"),
    path("open-a-case/", opening.open_case, name="open_case"),
    path(f"{CASE}/open/<slug:step>/", opening.open_question, name="open_question"),
    path(f"{CASE}/opened/", opening.opened, name="opened"),
    path(f"{CASE}/", pages.case, name="case"),
    path(f"{CASE}/map/", pages.case_map, name="case_map"),
    path(f"{CASE}/looks/", pages.case_looks, name="case_looks"),
    path(f"{CASE}/record/", recording.record_what, name="record"),
    path(f"{CASE}/record/<slug:event>/", recording.record_event, name="record_event"),
    path(f"{CASE}/facts/", recording.facts, name="facts"),
    path(f"{CASE}/events/<uuid:event_id>/correct/", recording.correct_event, name="correct_event"),
    path(f"{CASE}/events/<uuid:event_id>/take-back/", recording.take_back, name="take_back"),
    path(f"{CASE}/answers/", answers.consents_page, name="consents"),
    path(f"{CASE}/answers/<slug:matter>/", answers.answer, name="answer"),
    path(f"{CASE}/share/", sharing.share, name="share"),
    path(f"{CASE}/share/<int:grant_id>/end/", sharing.end_share, name="end_share"),
    path(f"{CASE}/needs/add/", plan.add_need, name="add_need"),
    path(f"{CASE}/needs/<uuid:need_id>/offer/", plan.make_offer, name="make_offer"),
    path(f"{CASE}/needs/<uuid:need_id>/met/", needs.need_met, name="need_met"),
    path(f"{CASE}/needs/<uuid:need_id>/again/", needs.need_again, name="need_again"),
    path(f"{CASE}/offers/<uuid:offer_id>/answer/", plan.answer_offer, name="answer_offer"),
    path(f"{CASE}/offers/<uuid:offer_id>/result/", plan.offer_result, name="offer_result"),
    path(f"{CASE}/danger/", safety.danger, name="danger"),
    path(f"{CASE}/safety-plan/", safety.safety_plan, name="safety_plan"),
    path(f"{CASE}/safety-plan/review/", safety.review_plan, name="review_plan"),
    path(f"{CASE}/reach/<slug:kind>/", safety.reach, name="reach"),
    path(f"{CASE}/who/", safety.who, name="who"),
    path(f"{CASE}/contacts/", safety.contacts, name="contacts"),
    path(f"{CASE}/papers/", papers.papers, name="papers"),
    path(f"{CASE}/papers/add/", papers.add_paper, name="add_paper"),
    path(f"{CASE}/papers/<uuid:paper_id>/", papers.paper, name="paper"),
    path(f"{CASE}/papers/<uuid:paper_id>/take-back/", papers.take_back_paper, name="take_back_paper"),
    path(f"{CASE}/notify/", notify.prepare, name="notify"),
    path(f"{CASE}/notify/report/", notify.report, name="notify_report"),
    path("pathway/", places.pathway_map, name="pathway_map"),
    path("pathway/rules/", rules.all_rules, name="rules"),
    path("pathway/rules/<slug:clock>/", rules.set_length, name="set_length"),
    path("services/add/", directory.add_service, name="add_service"),
    path("services/<int:service_id>/state/", directory.service_state, name="service_state"),
    path("services/", places.services, name="services"),
    *recommendations,
    *oversight,
    *calls,
    *practices,
    *reports,
    *housing,
    *money,
    *bags,
    *referrals,
    *openreferral,
    *nrmform,
    *recovery,
    *linking,
    *caseload,
    *languages,
    path("looks/", places.looks, name="looks"),
    path("kept/", kept, name="kept"),
    path("leave/", leave, name="leave"),
    path("design/", gallery, name="gallery"),
    path("hidden/", hidden, name="hidden"),
    path("hidden/back/", show_again, name="show_again"),
    path("help/", open_pages.help_page, name="help"),
    path("accessibility/", open_pages.accessibility, name="accessibility"),
    path("health/", open_pages.health, name="health"),
]
