"""The addresses of one's own account. allauth's are in site/urls.py."""

from django.urls import path

from handrail.platform.signin.views import (
    device_calls,
    organisation_sign_in,
    own_account,
    own_messages,
    own_sessions,
    passwords,
)
from handrail.platform.ui.reauthentication import requires_both_factors_recently_given

urlpatterns = [
    path("account/", own_account.your_account, name="your_account"),
    path("account/calls/", device_calls.ChooseIfDeviceMayDialPage.as_view(), name="device_calls"),
    path("account/messages/", own_messages.MessagePreferencePage.as_view(), name="own_messages"),
    path("account/session/", own_sessions.session_status, name="session_status"),
    path("account/sessions/", own_sessions.own_sessions, name="own_sessions"),
    path(
        "account/sessions/others/end/",
        own_sessions.EndOtherSessionsPage.as_view(),
        name="end_other_sessions",
    ),
    path(
        "account/sessions/<int:session_id>/end/",
        own_sessions.EndOwnSessionPage.as_view(),
        name="end_own_session",
    ),
    path("account/password/", passwords.ChangePasswordPage.as_view(), name="change_password"),
    path("account/password/forgotten/", passwords.forgotten_password, name="forgotten_password"),
    path("account/password/forgotten/sent/", passwords.password_link_sent, name="password_link_sent"),
    path("account/password/new/", passwords.choose_password, name="choose_password"),
    path("account/password/new/<str:token>/", passwords.open_password_link, name="open_password_link"),
    path("account/organisation/<str:provider_id>/", organisation_sign_in.openid_login, name="openid_login"),
    path(
        "account/organisation/<str:provider_id>/back/",
        organisation_sign_in.openid_callback,
        name="openid_callback",
    ),
    path(
        "account/organisation/<str:provider_id>/unlink/",
        requires_both_factors_recently_given(organisation_sign_in.UnlinkOrganisationPage.as_view()),
        name="unlink_organisation",
    ),
    path(
        "account/organisation-sign-in/cancelled/",
        organisation_sign_in.sign_in_cancelled,
        name="socialaccount_login_cancelled",
    ),
]
