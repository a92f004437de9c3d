from django.urls import path, re_path

from .views import bundle, checks, desk, duties, many, members, public

app_name = "amendments"
FORMATS = r"docx|senat\.csv|assemblee\.csv|zip"
urlpatterns = [
    path("members/", public.members, name="members"),
    path("members/<slug:slug>/", public.member, name="member"),
    path("c/<str:public_id>/carried/", public.carried, name="carried"),
    path("p/<slug:slug>/text/amendments/", many.listed, name="many"),
    path("p/<slug:slug>/text/amendments/adopted/", many.tried, name="many_tried"),
    re_path(
        rf"^p/(?P<slug>[-\w]+)/text/v/(?P<number>[1-9][0-9]{{0,3}})/amendments\.(?P<format>{FORMATS})$",
        bundle.tabled,
        name="tabled",
    ),
    path("desk/p/<slug:slug>/text/bundle/", bundle.desk, name="bundle"),
    re_path(
        rf"^desk/p/(?P<slug>[-\w]+)/text/v/(?P<number>[1-9][0-9]{{0,3}})/bundle\.(?P<format>{FORMATS})$",
        bundle.download,
        name="bundle_file",
    ),
    re_path(r"^desk/carried/(?P<public_id>[\w-]+)\.docx$", bundle.one, name="sheet"),
    path("desk/carry/", desk.desk, name="desk"),
    path("desk/carry/<str:public_id>/", desk.carry, name="carry"),
    path("desk/carry/<str:public_id>/adapt/", desk.adapt, name="adapt"),
    path("desk/carried/<str:public_id>/withdraw/", desk.withdraw, name="withdraw"),
    path("desk/checks/", checks.queue, name="checks"),
    path("desk/checks/<str:public_id>/", checks.check, name="check"),
    path("desk/duties/", duties.duties, name="duties"),
    path("desk/duties/<str:public_id>/", duties.duty, name="duty"),
    path("desk/members/", members.members, name="desk_members"),
    path("desk/members/new/", members.add, name="add_member"),
    path("desk/members/<slug:slug>/", members.change, name="change_member"),
]
