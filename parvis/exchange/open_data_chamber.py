"""The tables of open data about a chamber: its list, the files it was read from, the stages of what was carried."""

from django.db.models import QuerySet

from parvis.outcomes.models import Listed, ListFile, Stage
from parvis.processes.models import Process

LISTED = (
    "number", "revision", "place", "paragraph", "author", "group", "wording", "reason", "outcome", "outcome_words",
    "tabled_on", "settled_on", "url", "parent", "identical", "position", "opinions",
)  # fmt: skip
READ = ("name", "sha256", "source_url", "read_at", "found", "added", "changed")
TOLD = ("kind", "on", "body", "outcome", "words", "language", "record_url", "from_list", "told_at")


def tables(process: Process) -> dict[str, tuple[dict[str, str], QuerySet]]:
    """File → its columns (name in the file: name in the database) and its rows."""
    of_version = {"version": "version__number"}
    return {
        "chamber_amendments.csv": (
            {"id": "public_id", **of_version, "article": "article__slug", "carrying": "carrying__public_id"}
            | {name: name for name in LISTED},
            Listed.objects.filter(version__bill__process=process).order_by("version__number", "position", "number"),
        ),
        "chamber_files.csv": (
            of_version | {name: name for name in READ},
            ListFile.objects.filter(version__bill__process=process).order_by("read_at", "pk"),
        ),
        "stages.csv": (
            {"id": "public_id", "carrying": "carrying__public_id"} | {name: name for name in TOLD},
            Stage.objects.filter(carrying__amendment__process=process).order_by("on", "public_id"),
        ),
    }
