"""Django's name for this room."""

from django.apps import AppConfig


class CitedFiguresConfig(AppConfig):
    """For its templates: the tables are those of the rooms that cite."""

    name = "handrail.insight.cited_figures"
    label = "insight_cited_figures"
    verbose_name = "Figures taken into texts"
