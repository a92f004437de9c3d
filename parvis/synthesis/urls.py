from django.urls import path, re_path

from .suggestions import views as suggestions
from .views import desk, disputes, public, texts

app_name = "synthesis"
urlpatterns = [
    path("p/<slug:slug>/synthesis/", public.tree, name="tree"),
    re_path(r"^p/(?P<slug>[-\w]+)/synthesis\.(?P<format>csv|json|md)$", public.download, name="download"),
    path("p/<slug:slug>/synthesis/outside/", public.outside, name="outside"),
    path("p/<slug:slug>/synthesis/publications/", public.publications, name="publications"),
    path("p/<slug:slug>/synthesis/<str:public_id>/", public.node, name="node"),
    path("p/<slug:slug>/synthesis/<str:public_id>/versions/", public.versions, name="versions"),
    path("desk/p/<slug:slug>/synthesis/", desk.work, name="work"),
    path("desk/p/<slug:slug>/synthesis/publish/", desk.publish, name="publish"),
    path("desk/p/<slug:slug>/synthesis/place/<str:public_id>/", desk.place, name="place"),
    path("desk/p/<slug:slug>/synthesis/outside/<str:public_id>/", desk.outside, name="put_outside"),
    path("desk/p/<slug:slug>/synthesis/later/<str:public_id>/", desk.later, name="later"),
    path("desk/p/<slug:slug>/synthesis/take/<str:public_id>/", desk.take_back, name="take_back"),
    path("desk/p/<slug:slug>/synthesis/ideas/", desk.add, name="add"),
    path("desk/p/<slug:slug>/synthesis/ideas/begin/", desk.begin, name="begin"),
    path("desk/p/<slug:slug>/synthesis/ideas/<str:public_id>/", texts.write, name="write"),
    path("desk/p/<slug:slug>/synthesis/ideas/<str:public_id>/change/", desk.change, name="change"),
    path("desk/p/<slug:slug>/synthesis/ideas/<str:public_id>/title/", texts.rename, name="rename"),
    path("p/<slug:slug>/suggestions/", suggestions.log, name="suggestions"),
    path("desk/p/<slug:slug>/suggestions/", suggestions.desk, name="help"),
    path("desk/p/<slug:slug>/suggestions/run/", suggestions.run, name="run_help"),
    path("desk/p/<slug:slug>/suggestions/<str:public_id>/", suggestions.suggestion, name="suggestion"),
    path("desk/synthesis/objections/", disputes.queue, name="disputes"),
    path("desk/synthesis/objections/<str:public_id>/", disputes.answer, name="answer_dispute"),
    path("c/<str:public_id>/not-what-i-said/", disputes.dispute, name="dispute"),
    path("r/<str:code>/c/<str:public_id>/", disputes.dispute_by_receipt, name="dispute_by_receipt"),
]
