from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "parvis.notifications"
    label = "notifications"

    def ready(self) -> None:
        import_module("parvis.notifications.watching")
        import_module("parvis.notifications.arriving")
        import_module("parvis.notifications.placed")
