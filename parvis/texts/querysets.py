from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from .models import Article


class ArticleQuerySet(QuerySet["Article"]):
    def in_process(self, slug: str):
        """Articles of the bill of a process, with all that their pages show of themselves."""
        return self.filter(bill__process__slug=slug).select_related(
            "bill", "contribution__heading__parent", "contribution__process__pact", "contribution__process__territory"
        )

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """(the article before, the article after), None where there is none."""
        around = {one.position: one for one in self.filter(position__in=[article.position - 1, article.position + 1])}
        return around.get(article.position - 1), around.get(article.position + 1)
