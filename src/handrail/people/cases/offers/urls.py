"""The addresses of one service, of searching for a case, and of referrals out and in."""

from django.urls import URLPattern, path

from handrail.directory.views import imports, services
from handrail.people.cases.offers.views import referrals
from handrail.people.cases.offers.views import services as for_case

CASE = "cases/<str:reference>"
ONE_REFERRAL = "referrals/<uuid:referral_id>"

urlpatterns: list[URLPattern] = [
    path("services/<int:service_id>/", services.service, name="service"),
    path("services/<int:service_id>/change/", services.edit_service, name="edit_service"),
    path("services/<int:service_id>/free/", services.service_free, name="service_free"),
    path("services/<int:service_id>/checked/", services.service_checked, name="service_checked"),
    path("services/<int:service_id>/trial/", services.extend_trial, name="extend_trial"),
    path("services/import/", imports.import_services, name="import_services"),
    path("services/import/template.csv", imports.import_template, name="import_template"),
    path("services/import/<uuid:arrival_id>/", imports.import_report, name="import_report"),
    path(f"{CASE}/services/", for_case.case_services, name="case_services"),
    path(f"{CASE}/services/circumstances/", for_case.say_circumstances, name="circumstances"),
    path(f"{CASE}/services/<int:service_id>/refer/", for_case.refer, name="refer"),
    path("referrals/", referrals.referral_list, name="referrals"),
    path(f"{ONE_REFERRAL}/", referrals.one_referral, name="referral"),
    path(f"{ONE_REFERRAL}/answer/", referrals.answer_referral, name="answer_referral"),
    path(f"{ONE_REFERRAL}/outcome/", referrals.referral_outcome, name="referral_outcome"),
    path(f"{ONE_REFERRAL}/chase/", referrals.chase_referral, name="chase_referral"),
    path(f"{ONE_REFERRAL}/take-back/", referrals.take_back_referral, name="take_back_referral"),
]
