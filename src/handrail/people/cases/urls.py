"""Addresses of a case: opening it, what happened, answers, sharing, needs, safety, papers; and of referrals."""

from django.urls import URLPattern, path

from handrail.people.cases.consent.views import case_sharing, consent_answers
from handrail.people.cases.events import views as events
from handrail.people.cases.lifecycle.views import opening, papers
from handrail.people.cases.offers.urls import urlpatterns as referrals
from handrail.people.cases.offers.views import met_needs, offers
from handrail.people.cases.person import views as person

CASE = "cases/<str:reference>"

urlpatterns: list[URLPattern] = [
    path("open-a-case/", opening.OpenCasePage.as_view(), name="open_case"),
    path(f"{CASE}/open/<slug:step>/", opening.OpeningQuestionPage.as_view(), name="open_question"),
    path(f"{CASE}/record/", events.ChooseEventKindPage.as_view(), name="record"),
    path(f"{CASE}/record/<slug:event>/", events.RecordEventPage.as_view(), name="record_event"),
    path(f"{CASE}/facts/", events.ClockStartFactsPage.as_view(), name="facts"),
    path(f"{CASE}/events/<uuid:event_id>/correct/", events.CorrectEventPage.as_view(), name="correct_event"),
    path(f"{CASE}/events/<uuid:event_id>/take-back/", events.TakeBackEventPage.as_view(), name="take_back"),
    path(f"{CASE}/answers/", consent_answers.consents_page, name="consents"),
    path(f"{CASE}/answers/<slug:matter>/", consent_answers.ConsentAnswerPage.as_view(), name="answer"),
    path(f"{CASE}/share/", case_sharing.ShareCasePage.as_view(), name="share"),
    path(f"{CASE}/share/<int:grant_id>/end/", case_sharing.EndCaseSharingPage.as_view(), name="end_share"),
    path(f"{CASE}/needs/add/", offers.AddNeedPage.as_view(), name="add_need"),
    path(f"{CASE}/needs/<uuid:need_id>/offer/", offers.MakeOfferPage.as_view(), name="make_offer"),
    path(f"{CASE}/needs/<uuid:need_id>/met/", met_needs.NeedMetPage.as_view(), name="need_met"),
    path(f"{CASE}/needs/<uuid:need_id>/again/", met_needs.ReopenNeedPage.as_view(), name="need_again"),
    path(f"{CASE}/offers/<uuid:offer_id>/answer/", offers.AnswerOfferPage.as_view(), name="answer_offer"),
    path(f"{CASE}/offers/<uuid:offer_id>/result/", offers.OfferResultPage.as_view(), name="offer_result"),
    path(f"{CASE}/danger/", person.DangerCheckPage.as_view(), name="danger"),
    path(f"{CASE}/safety-plan/", person.WriteSafetyPlanPage.as_view(), name="safety_plan"),
    path(f"{CASE}/safety-plan/review/", person.ReviewSafetyPlanPage.as_view(), name="review_plan"),
    path(f"{CASE}/reach/<slug:kind>/", person.RecordContactChannelPage.as_view(), name="reach"),
    path(f"{CASE}/who/", person.EditPersonPage.as_view(), name="who"),
    path(f"{CASE}/contacts/", person.SetPointOfContactPage.as_view(), name="contacts"),
    path(f"{CASE}/papers/add/", papers.AttachCaseDocumentPage.as_view(), name="add_paper"),
    path(f"{CASE}/papers/<uuid:paper_id>/", papers.download_case_document, name="paper"),
    path(
        f"{CASE}/papers/<uuid:paper_id>/take-back/",
        papers.WithdrawCaseDocumentPage.as_view(),
        name="take_back_paper",
    ),
    *referrals,
]
