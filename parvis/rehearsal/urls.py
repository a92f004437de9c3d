from django.urls import path

from . import views

app_name = "rehearsal"
urlpatterns = [
    path("desk/p/<slug:slug>/rehearsal/", views.show, name="show"),
    path("desk/rehearsals/", views.mine, name="mine"),
    path("desk/rehearsals/<slug:slug>/", views.room, name="room"),
    path("desk/rehearsals/<slug:slug>/people/", views.people, name="people"),
    path("desk/rehearsals/<slug:slug>/gather/", views.gather, name="gather"),
    path("desk/rehearsals/<slug:slug>/reset/", views.reset, name="reset"),
    path("desk/rehearsals/<slug:slug>/delete/", views.drop, name="drop"),
]
