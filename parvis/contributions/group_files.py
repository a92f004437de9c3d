"""Who took part, and results by group, as files that hold what their pages show and nothing more."""

import csv
import io
import json
from typing import Any

from analysis.safe_text import neutralise_cell
from analysis.small_groups import LEAST
from parvis.processes.models import Process

from .base import base
from .groups import Results
from .models import Contribution
from .quarters import UNSAID
from .who import QUARTER, Who

PEOPLE, RESULTS = "parvis-people/1", "parvis-results-by-group/1"
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
UNSAID_NAME = "unsaid"


def people(process: Process, who: Who, tables: list) -> dict[str, Any]:
    """tables: those of who.tables that are asked for."""
    parts = who.quarters.parts
    rows = [
        {
            "table": table.key,
            "groups": names(row.block.groups),
            "labels": row.names,
            "people": row.people,
            "share": None if row.share is None else round(row.share, 4),
            "population": row.population,
            "population_share": None if row.lived is None else round(row.lived, 4),
            "population_source": sources(parts, row.block.groups) if table.key == QUARTER else "",
        }
        for table in tables
        for row in table.rows
    ]
    return {
        "format": PEOPLE,
        "process": process.slug,
        "least": LEAST,
        "base": base(process, who.measure).as_json(),
        "people_here": who.registered,
        "people_elsewhere": who.elsewhere,
        "resemblance": who.measure.score,
        "resemblance_not_measured": who.measure.why,
        "not_shown": {table.key: table.why for table in tables if table.why},
        "rows": rows,
    }


def results(contribution: Contribution, found: Results, tables: list) -> dict[str, Any]:
    rows = [
        {
            "table": table.key,
            "groups": names(row.block.groups),
            "labels": row.names,
            "people": row.people,
            "agree": row.agree,
            "mixed": row.mixed,
            "disagree": row.disagree,
        }
        for table in tables
        for row in table.rows
    ]
    return {
        "format": RESULTS,
        "process": contribution.process.slug,
        "contribution": contribution.public_id,
        "least": LEAST,
        "base": base(contribution.process).as_json(),
        "people": found.people,
        "declared": found.declared,
        "not_shown": {table.key: table.why for table in tables if table.why},
        "rows": rows,
    }


def names(groups: tuple[str, ...]) -> list[str]:
    return [name if name != UNSAID else UNSAID_NAME for name in groups]


def sources(parts: dict, groups: tuple[str, ...]) -> str:
    told = [parts[name].population_source for name in groups if name in parts]
    return " ; ".join(dict.fromkeys(filter(None, told)))


def written(content: dict[str, Any], format: str) -> str:
    """The rows alone as CSV, everything as JSON."""
    if format == "json":
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    file = io.StringIO()
    file.write("\ufeff")  # spreadsheets then read UTF-8
    columns = PEOPLE_COLUMNS if content["format"] == PEOPLE else RESULTS_COLUMNS
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([cell(row[name]) for name in columns] for row in content["rows"])
    return file.getvalue()


OF_A_GROUP = ["table", "groups", "labels", "people"]
PEOPLE_COLUMNS = [*OF_A_GROUP, "share", "population", "population_share", "population_source"]
RESULTS_COLUMNS = [*OF_A_GROUP, "agree", "mixed", "disagree"]


def cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    value = " ; ".join(value) if isinstance(value, list) else value
    return neutralise_cell(value) if isinstance(value, str) else value
