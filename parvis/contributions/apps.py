from importlib import import_module

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "parvis.contributions"
    label = "contributions"

    def ready(self) -> None:
        import_module("parvis.contributions.supports")
