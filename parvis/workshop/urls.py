"""Routes of the workshop. The page drawn as residents will see it is written by the site, above us."""

from django.urls import include, path

from . import views

app_name = "workshop"
urlpatterns = [
    path("desk/designs/", views.designs, name="designs"),
    path("desk/designs/<str:public_id>/", views.design, name="design"),
    path("desk/designs/<str:public_id>/summary/", views.whole, name="summary"),
    path("desk/designs/<str:public_id>/make/", views.make, name="make"),
    path("desk/designs/<str:public_id>/discard/", views.discard, name="discard"),
    path("", include("parvis.site.urls_workshop")),
    path("desk/designs/<str:public_id>/<slug:name>/", views.step, name="step"),
    path("desk/p/<slug:slug>/workload/", views.load, name="load"),
]
