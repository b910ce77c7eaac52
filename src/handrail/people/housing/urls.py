"""The addresses of finding a place, of stays and their review, and of the list of places, which shows who has them."""

from django.urls import URLPattern, path

from handrail.directory.housing.views.places import my_places
from handrail.people.housing.queries.stays_in_own_units import get_stays_by_unit
from handrail.people.housing.views import (
    child_placement_steps,
    housing_duty,
    housing_reviews,
    place_search,
    stays,
    suitability_checks,
    tonight,
)

CASE = "cases/<str:reference>"
STAY = f"{CASE}/stays/<uuid:stay_id>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/place/", place_search.show_places_tonight, name="place_tonight"),
    path(f"{CASE}/place/first/", place_search.MainPlaceRequirementsPage.as_view(), name="place_first"),
    path(f"{CASE}/place/needs/", place_search.PlaceRequirementsPage.as_view(), name="place_needs"),
    path(f"{CASE}/place/hold/<uuid:unit_id>/", place_search.hold_place, name="hold_place"),
    path(
        f"{CASE}/place/child/",
        child_placement_steps.RecordChildPlacementStepPage.as_view(),
        name="child_mark",
    ),
    path(f"{CASE}/place/refusal/", housing_duty.RecordHousingRefusalPage.as_view(), name="place_refusal"),
    path(f"{CASE}/place/dispute/", housing_duty.OpenHousingDisputePage.as_view(), name="place_dispute"),
    path(
        f"{CASE}/place/dispute/settle/",
        housing_duty.SettleHousingDutyDisputePage.as_view(),
        name="settle_dispute",
    ),
    path(f"{CASE}/place/nothing/", housing_duty.RecordNoSuitablePlacePage.as_view(), name="nothing_fits"),
    path(
        f"{CASE}/place/check/<uuid:place_id>/",
        suitability_checks.PlaceSuitabilityCheckPage.as_view(),
        name="place_check",
    ),
    path(
        f"{CASE}/place/check/<uuid:check_id>/overrule/",
        suitability_checks.OverruleSuitabilityCheckPage.as_view(),
        name="overrule_check",
    ),
    path(f"{CASE}/stays/", stays.show_stays_and_checks_of_case, name="case_stays"),
    path(f"{STAY}/", stays.stay, name="stay"),
    path(f"{STAY}/confirm/", stays.ConfirmStayPage.as_view(), name="confirm_stay"),
    path(f"{STAY}/no/", stays.DeclineStayPage.as_view(), name="stay_no"),
    path(f"{STAY}/let-go/", stays.ReleaseHoldPage.as_view(), name="let_go_stay"),
    path(f"{STAY}/extend/", stays.ExtendStayPage.as_view(), name="extend_stay"),
    path(f"{STAY}/end/", stays.EndStayPage.as_view(), name="end_stay"),
    path(f"{STAY}/missing/", stays.RecordPersonMissingPage.as_view(), name="stay_missing"),
    path(f"{STAY}/found/", stays.RecordPersonFoundPage.as_view(), name="stay_found"),
    path(f"{STAY}/evidence/", stays.RecordLostEvidencePage.as_view(), name="stay_evidence"),
    path(f"{STAY}/unsuitable/", stays.MarkStayUnsuitablePage.as_view(), name="stay_unsuitable"),
    path("places/tonight/", tonight.show_units_by_night, name="tonight"),
    path("places/", my_places, {"get_unit_stays": get_stays_by_unit}, name="my_places"),
    path("places/review/", housing_reviews.show_housing_review_of_body, name="places_review"),
]
