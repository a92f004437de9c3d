from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "parvis.decisions"
    label = "decisions"
