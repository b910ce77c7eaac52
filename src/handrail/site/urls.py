"""Every address of the site: sign-in at /account/, then those of each room.

Each view says who may open it (`requires_permission`, `requires_case_permission`, `public`); a guard walks this list.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from handrail.areas.bids.urls import urlpatterns as bids
from handrail.areas.calls.urls import urlpatterns as calls
from handrail.areas.commissioning.urls import urlpatterns as commissioning
from handrail.areas.home.urls import urlpatterns as area_home
from handrail.areas.intelligence.urls import urlpatterns as intelligence
from handrail.areas.needs.urls import urlpatterns as needs
from handrail.areas.oversight.signal_answers import list_plans_citing_signal
from handrail.areas.oversight.urls import urlpatterns as oversight
from handrail.areas.partnerships.urls import urlpatterns as partnerships
from handrail.areas.practices.urls import urlpatterns as practices
from handrail.areas.prevention.signal_answers import list_campaigns_and_priorities_answering_signal
from handrail.areas.prevention.urls import urlpatterns as prevention
from handrail.areas.recommendations.urls import urlpatterns as recommendations
from handrail.areas.reports.urls import urlpatterns as reports
from handrail.directory.funds.urls import urlpatterns as funds
from handrail.directory.housing.urls import urlpatterns as directory_housing
from handrail.directory.open_referral.urls import urlpatterns as open_referral
from handrail.directory.practitioners.urls import urlpatterns as practitioners
from handrail.directory.urls import urlpatterns as directory
from handrail.insight.monitoring_returns.urls import urlpatterns as monitoring_returns
from handrail.insight.packs.urls import urlpatterns as board_packs
from handrail.insight.provision_gaps.urls import urlpatterns as provision_gaps
from handrail.insight.publication.urls import urlpatterns as published_figures
from handrail.insight.review_gaps.urls import urlpatterns as review_gaps
from handrail.insight.signals.urls import make_signal_page_address
from handrail.insight.signals.urls import urlpatterns as signals
from handrail.insight.survey_results.urls import urlpatterns as survey_results
from handrail.insight.take_up.urls import urlpatterns as take_up
from handrail.people.bags.urls import urlpatterns as bags
from handrail.people.caseload_import.urls import urlpatterns as caseload_import
from handrail.people.cases.urls import urlpatterns as cases
from handrail.people.conferences.urls import urlpatterns as conferences
from handrail.people.contacts.urls import urlpatterns as contacts
from handrail.people.deployment.urls import urlpatterns as deployment
from handrail.people.emergencies.urls import urlpatterns as emergencies
from handrail.people.gaps.urls import urlpatterns as gaps
from handrail.people.housing.urls import urlpatterns as housing
from handrail.people.information_requests.urls import urlpatterns as information_requests
from handrail.people.justice.urls import urlpatterns as justice
from handrail.people.matching.urls import urlpatterns as matching
from handrail.people.money.urls import urlpatterns as money
from handrail.people.personal_data.urls import urlpatterns as personal_data
from handrail.people.recovery.urls import urlpatterns as recovery
from handrail.people.recovery.views.person_page import quick_exit_from_page_for_victim
from handrail.people.referral_form.urls import urlpatterns as referral_form
from handrail.people.separate_files.urls import urlpatterns as separate_files
from handrail.people.unusual_use.urls import urlpatterns as unusual_use
from handrail.people.workspace.urls import urlpatterns as workspace
from handrail.platform.administration.urls import urlpatterns as administration
from handrail.platform.background_tasks.urls import urlpatterns as own_files
from handrail.platform.calendar_feed.urls import urlpatterns as calendar_feed
from handrail.platform.i18n.urls import urlpatterns as languages
from handrail.platform.monitoring import views as monitoring
from handrail.platform.record_checks.urls import urlpatterns as record_checks
from handrail.platform.signin.hidden_screen import hide_screen, unhide_screen_after_proof
from handrail.platform.signin.urls import urlpatterns as own_account
from handrail.platform.signin.views.lockout_and_second_factor import refuse_second_factor_removal
from handrail.platform.signin.views.organisation_sign_in import SignInView
from handrail.platform.signin.views.own_account import redirect_to_own_account, with_account_layout
from handrail.platform.signin.views.passkeys import AddPasskeyView, PasskeysView, RemovePasskeyView
from handrail.platform.signin.views.recovered_draft import recovered_draft
from handrail.platform.signin.views.recovery_codes import (
    SetUpAuthenticatorAppView,
    make_new_recovery_codes,
    show_recovery_codes,
)
from handrail.platform.surveys.urls import urlpatterns as surveys
from handrail.platform.ui import public_pages
from handrail.platform.ui.gallery import gallery
from handrail.platform.ui.reauthentication import requires_both_factors_recently_given

ACCOUNT = [
    path("account/sign-in/", SignInView.as_view(), name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/code/", factor.authenticate, name="mfa_authenticate"),
    path("account/code/again/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/", redirect_to_own_account, name="mfa_index"),
    path(
        "account/second-factor/set-up/",
        requires_both_factors_recently_given(with_account_layout(SetUpAuthenticatorAppView.as_view())),
        name="mfa_activate_totp",
    ),
    path("account/second-factor/kept/", refuse_second_factor_removal, name="mfa_deactivate_totp"),
    path(
        "account/recovery-codes/",
        requires_both_factors_recently_given(with_account_layout(show_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        requires_both_factors_recently_given(with_account_layout(make_new_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/", with_account_layout(PasskeysView.as_view()), name="mfa_list_webauthn"),
    path(
        "account/passkeys/add/",
        requires_both_factors_recently_given(with_account_layout(AddPasskeyView.as_view())),
        name="mfa_add_webauthn",
    ),
    path("account/passkeys/<int:pk>/", with_account_layout(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        requires_both_factors_recently_given(with_account_layout(RemovePasskeyView.as_view())),
        name="mfa_remove_webauthn",
    ),
    path("account/passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("account/passkeys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]

PAGES = [
    *workspace,
    *cases,
    *contacts,
    *personal_data,
    *caseload_import,
    *housing,
    *money,
    *bags,
    *matching,
    *emergencies,
    *deployment,
    *information_requests,
    *justice,
    *conferences,
    *separate_files,
    *recovery,
    *referral_form,
    *open_referral,
    *directory,
    *directory_housing,
    *practitioners,
    *funds,
    *gaps,
    *review_gaps,
    *take_up,
    *provision_gaps,
    *signals,
    make_signal_page_address((list_plans_citing_signal, list_campaigns_and_priorities_answering_signal)),
    *published_figures,
    *board_packs,
    *monitoring_returns,
    *survey_results,
    *surveys,
    *unusual_use,
    *recommendations,
    *oversight,
    *bids,
    *needs,
    *partnerships,
    *commissioning,
    *prevention,
    *intelligence,
    *calls,
    *practices,
    *reports,
    *area_home,
    *administration,
    *record_checks,
    *languages,
    *own_account,
    *calendar_feed,
    *own_files,
    path("kept/", recovered_draft, name="kept"),
    path("leave/", quick_exit_from_page_for_victim, name="leave"),
    path("design/", gallery, name="gallery"),
    path("hidden/", hide_screen, name="hidden"),
    path("hidden/back/", unhide_screen_after_proof, name="show_again"),
    path("help/", public_pages.help_page, name="help"),
    path("help/<slug:role>/", public_pages.help_for_role, name="help_role"),
    path("accessibility/", public_pages.accessibility, name="accessibility"),
    path("health/live", monitoring.health_live, name="health_live"),
    path("health/ready", monitoring.health_ready, name="health_ready"),
    path("metrics", monitoring.metrics, name="metrics"),
]
urlpatterns = [*ACCOUNT, *PAGES]
