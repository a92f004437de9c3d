from django.urls import path

from .views import answers, files, follows, unsubscribe

app_name = "notifications"
urlpatterns = [
    path("me/follows/", follows.follows, name="follows"),
    path("me/follows/place/", follows.place, name="place"),
    path("me/follows/promise/<str:public_id>/", follows.promise, name="promise"),
    path("me/follows/address/", follows.write_again, name="write_again"),
    path("p/<slug:slug>/news/", follows.process, name="process"),
    path("p/<slug:slug>/calendar.ics", files.process_calendar, name="calendar"),
    path("p/<slug:slug>/events.atom", files.process_feed, name="feed"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("desk/p/<slug:slug>/answers-on-paper/", answers.on_paper_page, name="answers_on_paper"),
]
