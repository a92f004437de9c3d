from django.urls import path

from .views import desk, public

app_name = "decisions"
urlpatterns = [
    path("desk/answers/", desk.owed, name="owed"),
    path("p/<slug:slug>/answers/", public.answers, name="answers"),
    path("a/<str:public_id>/", public.shown, name="shown"),
    path("c/<str:public_id>/answer/", public.reply, name="reply"),
    path("r/<str:code>/c/<str:public_id>/answer/", public.reply_by_receipt, name="reply_by_receipt"),
]
