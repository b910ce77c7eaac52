"""The addresses of finding a place, of stays, and of the places and agreements that they are found among."""

from django.urls import URLPattern, path

from handrail.people.housing.views import (
    agreements,
    checks,
    child_calls,
    housing_duty,
    place_search,
    places,
    reviews,
    stays,
)

CASE = "cases/<str:reference>"
STAY = f"{CASE}/stays/<uuid:stay_id>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/place/", place_search.place_tonight, name="place_tonight"),
    path(f"{CASE}/place/needs/", place_search.place_needs, name="place_needs"),
    path(f"{CASE}/place/hold/<uuid:unit_id>/", place_search.hold_place, name="hold_place"),
    path(f"{CASE}/place/child/", child_calls.child_mark, name="child_mark"),
    path(f"{CASE}/place/refusal/", housing_duty.place_refusal, name="place_refusal"),
    path(f"{CASE}/place/dispute/", housing_duty.place_dispute, name="place_dispute"),
    path(f"{CASE}/place/dispute/settle/", housing_duty.settle_dispute, name="settle_dispute"),
    path(f"{CASE}/place/nothing/", housing_duty.nothing_fits, name="nothing_fits"),
    path(f"{CASE}/place/check/<uuid:place_id>/", checks.place_check, name="place_check"),
    path(f"{CASE}/place/check/<uuid:check_id>/overrule/", checks.overrule_check, name="overrule_check"),
    path(f"{CASE}/stays/", stays.case_stays, name="case_stays"),
    path(f"{STAY}/", stays.stay, name="stay"),
    path(f"{STAY}/confirm/", stays.confirm_stay, name="confirm_stay"),
    path(f"{STAY}/no/", stays.stay_no, name="stay_no"),
    path(f"{STAY}/let-go/", stays.let_go_stay, name="let_go_stay"),
    path(f"{STAY}/extend/", stays.extend_stay, name="extend_stay"),
    path(f"{STAY}/end/", stays.end_stay, name="end_stay"),
    path(f"{STAY}/missing/", stays.stay_missing, name="stay_missing"),
    path(f"{STAY}/found/", stays.stay_found, name="stay_found"),
    path(f"{STAY}/evidence/", stays.stay_evidence, name="stay_evidence"),
    path(f"{STAY}/unsuitable/", stays.stay_unsuitable, name="stay_unsuitable"),
    path("places/", places.my_places, name="my_places"),
    path("places/add/", places.add_place, name="add_place"),
    path("places/numbers/", places.keep_number, name="keep_number"),
    path("places/parts/", places.add_zone, name="add_zone"),
    path("places/review/", reviews.places_review, name="places_review"),
    path("places/review/add/", reviews.review_action, name="review_action"),
    path("places/review/<uuid:action_id>/done/", reviews.finish_review_action, name="finish_review_action"),
    path("places/<uuid:place_id>/", places.edit_place, name="edit_place"),
    path("places/<uuid:place_id>/units/", places.add_unit, name="add_unit"),
    path("places/<uuid:place_id>/flag/", places.flag_place, name="flag_place"),
    path("places/<uuid:place_id>/lift/", places.lift_flag, name="lift_flag"),
    path("units/<uuid:unit_id>/withdraw/", places.withdraw_unit, name="withdraw_unit"),
    path("units/<uuid:unit_id>/back/", places.bring_back_unit, name="bring_back_unit"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/add/", agreements.add_agreement, name="add_agreement"),
    path("agreements/<uuid:agreement_id>/", agreements.agreement, name="agreement"),
    path("agreements/<uuid:agreement_id>/confirm/", agreements.confirm, name="confirm_agreement"),
    path("agreements/<uuid:agreement_id>/paper/", agreements.on_paper, name="agreement_on_paper"),
    path("agreements/<uuid:agreement_id>/end/", agreements.end_agreement_page, name="end_agreement"),
    path("agreements/<uuid:agreement_id>/rate/", agreements.agreement_rate, name="agreement_rate"),
]
