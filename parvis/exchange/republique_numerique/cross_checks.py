"""What the files must agree on, and what they are known to disagree on."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..tables import Report, Row
from .said import OPINIONS, Said

COUNTED = (("votes_ok", "votes_pro"), ("votes_mitige", "votes_unsure"), ("votes_nok", "votes_against"))


def _plain(title: str) -> str:
    return re.sub(r"\s+", " ", title.replace("’", "'")).strip()


def joins(authority: dict, by_slug: dict, opinions: dict, articles: dict, report: Report) -> None:
    """Every opinion, parent, article and section finds its other half."""
    sections: dict[str, tuple] = {}
    for row in authority.values():
        where = ("contributions.csv", row.line)
        if row["votes_total"] != row["votes_pro"] + row["votes_unsure"] + row["votes_against"]:
            report.problem(*where, _("votes_total is not the sum of the three others"))
        if row["type"] == "modification":
            parent = by_slug.get(row["parent"])
            if parent is None or parent["type"] != "proposition":
                report.problem(*where, _("the parent of %(id)s is not in this file") % {"id": row["id"]})
        elif row["parent"] or row["id"].removeprefix("o") not in opinions or not row["id"].startswith("o"):
            report.problem(*where, _("%(id)s is not in opinions.csv") % {"id": row["id"]})
    for row in opinions.values():
        where = ("opinions.csv", row.line)
        counted = authority.get(f"o{row['id']}")
        if counted is None:
            report.problem(*where, _("%(id)s is not in contributions.csv") % {"id": f"o{row['id']}"})
            continue
        if counted["author"] != row["author"] or _plain(counted["title"]) != _plain(row["title"]):
            report.problem(*where, _("the title or the author differs in contributions.csv"))
        place = (row["section_id"], row["section"], row["section_subtitle"])
        if sections.setdefault(counted["section"], place) != place:
            report.problem(*where, _("its section differs from that of its neighbours in contributions.csv"))
    for row in articles.values():
        opinion = opinions.get(row["id"])
        if opinion is None:
            report.problem("bill_articles.csv", row.line, _("%(id)s is not in opinions.csv") % {"id": row["id"]})
        elif any(opinion[column] != row[column] for column in ("title", "body_html", "section", "section_subtitle")):
            report.problem("bill_articles.csv", row.line, _("the article differs in opinions.csv"))


def repeated_slugs(slugs: set[str], report: Report) -> None:
    if slugs:
        report.warn(
            ngettext(
                "contributions.csv: %(count)d name of a modification of article 9 is used elsewhere too; "
                "files of article 9 are read under article 9 only.",
                "contributions.csv: %(count)d names of modifications of article 9 are used elsewhere too; "
                "files of article 9 are read under article 9 only.",
                len(slugs),
            )
            % {"count": len(slugs)}
        )


def same_counts(row: Row, one: Said, counted: Row, report: Report) -> None:
    columns = ("author", "votes_pro", "votes_unsure", "votes_against", "votes_total", "arguments")
    for column in columns:
        if row[column] != counted[column]:
            report.problem(
                "article9_modifications.csv",
                row.line,
                _("%(column)s is %(here)s, and %(there)s in contributions.csv")
                % {"column": column, "here": row[column], "there": counted[column]},
            )


def counts(said: list[Said], authority: dict, report: Report) -> None:
    """Individual votes are inside the counts of the authority: what remains is never negative."""
    for one in said:
        for value, left in one.declared.items():
            if left < 0:
                report.problem(
                    "contributions.csv",
                    authority[one.id].line,
                    _("%(id)s counts %(counted)d “%(value)s”, fewer than the votes of article9_votes.csv")
                    % {"id": one.id, "counted": one.counts[value], "value": value},
                )


def opinions(found: list[Row], said: list[Said], authority: dict, report: Report) -> None:
    """opinions.csv was copied some hours before the others: its counters only cross-check."""
    modified: dict[str, int] = {}
    for one in said:
        if one.kind == "modification":
            modified[one.parent] = modified.get(one.parent, 0) + 1
    for row in found:
        counted = authority[f"o{row['id']}"]
        pairs = [(column, row[column], counted[other]) for column, other in COUNTED]
        pairs.append(("versions_count", row["versions_count"], modified.get(counted["id"], 0)))
        pairs.append(("sources_count", row["sources_count"], counted["sources"]))
        pairs.append(("arguments", row["arguments_yes_count"] + row["arguments_no_count"], counted["arguments"]))
        for column, here, there in pairs:
            if here != there:
                report.warn(
                    _(
                        "opinions.csv, line %(line)d: %(id)s has %(column)s %(here)d, contributions.csv "
                        "%(there)d, which counts."
                    )
                    % {"line": row.line, "id": counted["id"], "column": column, "here": here, "there": there}
                )


def final_counts(found: list[Row], authority: dict, known: dict, report: Report) -> None:
    """The official numbers only cross-check."""
    name, seen = "citizen_proposals_final_counts.csv", set()
    for row in found:
        key = row["proposal_id"]
        counted, opinion = authority.get(f"o{key}"), known.get(key)
        if counted is None or opinion is None:
            report.problem(name, row.line, _("proposal_id %(value)s is not in opinions.csv") % {"value": key})
            continue
        if key in seen:
            report.warn(
                _("%(file)s, line %(line)d: %(id)s is there twice.") % {"file": name, "line": row.line, "id": key}
            )
        seen.add(key)
        pairs = [
            ("nb_votes_for", row["nb_votes_for"], counted["votes_pro"]),
            ("nb_votes_mixed", row["nb_votes_mixed"], counted["votes_unsure"]),
            ("nb_votes_against", row["nb_votes_against"], counted["votes_against"]),
            ("nb_args_for", row["nb_args_for"], opinion["arguments_yes_count"]),
            ("nb_args_against", row["nb_args_against"], opinion["arguments_no_count"]),
        ]
        for column, here, there in pairs:
            if here != there:
                report.warn(
                    _(
                        "%(file)s, line %(line)d: %(id)s has %(column)s %(here)d, the other files %(there)d, "
                        "which counts."
                    )
                    % {"file": name, "line": row.line, "id": key, "column": column, "here": here, "there": there}
                )
    if absent := sorted(set(known) - seen, key=lambda key: key.zfill(12)):
        report.warn(_("%(file)s: without %(ids)s.") % {"file": name, "ids": ", ".join(absent[:40])})


def what_the_source_lacks(said: list[Said], report: Report) -> None:
    """Known holes, said aloud at every import."""
    if trashed := [one for one in said if one.trashed]:
        votes = sum(one.counts.get(value, 0) for one in trashed for value in OPINIONS)
        report.warn(
            _(
                "opinions.csv: %(ids)s were put aside by the source, which gives no reason: hidden here, their "
                "%(votes)d votes still in the sums."
            )
            % {"ids": ", ".join(one.id for one in trashed), "votes": votes}
        )
    for measure, words in (
        ("arguments", _("contributions.csv: arguments without a text in the source, only their number: %(count)d.")),
        ("sources", _("contributions.csv: sources without a text in the source, only their number: %(count)d.")),
    ):
        if lacking := sum(one.missing_children.get(measure, 0) for one in said):
            report.warn(words % {"count": lacking})
    modifications = [one for one in said if one.kind == "modification"]
    if modifications:
        report.warn(
            _(
                "contributions.csv: modifications whose text is not in the source: %(count)d; "
                "of them without a date: %(undated)d."
            )
            % {"count": len(modifications), "undated": sum(one.said_at is None for one in modifications)}
        )
