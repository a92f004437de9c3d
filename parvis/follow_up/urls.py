from django.urls import path, re_path

from .views import checking, desk, following, public

app_name = "follow_up"
urlpatterns = [
    path("p/<slug:slug>/decision/", public.decision, name="decision"),
    re_path(r"^p/(?P<slug>[-\w]+)/decision\.(?P<format>csv|json)$", public.download, name="download"),
    path("p/<slug:slug>/follow-up/", public.milestones, name="milestones"),
    path("p/<slug:slug>/evidence/<str:public_id>/", public.evidence, name="evidence"),
    path("done/<str:public_id>/", checking.check, name="check"),
    path("r/<str:code>/done/<str:public_id>/", checking.check_by_receipt, name="check_by_receipt"),
    path("desk/checks/<str:public_id>/hide/", checking.hide, name="hide_check"),
    path("desk/p/<slug:slug>/decision/", desk.overview, name="desk"),
    path("desk/p/<slug:slug>/decision/write/", desk.write, name="write"),
    path("desk/p/<slug:slug>/decision/compare/<str:public_id>/", desk.compare, name="compare"),
    path("desk/p/<slug:slug>/decision/changed-my-mind/", desk.change_mind, name="change_mind"),
    path("desk/p/<slug:slug>/decision/commitments/", following.add, name="add_milestone"),
    path("desk/p/<slug:slug>/decision/report/", following.report, name="report"),
    path("desk/p/<slug:slug>/decision/end/", following.end, name="end"),
    path("desk/commitments/<str:public_id>/", following.settle, name="settle"),
    path("desk/commitments/<str:public_id>/evidence/", following.prove, name="prove"),
]
