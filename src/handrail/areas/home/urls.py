"""The addresses that are composed from several rooms. Included after those of the rooms."""

from django.urls import URLPattern, path

from handrail.areas.home import views
from handrail.areas.home.recommendation_page_panels import RECOMMENDATION_PANELS
from handrail.areas.recommendations.urls import RECOMMENDATION_PATH
from handrail.areas.recommendations.views.recommendations import make_recommendation_page_view_function

urlpatterns: list[URLPattern] = [
    path("for-you/", views.area_home, name="area_home"),
    path("for-you/area/", views.area_victims_overview, name="area_brief"),
    path(
        f"{RECOMMENDATION_PATH}/",
        make_recommendation_page_view_function(RECOMMENDATION_PANELS),
        name="recommendation",
    ),
]
