from django.urls import path

from . import views

app_name = "decisions"
urlpatterns = [
    path("desk/answers/", views.owed, name="owed"),
    path("desk/c/<str:public_id>/answer/", views.answer, name="answer"),
    path("p/<slug:slug>/answers/", views.answers, name="answers"),
]
