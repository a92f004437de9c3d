"""Routes of processes. The pages of the desk that look at every domain are written by the site, above us."""

from django.urls import include, path

from .views import announcing, corrections, desk, petition, promises, quarters, reading, signing

app_name = "processes"
urlpatterns = [
    path("rules/", reading.rules, name="rules"),
    path("p/<slug:slug>/pact/", reading.pact, name="pact"),
    path("p/<slug:slug>/pact.json", signing.frozen, name="frozen"),
    path("p/<slug:slug>/pact.pdf", signing.printed, name="printed"),
    path("p/<slug:slug>/acts/<str:public_id>/", signing.act, name="act"),
    path("p/<slug:slug>/path/", reading.path, name="path"),
    path("desk/new/", desk.new, name="new"),
    path("desk/promises/", promises.owed, name="owed"),
    path("desk/promises/<str:public_id>/", promises.promise, name="promise"),
    path("desk/offices/", promises.all_offices, name="offices"),
    path("desk/offices/<slug:slug>/", promises.office, name="office"),
    path("desk/p/<slug:slug>/pact/", desk.edit, name="edit"),
    path("desk/p/<slug:slug>/corrections/<slug:of>/", corrections.correct, name="correct"),
    path("desk/p/<slug:slug>/calendar/", desk.calendar, name="calendar"),
    path("desk/p/<slug:slug>/quarters/", quarters.quarters, name="quarters"),
    path("desk/p/<slug:slug>/lists/<str:what>/", desk.lines, name="lines"),
    path("desk/to-sign/", signing.to_sign, name="to_sign"),
    path("desk/p/<slug:slug>/sign/", signing.sign, name="sign"),
    path("desk/p/<slug:slug>/announce/", announcing.announce, name="announce"),
    path("desk/p/<slug:slug>/publish/", desk.publish, name="publish"),
    path("desk/p/<slug:slug>/stop/", desk.stop, name="stop"),
    path("desk/p/<slug:slug>/another/", desk.another, name="another"),
    path("desk/p/<slug:slug>/elections/", desk.quiet, name="quiet"),
    path("desk/p/<slug:slug>/admissibility/", petition.admissibility, name="admissibility"),
    path("desk/p/<slug:slug>/close/", desk.close, name="close"),
    path("desk/p/<slug:slug>/phases/<str:kind>/", desk.lengthen, name="lengthen"),
    path("", include("parvis.site.urls_desk")),
]
