from django.urls import path

from .views import following, likeness, mine, own, quarter, receipts, reporting, stances, writing

urlpatterns = [
    path("p/<slug:slug>/new/<slug:kind>/", writing.new, name="new"),
    path("p/<slug:slug>/wording/", writing.told, name="wording"),
    path("p/<slug:slug>/similar/", likeness.similar, name="similar"),
    path("p/<slug:slug>/follow/", following.follow_process, name="follow_process"),
    path("p/<slug:slug>/my-quarter/", quarter.my_quarter, name="my_quarter"),
    path("p/<slug:slug>/my-receipt/", mine.my_receipt, name="my_receipt"),
    path("c/<str:public_id>/stance/", stances.stance, name="stance"),
    path("c/<str:public_id>/edit/", writing.edit, name="edit"),
    path("c/<str:public_id>/received/", own.received, name="received"),
    path("c/<str:public_id>/withdraw/", own.withdraw, name="withdraw"),
    path("c/<str:public_id>/report/", reporting.report, name="report"),
    path("c/<str:public_id>/follow/", following.follow, name="follow"),
    path("r/", receipts.receipt_form, name="receipt_form"),
    path("r/<str:code>/", receipts.receipt, name="receipt"),
]
