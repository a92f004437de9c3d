from django.urls import path, re_path

from .views import desk, file

app_name = "moderation"
urlpatterns = [
    path("desk/moderation/", desk.queue, name="queue"),
    path("desk/moderation/organisations/", desk.organisations, name="organisations"),
    path("desk/moderation/organisations/<str:public_id>/check/", desk.check, name="check"),
    path("desk/moderation/organisations/<str:public_id>/refuse/", desk.refuse, name="refuse"),
    path("desk/moderation/c/<str:public_id>/", desk.hide, name="hide"),
    path("desk/moderation/c/<str:public_id>/keep/", desk.keep, name="keep"),
    path("desk/moderation/<str:public_id>/restore/", desk.restore, name="restore"),
    path("desk/moderation/<str:public_id>/answer/", desk.answer, name="answer"),
    path("hidden/<str:public_id>/contest/", file.contest, name="contest"),
    path("p/<slug:slug>/bin/", file.bin, name="bin"),
    re_path(r"^p/(?P<slug>[-\w]+)/moderation\.(?P<format>csv|json)$", file.download, name="journal"),
]
