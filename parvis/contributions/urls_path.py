from django.urls import path

from .views import five_endings, five_minutes

urlpatterns = [
    path("p/<slug:slug>/five-minutes/", five_minutes.five, name="five"),
    path("p/<slug:slug>/five-minutes/start/", five_minutes.start, name="five_start"),
    path("p/<slug:slug>/five-minutes/review/", five_endings.review, name="five_review"),
    path("p/<slug:slug>/five-minutes/code/", five_endings.code, name="five_code"),
    path("p/<slug:slug>/five-minutes/receipt/", five_endings.receipt, name="five_receipt"),
    path("p/<slug:slug>/five-minutes/forget/", five_minutes.forget, name="five_forget"),
    path("p/<slug:slug>/five-minutes/<str:start>/<str:public_id>/", five_minutes.step, name="five_step"),
]
