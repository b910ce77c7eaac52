"""The addresses of places, units and agreements. The list of places is in people/housing, which knows who has them."""

from django.urls import URLPattern, path

from handrail.directory.housing.views import agreements, places

PLACE = "places/<uuid:place_id>"
UNIT = "units/<uuid:unit_id>"
AGREEMENT = "agreements/<uuid:agreement_id>"

urlpatterns: list[URLPattern] = [
    path("places/add/", places.AddPlacePage.as_view(), name="add_place"),
    path("places/numbers/", places.SaveDutyPhoneNumberPage.as_view(), name="keep_number"),
    path("places/parts/", places.AddZonePage.as_view(), name="add_zone"),
    path(f"{PLACE}/", places.EditPlacePage.as_view(), name="edit_place"),
    path(f"{PLACE}/units/", places.AddUnitPage.as_view(), name="add_unit"),
    path(f"{PLACE}/flag/", places.FlagPlacePage.as_view(), name="flag_place"),
    path(f"{PLACE}/lift/", places.LiftPlaceFlagPage.as_view(), name="lift_flag"),
    path(f"{UNIT}/withdraw/", places.WithdrawUnitPage.as_view(), name="withdraw_unit"),
    path(f"{UNIT}/back/", places.bring_back_unit, name="bring_back_unit"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/add/", agreements.AddHousingAgreementPage.as_view(), name="add_agreement"),
    path(f"{AGREEMENT}/", agreements.agreement, name="agreement"),
    path(f"{AGREEMENT}/confirm/", agreements.ConfirmHousingAgreementPage.as_view(), name="confirm_agreement"),
    path(f"{AGREEMENT}/paper/", agreements.ConfirmAgreementOnPaperPage.as_view(), name="agreement_on_paper"),
    path(f"{AGREEMENT}/end/", agreements.SetLastNightOfAgreementPage.as_view(), name="end_agreement"),
    path(f"{AGREEMENT}/rate/", agreements.AddSubsistenceRatePage.as_view(), name="agreement_rate"),
]
