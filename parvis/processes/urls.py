"""Routes of processes. The pages of the desk that look at every domain are written by the site, above us."""

from django.urls import include, path

from .views import corrections, desk, promises, reading

app_name = "processes"
urlpatterns = [
    path("p/<slug:slug>/pact/", reading.pact, name="pact"),
    path("p/<slug:slug>/path/", reading.path, name="path"),
    path("desk/new/", desk.new, name="new"),
    path("desk/promises/<str:public_id>/", promises.promise, name="promise"),
    path("desk/p/<slug:slug>/pact/", desk.edit, name="edit"),
    path("desk/p/<slug:slug>/corrections/<slug:of>/", corrections.correct, name="correct"),
    path("desk/p/<slug:slug>/calendar/", desk.calendar, name="calendar"),
    path("desk/p/<slug:slug>/lists/<str:what>/", desk.lines, name="lines"),
    path("desk/p/<slug:slug>/publish/", desk.publish, name="publish"),
    path("desk/p/<slug:slug>/stop/", desk.stop, name="stop"),
    path("desk/p/<slug:slug>/phases/<str:kind>/", desk.lengthen, name="lengthen"),
    path("", include("parvis.site.urls_desk")),
]
