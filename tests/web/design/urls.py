"""The gallery and the pages that the layout links to, without the rest of the site."""

from django.urls import include, path

from handrail.web.design.gallery import gallery

urlpatterns = [path("design/", gallery), path("", include("allauth.urls"))]
