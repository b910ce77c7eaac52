"""The site, and a page that does nothing."""

from django.urls import include, path

from bench.bare import bare

urlpatterns = [path("bare/", bare), path("", include("handrail.site.urls"))]
