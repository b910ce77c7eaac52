"""The addresses of one's own files."""

from django.urls import URLPattern, path

from handrail.platform.background_tasks import views

ONE = "files/<uuid:task_id>"
urlpatterns: list[URLPattern] = [
    path("files/", views.show_own_files, name="own_files"),
    path(f"{ONE}/", views.show_own_file, name="own_file"),
    path(f"{ONE}/download/", views.download_own_file, name="own_file_download"),
    path(f"{ONE}/cancel/", views.CancelFilePage.as_view(), name="cancel_own_file"),
    path(f"{ONE}/delete/", views.DeleteFilePage.as_view(), name="delete_own_file"),
]
