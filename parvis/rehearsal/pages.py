"""The pages a rehearsal has, by the names of their addresses. Those who take part are told that it has no other."""

from django.http import Http404

NAMES = {
    "site:process",
    "processes:dashboard",  # leads to the room of the rehearsal
    "processes:pact",
    "processes:path",
    "processes:printed",
    "contributions:list",
    "contributions:download",
    "contributions:detail",
    "contributions:versions",
    "contributions:report",  # refused, with its reason
    "texts:bill",
    "texts:article",
    "texts:versions",
    "texts:former",
    "texts:former_article",
    "texts:changes",
    "texts:article_changes",
    "decisions:answer",
    "decisions:answers",
    "decisions:shown",
    "follow_up:desk",
    "follow_up:write",
    "follow_up:compare",
    "follow_up:add_milestone",
    "follow_up:settle",
    "follow_up:report",
    "follow_up:end",
    "follow_up:decision",
    "follow_up:download",
    "follow_up:milestones",
}
ROOMS = {"synthesis", "answer_desk", "rehearsal"}  # all of their pages


def has(match) -> bool:
    """match: the resolved address of a request."""
    return match is not None and (match.view_name in NAMES or match.namespace in ROOMS)


class NotThere(Http404):
    """A page of the house that a rehearsal has not; who asks takes part in it."""
