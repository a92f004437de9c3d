"""Pages of the desk that look at every domain; they carry the names processes:desk and processes:dashboard."""

from django.urls import path

from .views import desk

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/p/<slug:slug>/", desk.dashboard, name="dashboard"),
]
