from django.urls import path

from . import views, views_desk

app_name = "outcomes"
urlpatterns = [
    path("p/<slug:slug>/chamber/", views.listing, name="list"),
    path("p/<slug:slug>/chamber/<slug:public_id>/", views.listed, name="listed"),
    path("desk/p/<slug:slug>/chamber/", views_desk.read, name="read"),
    path("desk/carryings/<slug:public_id>/stages/", views_desk.stages, name="stages"),
    path("desk/stages/<slug:public_id>/take-back/", views_desk.take_back, name="take_back"),
]
