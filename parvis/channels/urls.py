from django.urls import path

from .views import counter, sheets

app_name = "channels"
urlpatterns = [
    path("p/<slug:slug>/sheet/", sheets.sheet, name="sheet"),
    path("p/<slug:slug>/sheet/print/", sheets.number, name="number"),
    path("p/<slug:slug>/sheet/<str:batch>/", sheets.printed, name="printed"),
    path("desk/counter/", counter.counter, name="counter"),
    path("desk/counter/sheet/<str:code>/", counter.enter, name="enter"),
    path("desk/counter/sheet/<str:code>/undo/", counter.undo, name="undo"),
    path("desk/counter/help/<slug:slug>/", counter.assist, name="assist"),
    path("desk/counter/receipt/<str:code>/", counter.slip, name="slip"),
]
