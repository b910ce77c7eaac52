"""The addresses of services for a case, and of referrals out and in."""

from django.urls import URLPattern, path

from handrail.people.cases.offers.views import heard_of_us, outside_provider, referral_sending, referrals
from handrail.people.cases.offers.views import services as for_case

CASE = "cases/<str:reference>"
ONE_REFERRAL = "referrals/<uuid:referral_id>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/services/", for_case.show_services_fitting_case, name="case_services"),
    path(f"{CASE}/services/circumstances/", for_case.EligibilityDetailsPage.as_view(), name="circumstances"),
    path(f"{CASE}/heard-of-us/", heard_of_us.HeardOfUsPage.as_view(), name="heard_of_us"),
    path(f"{CASE}/services/<int:service_id>/refer/", for_case.ReferToServicePage.as_view(), name="refer"),
    path("referrals/", referrals.referral_list, name="referrals"),
    path(f"{ONE_REFERRAL}/", referrals.one_referral, name="referral"),
    path(f"{ONE_REFERRAL}/answer/", referrals.AnswerReferralPage.as_view(), name="answer_referral"),
    path(f"{ONE_REFERRAL}/outcome/", referrals.ReferralOutcomePage.as_view(), name="referral_outcome"),
    path(f"{ONE_REFERRAL}/letter/", referral_sending.download_referral_letter, name="referral_letter"),
    path(f"{ONE_REFERRAL}/link/", referral_sending.show_new_referral_link_once, name="made_link"),
    path(f"{ONE_REFERRAL}/link/new/", referral_sending.MakeReferralLinkPage.as_view(), name="make_link"),
    path(f"{ONE_REFERRAL}/link/stop/", referral_sending.StopReferralLinkPage.as_view(), name="stop_link"),
    path(f"{ONE_REFERRAL}/send-again/", referral_sending.SendReferralAgainPage.as_view(), name="send_again"),
    path(f"{ONE_REFERRAL}/chase/", referrals.RecordReferralReminderPage.as_view(), name="chase_referral"),
    path(f"{ONE_REFERRAL}/take-back/", referrals.WithdrawReferralPage.as_view(), name="take_back_referral"),
    path("referred/", outside_provider.show_referral_to_outside_provider, name="outside_visit"),
    path("referred/leave/", outside_provider.end_outside_provider_link_session, name="outside_leave"),
    path("referred/<str:token>/", outside_provider.show_referral_code_form, name="outside_referral"),
]
