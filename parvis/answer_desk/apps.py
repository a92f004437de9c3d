from django.apps import AppConfig


class AnswerDeskConfig(AppConfig):
    name = "parvis.answer_desk"
    label = "answer_desk"
