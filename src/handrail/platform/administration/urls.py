"""The addresses of administration, of one's own roles and of invitations."""

from django.urls import URLPattern, path

from handrail.platform.administration.views import (
    delivery_reports,
    device_calls,
    invitation_acceptance,
    invitations,
    organisations,
    own_roles,
    staff,
    text_messages,
)

urlpatterns: list[URLPattern] = [
    path("administration/", staff.administration, name="administration"),
    path(
        "administration/text-messages/", text_messages.TextMessageSettingPage.as_view(), name="text_messages"
    ),
    path("administration/calls/", device_calls.AllowCallsFromDevicesPage.as_view(), name="team_calls"),
    path("administration/review/", staff.access_review, name="access_review"),
    path("administration/left/", staff.staff_whose_access_ended, name="people_who_left"),
    path("administration/invite/", invitations.InviteUserToRolePage.as_view(), name="invite_person"),
    path(
        "administration/invitations/<int:number>/again/",
        invitations.SendInvitationAgainPage.as_view(),
        name="send_invitation_again",
    ),
    path(
        "administration/invitations/<int:number>/withdraw/",
        invitations.WithdrawInvitationPage.as_view(),
        name="withdraw_invitation",
    ),
    path(
        "administration/people/<int:number>/role/",
        staff.ChangeStaffRolePage.as_view(),
        name="change_person_role",
    ),
    path(
        "administration/people/<int:number>/end/",
        staff.EndStaffAccessPage.as_view(),
        name="end_person_access",
    ),
    path(
        "administration/people/<int:number>/second-factor/",
        staff.ResetSecondFactorPage.as_view(),
        name="reset_second_factor",
    ),
    path(
        "administration/people/<int:number>/keep/",
        staff.ConfirmStaffAccessPage.as_view(),
        name="keep_person_access",
    ),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.AddOrganisationPage.as_view(), name="add_organisation"),
    path("organisations/<slug:code>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<slug:code>/administrator/",
        organisations.InviteAdministratorPage.as_view(),
        name="invite_administrator",
    ),
    path(
        "organisations/<slug:code>/invitations/<int:number>/again/",
        organisations.SendAdministratorInvitationAgainPage.as_view(),
        name="send_administrator_invitation_again",
    ),
    path(
        "organisations/<slug:code>/invitations/<int:number>/withdraw/",
        organisations.WithdrawAdministratorInvitationPage.as_view(),
        name="withdraw_administrator_invitation",
    ),
    path(
        "delivery-reports/notify/",
        delivery_reports.take_notify_delivery_report,
        name="notify_delivery_report",
    ),
    path(
        "delivery-reports/mail/",
        delivery_reports.take_mail_service_delivery_report,
        name="mail_delivery_report",
    ),
    path("my-roles/", own_roles.ChooseOwnRolePage.as_view(), name="own_roles"),
    path(
        "account/invitation/<str:token>/", invitation_acceptance.accept_invitation, name="accept_invitation"
    ),
    path("account/invitation-ended/", invitation_acceptance.invitation_ended, name="invitation_ended"),
]
