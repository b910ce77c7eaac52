"""The addresses of this room."""

from django.urls import URLPattern, path

from handrail.people.justice.views import (
    compulsion,
    contacts,
    contract,
    outcomes,
    rights_in_time,
    suspects,
    triage,
)

CASE = "cases/<str:reference>"
CONTRACT = f"{CASE}/victim-contract"
TOUCH = f"{CASE}/keeping-in-touch"

urlpatterns: list[URLPattern] = [
    path(f"{CONTRACT}/", contract.show_victim_contract, name="victim_contract"),
    path(f"{CONTRACT}/rights/", contract.RecordRightsLevelDecisionPage.as_view(), name="decide_rights_level"),
    path(f"{CONTRACT}/ask-signature/", contract.RequestSignOffPage.as_view(), name="ask_sign_off"),
    path(
        f"{CONTRACT}/signature/<uuid:sign_off_id>/",
        contract.RecordSignOffDecisionPage.as_view(),
        name="decide_sign_off",
    ),
    path(
        f"{CONTRACT}/<uuid:contract_item_id>/",
        contract.AnswerContractItemPage.as_view(),
        name="answer_contract_item",
    ),
    path(f"{TOUCH}/", contacts.show_contact_plan, name="keeping_in_touch"),
    path(f"{TOUCH}/agree/", contacts.RecordAgreedContactArrangementsPage.as_view(), name="agree_contact"),
    path(f"{TOUCH}/contact/", contacts.RecordJusticeContactPage.as_view(), name="record_justice_contact"),
    path(
        f"{TOUCH}/missed/<str:day>/",
        contacts.ExplainMissedContactPage.as_view(),
        name="explain_missed_contact",
    ),
    path(f"{CASE}/section-45/", compulsion.RecordCompulsionPage.as_view(), name="record_compulsion"),
    path(f"{CASE}/suspects/record/", suspects.RecordSuspectStepPage.as_view(), name="record_suspect_step"),
    path(f"{CASE}/police-outcome/", outcomes.RecordPoliceOutcomePage.as_view(), name="record_police_outcome"),
    path(f"{CASE}/triage/", triage.RecordTriageDecisionPage.as_view(), name="decide_triage"),
    path("rights-in-time/", rights_in_time.show_rights_given_in_time, name="rights_in_time"),
]
