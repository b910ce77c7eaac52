"""Every address of the site. Each view carries its door; a guard walks this list."""

from django.urls import path

from handrail.areas.calls.urls import urlpatterns as calls
from handrail.areas.home.urls import urlpatterns as area_home
from handrail.areas.oversight.urls import urlpatterns as oversight
from handrail.areas.practices.urls import urlpatterns as practices
from handrail.areas.recommendations.urls import urlpatterns as recommendations
from handrail.areas.reports.urls import urlpatterns as reports
from handrail.directory.open_referral.urls import urlpatterns as openreferral
from handrail.directory.views import services
from handrail.people.bags.urls import urlpatterns as bags
from handrail.people.cases.consent.views import answers, notification, sharing
from handrail.people.cases.events import views
from handrail.people.cases.lifecycle.views import opening, papers
from handrail.people.cases.offers.urls import urlpatterns as referrals
from handrail.people.cases.offers.views import needs, offers
from handrail.people.cases.person import views as safety
from handrail.people.contacts.urls import urlpatterns as caseload
from handrail.people.housing.urls import urlpatterns as housing
from handrail.people.matching.urls import urlpatterns as linking
from handrail.people.money.urls import urlpatterns as money
from handrail.people.recovery.urls import urlpatterns as recovery
from handrail.people.recovery.views.person_page import leave
from handrail.people.referral_form.urls import urlpatterns as nrmform
from handrail.people.workspace.views import case, case_list, case_list_file, pathway_rules, search
from handrail.people.workspace.views import pathway_map as places
from handrail.people.workspace.views.my_day import first_page, my_day
from handrail.platform.i18n.urls import urlpatterns as languages
from handrail.platform.signin.hidden_screen import hide_screen, show_again
from handrail.platform.signin.views.drafts import recovered_draft
from handrail.platform.ui import public_pages
from handrail.platform.ui.gallery import gallery

CASE = "cases/<str:reference>"

urlpatterns = [
    path("", first_page, name="first_page"),
    path("my-day/", my_day, name="my_day"),
    path("cases/", case_list.cases, name="cases"),
    path("cases/as-a-file/", case_list_file.cases_file, name="cases_file"),
    path("find/", search.FindPage.as_view(), name="find"),
    path("open-a-case/", opening.open_case, name="open_case"),
    path(f"{CASE}/open/<slug:step>/", opening.open_question, name="open_question"),
    path(f"{CASE}/opened/", opening.opened, name="opened"),
    path(f"{CASE}/", case.case, name="case"),
    path(f"{CASE}/map/", case.case_map, name="case_map"),
    path(f"{CASE}/looks/", case.case_looks, name="case_looks"),
    path(f"{CASE}/record/", views.record_what, name="record"),
    path(f"{CASE}/record/<slug:event>/", views.record_event, name="record_event"),
    path(f"{CASE}/facts/", views.facts, name="facts"),
    path(f"{CASE}/events/<uuid:event_id>/correct/", views.correct_event, name="correct_event"),
    path(f"{CASE}/events/<uuid:event_id>/take-back/", views.take_back, name="take_back"),
    path(f"{CASE}/answers/", answers.consents_page, name="consents"),
    path(f"{CASE}/answers/<slug:matter>/", answers.answer, name="answer"),
    path(f"{CASE}/share/", sharing.share, name="share"),
    path(f"{CASE}/share/<int:grant_id>/end/", sharing.end_share, name="end_share"),
    path(f"{CASE}/needs/add/", offers.add_need, name="add_need"),
    path(f"{CASE}/needs/<uuid:need_id>/offer/", offers.make_offer, name="make_offer"),
    path(f"{CASE}/needs/<uuid:need_id>/met/", needs.need_met, name="need_met"),
    path(f"{CASE}/needs/<uuid:need_id>/again/", needs.need_again, name="need_again"),
    path(f"{CASE}/offers/<uuid:offer_id>/answer/", offers.answer_offer, name="answer_offer"),
    path(f"{CASE}/offers/<uuid:offer_id>/result/", offers.offer_result, name="offer_result"),
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
    path(f"{CASE}/notify/", notification.prepare, name="notify"),
    path(f"{CASE}/notify/report/", notification.report, name="notify_report"),
    path("pathway/", places.pathway_map, name="pathway_map"),
    path("pathway/rules/", pathway_rules.all_rules, name="rules"),
    path("pathway/rules/<slug:clock>/", pathway_rules.set_length, name="set_length"),
    path("services/add/", services.add_service, name="add_service"),
    path("services/<int:service_id>/state/", services.service_state, name="service_state"),
    path("services/", places.services, name="services"),
    *recommendations,
    *oversight,
    *calls,
    *practices,
    *reports,
    *area_home,
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
    path("kept/", recovered_draft, name="kept"),
    path("leave/", leave, name="leave"),
    path("design/", gallery, name="gallery"),
    path("hidden/", hide_screen, name="hidden"),
    path("hidden/back/", show_again, name="show_again"),
    path("help/", public_pages.help_page, name="help"),
    path("accessibility/", public_pages.accessibility, name="accessibility"),
    path("health/", public_pages.health, name="health"),
]
