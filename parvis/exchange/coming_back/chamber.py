"""What a chamber did with the amendments to a text, and what happened to those carried from here."""

import json

from parvis.amendments.models import Carrying
from parvis.outcomes.models import Listed, ListFile, Stage
from parvis.processes.models import Process
from parvis.texts.models import Article, BillVersion

from ..open_data_chamber import LISTED, READ, TOLD
from .files import Files, texts

DAYS = {"tabled_on", "settled_on", "on", "told_at", "read_at"}
NUMBERS = {"position", "found", "added", "changed"}


def write(process: Process, files: Files) -> None:
    """Once the versions of the text and what was carried are there."""
    versions = {one.number: one for one in BillVersion.objects.filter(bill__process=process).defer("tree")}
    articles = {(one.version_id, one.slug): one for one in Article.objects.filter(bill__process=process)}
    carried = {one.public_id: one for one in Carrying.objects.of(process)}
    listed = []
    for row in files.rows("chamber_amendments.csv"):
        version = versions[int(row["version"])]
        said = _said(row, LISTED) | {"opinions": json.loads(row["opinions"] or "{}")}
        article = articles[version.pk, row["article"]] if row["article"] else None
        ours = carried[row["carrying"]] if row["carrying"] else None
        listed.append(Listed(public_id=row["id"], version=version, article=article, carrying=ours, **said))
    Listed.objects.bulk_create(listed)
    for row in files.rows("chamber_files.csv"):
        ListFile.objects.create(version=versions[int(row["version"])], **_said(row, READ))
    for row in files.rows("stages.csv"):
        said = _said(row, TOLD) | {"from_list": row["from_list"] == "true"}
        Stage.objects.create(public_id=row["id"], carrying=carried[row["carrying"]], **said)


def _said(row: dict, names: tuple[str, ...]) -> dict:
    told = [name for name in names if name not in DAYS | NUMBERS | {"opinions", "from_list"}]
    return (
        texts(row, *told)
        | {name: row[name] or None for name in names if name in DAYS}
        | {name: int(row[name]) for name in names if name in NUMBERS}
    )
