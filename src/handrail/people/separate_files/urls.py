"""The addresses of what one person alone holds. They say nothing of what it is."""

from django.urls import URLPattern, path

from handrail.people.separate_files import views

urlpatterns: list[URLPattern] = [
    path("held-by-you/", views.show_own_two_file_links, name="held_by_you"),
    path("held-by-you/new/", views.LinkTwoFilesOfOnePersonPage.as_view(), name="hold_new"),
    path(
        "held-by-you/<uuid:link_id>/hand-over/",
        views.HandOverTwoFileLinkPage.as_view(),
        name="hold_hand_over",
    ),
    path("held-by-you/<uuid:link_id>/answer/", views.AnswerHeldBackSharingPage.as_view(), name="hold_answer"),
    path("held-by-you/<uuid:link_id>/end/", views.EndTwoFileLinkPage.as_view(), name="hold_end"),
]
