"""Three views: a page from the cache, one indexed SELECT, one upsert."""

import random

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.urls import path

PAGE = b"x" * 20_000


def answer(content: bytes | str) -> HttpResponse:
    response = HttpResponse(content)
    response.headers["Content-Length"] = str(len(response.content))  # no middleware does it here
    return response


def cached(request):
    page = cache.get("page")
    if page is None:
        cache.set("page", PAGE, 600)
        page = PAGE
    return answer(page)


def select(request):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, title FROM contributions_contribution WHERE public_id = %s",
            [f"bench-p{random.randrange(5000)}"],
        )
        row = cursor.fetchone()
    return answer(f"{row[0]} {row[1]}" if row else "none")


def upsert(request):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_upsert (contribution, participant, value) VALUES (%s, %s, %s) "
            "ON CONFLICT (contribution, participant) DO UPDATE SET value = excluded.value",
            [random.randrange(5000), random.randrange(2000), random.choice(["agree", "mixed", "disagree"])],
        )
    return answer("ok")


urlpatterns = [path("cached", cached), path("select", select), path("upsert", upsert)]
