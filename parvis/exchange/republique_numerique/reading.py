"""From the files of the consultation to checked values. Errors name their file and line, all of them at once."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from analysis.safe_text import clean

from .. import markup
from ..tables import Refused, Report, Row, digest, rows, unique
from . import cross_checks
from .columns import FILES, VOTE
from .said import Consultation, Said, Section

MODIFIED = "9"  # the article whose modifications and votes come with names of voters


def read(folder: Path) -> Consultation:
    """Read and check the whole folder. Raises Refused with every problem found, before anything is written."""
    report = Report()
    absent = [name for name in FILES if not (folder / name).is_file()]
    if absent:
        raise Refused([_("%(file)s is not in the folder.") % {"file": name} for name in absent])
    tables = {name: rows(folder / name, columns, report) for name, columns in FILES.items()}
    report.stop_if_wrong()  # what follows joins rows: a table with holes would only multiply the complaints

    authority = unique(tables["contributions.csv"], "id", "contributions.csv", report)
    by_slug = unique(tables["contributions.csv"], "slug", "contributions.csv", report)
    opinions = unique(tables["opinions.csv"], "id", "opinions.csv", report)
    articles = unique(tables["bill_articles.csv"], "id", "bill_articles.csv", report)
    unique(tables["bill_articles.csv"], "number", "bill_articles.csv", report)
    cross_checks.joins(authority, by_slug, opinions, articles, report)
    reasons = _reasons(tables["appendices.csv"], opinions, articles, report)
    report.stop_if_wrong()

    said = _propositions(tables["opinions.csv"], authority, articles, reasons)
    said += _modifications(tables["contributions.csv"], by_slug)
    known = {one.id: one for one in said}
    bill = {row["number"]: known[f"o{row['id']}"] for row in tables["bill_articles.csv"]}
    _article9(tables, bill.get(MODIFIED), said, authority, report)
    children = _arguments(tables["arguments.csv"], known, report) + _sources(tables["sources.csv"], known, report)
    _missing_children(said, children, authority, report)
    cross_checks.counts(said, authority, report)
    cross_checks.opinions(tables["opinions.csv"], said, authority, report)
    cross_checks.final_counts(tables["citizen_proposals_final_counts.csv"], authority, opinions, report)
    report.stop_if_wrong()
    cross_checks.what_the_source_lacks(said, report)
    return Consultation(
        sections=_sections(tables["bill_articles.csv"], tables["opinions.csv"], authority),
        said=said + children,
        warnings=report.warnings,
        digest=digest([folder / name for name in FILES]),
    )


def line(words: str) -> str:
    return clean(words, multiline=False)


def lines(words: str) -> str:
    return clean(words, multiline=True)


def _reasons(found: list[Row], opinions: dict, articles: dict, report: Report) -> dict[str, str]:
    by_opinion = unique(found, "opinion_id", "appendices.csv", report)
    for row in found:
        if row["opinion_id"] not in opinions:
            report.problem("appendices.csv", row.line, _no_opinion(row))
        elif (article := articles.get(row["opinion_id"])) and row["body"].strip() != article["explanation"].strip():
            report.problem(
                "appendices.csv", row.line, _("the explanation of this article differs in bill_articles.csv")
            )
    return {key: lines(row["body"]) for key, row in by_opinion.items()}


def _no_opinion(row: Row) -> str:
    return _("opinion_id %(value)s is not in opinions.csv") % {"value": row["opinion_id"]}


def _votes(row: Row) -> dict[str, int]:
    return {"agree": row["votes_pro"], "mixed": row["votes_unsure"], "disagree": row["votes_against"]}


def _propositions(opinions: list[Row], authority: dict, articles: dict, reasons: dict[str, str]) -> list[Said]:
    """Articles in the order of the bill, then proposals in the order of their numbers."""
    said = []
    order = {key: place for place, key in enumerate(articles)}
    for row in sorted(opinions, key=lambda row: (order.get(row["id"], len(order)), row["id"].zfill(12))):
        counted = authority[f"o{row['id']}"]
        one = Said(
            id=counted["id"],
            kind="proposal",
            author=row["author"],
            section=counted["section"],
            title=line(row["title"]),
            said_at=row["created_at"],
            trashed=row["is_trashed"],
            counts=_votes(counted),
        )
        if article := articles.get(row["id"]):
            one.kind, one.article, one.author = "article", article["number"], ""
            one.title = re.sub(rf"^Article {re.escape(article['number'])} [-–—] ", "", one.title)
            one.body = "\n".join(filter(None, map(line, markup.paragraphs(article["body_html"]))))
            one.explanation = lines(article["explanation"])
        else:
            one.body, one.reason = lines(markup.prose(row["body_html"])), reasons.get(row["id"], "")
        said.append(one)
    return said


def _modifications(contributions: list[Row], by_slug: dict) -> list[Said]:
    return [
        Said(
            id=row["id"],
            kind="modification",
            author=row["author"],
            parent=by_slug[row["parent"]]["id"],
            section=row["section"],
            title=line(row["title"]),
            missing="text",
            counts=_votes(row),
        )
        for row in contributions
        if row["type"] == "modification"
    ]


def _article9(tables: dict, article: Said | None, said: list[Said], authority: dict, report: Report) -> None:
    """Dates, reasons and individual votes of one article: slugs are last segments, resolved under it only."""
    modifications, votes = tables["article9_modifications.csv"], tables["article9_votes.csv"]
    if article is None:
        if modifications or votes:
            report.problem("bill_articles.csv", 1, _("article %(number)s is missing") % {"number": MODIFIED})
        return
    known = {one.id: one for one in said}
    last = {authority[one.id]["slug"].rpartition("/")[2]: one for one in said if one.parent == article.id}
    elsewhere = [
        row["slug"].rpartition("/")[2]
        for row in authority.values()
        if row["id"] not in known or known[row["id"]].parent != article.id
    ]
    cross_checks.repeated_slugs(set(last) & set(elsewhere), report)
    unique(modifications, "slug", "article9_modifications.csv", report)
    for row in modifications:
        if (one := last.get(row["slug"])) is None:
            report.problem(
                "article9_modifications.csv",
                row.line,
                _("no modification of article %(number)s is called %(slug)s")
                % {"number": MODIFIED, "slug": row["slug"][:60]},
            )
            continue
        one.said_at, one.reason = row["created_at"], lines(row["comment"])
        cross_checks.same_counts(row, one, authority[one.id], report)
    targets = {**last, authority[article.id]["slug"].rpartition("/")[2]: article}
    _individual_votes(votes, targets, authority, report)


def _individual_votes(votes: list[Row], targets: dict[str, Said], authority: dict, report: Report) -> None:
    """The last row of a voter wins; repeats are reported."""
    repeats, changed = 0, set()
    for row in votes:
        one = targets.get(row["modification"])
        if one is None or row["author"] != authority[one.id]["author"]:
            words = _("neither article %(number)s nor one of its modifications by this author is called %(slug)s")
            report.problem(
                "article9_votes.csv", row.line, words % {"number": MODIFIED, "slug": row["modification"][:60]}
            )
            continue
        value = VOTE[row["vote"]]
        if row["voter"] in one.stances:
            repeats += 1
            if one.stances[row["voter"]] != value:
                changed.add((one.id, row["voter"]))
        one.stances[row["voter"]] = value
    if repeats:
        report.warn(
            _(
                "article9_votes.csv: votes that repeat an earlier one: %(repeats)d; voters who contradict themselves: "
                "%(changed)d; the last row counts."
            )
            % {"repeats": repeats, "changed": len(changed)}
        )


def _arguments(found: list[Row], known: dict[str, Said], report: Report) -> list[Said]:
    return [
        Said(
            id=f"argument-{row['id']}",
            kind="argument",
            author=row["author"],
            parent=parent,
            body=lines(row["body"]),
            side=row["side"],
            said_at=row["created_at"],
            trashed=row["is_trashed"],
            counts={"useful": row["votes_count"]},
        )
        for row, parent in _about_opinions(found, "arguments.csv", known, report)
    ]


def _sources(found: list[Row], known: dict[str, Said], report: Report) -> list[Said]:
    return [
        Said(
            id=f"source-{row['id']}",
            kind="source",
            author=row["author"],
            parent=parent,
            title=line(row["title"]),
            body=lines(row["body"]),
            link=row["link"],
            category=line(row["category"]),
            said_at=row["created_at"],
            counts={"useful": row["votes_count"]},
        )
        for row, parent in _about_opinions(found, "sources.csv", known, report)
    ]


def _about_opinions(found: list[Row], file: str, known: dict[str, Said], report: Report) -> Iterator[tuple[Row, str]]:
    """Each row with the id of what it is about; rows about nothing known go to the report."""
    unique(found, "id", file, report)
    for row in found:
        parent = f"o{row['opinion_id']}"
        if parent in known:
            yield row, parent
        else:
            report.problem(file, row.line, _no_opinion(row))


def _missing_children(said: list[Said], children: list[Said], authority: dict, report: Report) -> None:
    """The authority counts every argument and source; those without a text here are declared by number."""
    held: dict[tuple[str, str], int] = {}
    for child in children:
        held[child.parent, f"{child.kind}s"] = held.get((child.parent, f"{child.kind}s"), 0) + 1
    for one in said:
        row = authority[one.id]
        for measure in ("arguments", "sources"):
            lacking = row[measure] - held.get((one.id, measure), 0)
            if lacking < 0:
                report.problem(
                    "contributions.csv",
                    row.line,
                    _("%(measure)s.csv holds %(held)d for %(id)s, and only %(counted)d here")
                    % {"held": held[one.id, measure], "measure": measure, "id": one.id, "counted": row[measure]},
                )
            elif lacking:
                one.missing_children[measure] = lacking


def _sections(articles: list[Row], opinions: list[Row], authority: dict) -> list[Section]:
    """In the order of the articles of the bill; sections without an article come after."""
    found: dict[str, Section] = {}
    for row in [*articles, *opinions]:
        slug = authority[f"o{row['id']}"]["section"]
        number = line(row["section"]).removeprefix("Section ")  # the kind of the heading says the word
        found.setdefault(slug, Section(slug, number, line(row["section_subtitle"])))
    return list(found.values())
