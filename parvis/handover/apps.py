from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "parvis.handover"
    label = "handover"
