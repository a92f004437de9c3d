from importlib import import_module

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "parvis.follow_up"
    label = "follow_up"

    def ready(self) -> None:
        import_module("parvis.follow_up.steps")
        import_module("parvis.follow_up.merging")
