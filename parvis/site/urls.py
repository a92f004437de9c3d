from django.urls import path, re_path

from parvis.contributions.views import mine

from .shelves import SHELVES
from .views import agenda, facts, home, meetings, processes, promises, shelves, watching

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
    path("card.png", home.card, name="card"),
    path("p/", processes.processes, name="processes"),
    path("p/<slug:slug>/", processes.process, name="process"),
    path("p/<slug:slug>/card.png", processes.card, name="process_card"),
    path("me/", mine.my_participation, name="me"),
    path("promises/", promises.promises, name="promises"),
    re_path(r"^promises\.(?P<format>atom|csv|ics|json)$", promises.promises_file, name="promises_file"),
    path("promises/<slug:office>/", promises.office, name="office"),
    re_path(r"^promises/(?P<office>[-\w]+)\.(?P<format>atom|csv|ics|json)$", promises.office_file, name="office_file"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda.ics", agenda.calendar, name="agenda_calendar"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("desk/watch/", watching.watch, name="watch"),
    path("legal/", facts.legal, name="legal"),
    path("privacy/", facts.privacy, name="privacy"),
    path("accessibility/", facts.accessibility, name="accessibility"),
    path("about/", facts.about, name="about"),
]
for shelf in SHELVES:
    urlpatterns += [
        path(f"{shelf}/", shelves.shelf, {"shelf": shelf}, name=f"{shelf}_all"),
        path(f"{shelf}/<slug:name>/", shelves.one, {"shelf": shelf}, name=shelf),
    ]
