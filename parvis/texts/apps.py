from importlib import import_module

from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "parvis.texts"
    label = "texts"

    def ready(self) -> None:
        import_module("parvis.texts.watching")
