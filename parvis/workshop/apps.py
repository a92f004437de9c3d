from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "parvis.workshop"
    label = "workshop"
