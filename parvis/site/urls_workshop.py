"""The page of a process that is still a design; it carries the name workshop:page."""

from django.urls import path

from .views import designs

urlpatterns = [path("desk/designs/<str:public_id>/page/", designs.page, name="page")]
