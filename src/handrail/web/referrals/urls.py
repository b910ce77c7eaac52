"""The addresses of one service, of searching for a case, and of referrals out and in."""

from django.urls import URLPattern, path

from handrail.web.places import bringing, directory
from handrail.web.referrals import for_case, pages

CASE = "cases/<str:reference>"
ONE = "referrals/<uuid:referral_id>"

urlpatterns: list[URLPattern] = [
    path("services/<int:service_id>/", directory.service, name="service"),
    path("services/<int:service_id>/change/", directory.edit_service, name="edit_service"),
    path("services/<int:service_id>/free/", directory.service_free, name="service_free"),
    path("services/<int:service_id>/checked/", directory.service_checked, name="service_checked"),
    path("services/<int:service_id>/trial/", directory.extend_trial, name="extend_trial"),
    path("services/import/", bringing.import_services, name="import_services"),
    path("services/import/template.csv", bringing.import_template, name="import_template"),
    path("services/import/<uuid:arrival_id>/", bringing.import_report, name="import_report"),
    path(f"{CASE}/services/", for_case.case_services, name="case_services"),
    path(f"{CASE}/services/circumstances/", for_case.say_circumstances, name="circumstances"),
    path(f"{CASE}/services/<int:service_id>/refer/", for_case.refer, name="refer"),
    path("referrals/", pages.referral_list, name="referrals"),
    path(f"{ONE}/", pages.one_referral, name="referral"),
    path(f"{ONE}/answer/", pages.answer_referral, name="answer_referral"),
    path(f"{ONE}/outcome/", pages.referral_outcome, name="referral_outcome"),
    path(f"{ONE}/chase/", pages.chase_referral, name="chase_referral"),
    path(f"{ONE}/take-back/", pages.take_back_referral, name="take_back_referral"),
]
