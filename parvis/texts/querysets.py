from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet, Subquery

from parvis.contributions.kinds import Kind
from parvis.contributions.models import Contribution
from parvis.processes.models import Process

if TYPE_CHECKING:
    from .models import Article


class ArticleQuerySet(QuerySet["Article"]):
    def in_force(self):
        """Of the version under discussion."""
        return self.filter(contribution__superseded_at=None)

    def in_process(self, slug: str):
        """Articles of the bill of a process, of any version, with all that their pages show of themselves."""
        found = self.filter(bill__process__slug=slug).select_related(
            "bill",
            "version",
            "contribution__heading__parent",
            "contribution__process__pact",
            "contribution__process__territory",
        )
        return found.defer("version__tree")  # the whole text

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """(the article before, the article after), None where there is none."""
        near = [article.position - 1, article.position + 1]
        around = {one.position: one for one in self.filter(version=article.version_id, position__in=near)}
        return around.get(article.position - 1), around.get(article.position + 1)


class AnchorQuerySet(QuerySet):
    def shown(self):
        """Of amendments everyone can read."""
        return self.filter(
            amendment__published_at__isnull=False, amendment__hidden_at=None, amendment__withdrawn_at=None
        )

    def waiting(self):
        """Not confirmed by anybody yet."""
        return self.shown().filter(decision="")

    def in_force(self):
        """In versions under discussion."""
        from .models import BillVersion

        versions = BillVersion.objects.filter(bill=OuterRef("version__bill")).order_by("-number")
        return self.filter(version=Subquery(versions.values("pk")[:1]))


def spoken_of(process: Process) -> bool:
    """Somebody answered an article of the text of this process, or said something about one."""
    articles = Contribution.objects.filter(process=process, kind=Kind.ARTICLE)
    return articles.filter(Q(children__isnull=False) | Q(stances__isnull=False)).exists()
