from django.urls import path

from .views import board, queue, services, sheets, writing

app_name = "answer_desk"
urlpatterns = [
    path("desk/c/<str:public_id>/answer/", writing.answer, name="answer"),
    path("desk/ideas/<str:public_id>/answer/", writing.answer_idea, name="answer_idea"),
    path("desk/answers/drafts/<str:public_id>/", board.draft, name="draft"),
    path("desk/answers/<slug:slug>/", board.board, name="board"),
    path("desk/answers/<slug:slug>/queue/", queue.show, name="queue"),
    path("desk/answers/<slug:slug>/selection/", writing.selection, name="selection"),
    path("desk/answers/<slug:slug>/assign/", writing.assign, name="assign"),
    path("desk/answers/<slug:slug>/undo/", board.undo, name="undo"),
    path("desk/answers/<slug:slug>/sign/", board.sign, name="sign"),
    path("desk/answers/<slug:slug>/day/", board.announce, name="announce"),
    path("desk/answers/<slug:slug>/close/", board.close, name="close"),
    path("desk/answers/<slug:slug>/link/", services.link, name="link"),
    path("desk/answers/<slug:slug>/answers.xlsx", sheets.download, name="download"),
    path("desk/answers/<slug:slug>/sheet/", sheets.preview, name="preview"),
    path("desk/answers/<slug:slug>/sheet/write/", sheets.write, name="write_sheet"),
    path("service/<str:token>/", services.service, name="service"),
    path("service/<str:token>/answers.xlsx", services.download, name="service_download"),
    path("service/<str:token>/sheet/", services.preview, name="service_preview"),
    path("service/<str:token>/sheet/write/", services.write, name="service_write_sheet"),
    path("service/<str:token>/<str:sort>/<str:public_id>/", services.service_answer, name="service_answer"),
]
