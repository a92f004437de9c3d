from importlib import import_module

from django.apps import AppConfig


class CoauthorsConfig(AppConfig):
    name = "parvis.coauthors"
    label = "coauthors"

    def ready(self) -> None:
        import_module("parvis.coauthors.listening")
