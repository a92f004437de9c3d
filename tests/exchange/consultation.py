"""A consultation of our own, in the files of République numérique: two articles, a few words, a handful of votes."""

import csv
from pathlib import Path

WHEN = "2015-10-01T10:00:00+0200"
LAW, DATA = "section-1-la-loi", "section-2-les-donnees"
ART1, ART9 = f"{LAW}/article-1-le-droit-de-lire", f"{DATA}/article-9-les-revues"
ASIDE = f"{LAW}/une-idee-mise-de-cote"
FREE, SHORTER = f"{LAW}/une-idee-libre", f"{ART9}/versions/un-delai-plus-court"


def _opinion(number, title, section_id, section, subtitle, author, *, votes, slug, trashed=0, html="", **counts):
    agree, mixed, disagree = votes
    return {
        "id": number,
        "title": title,
        "body_html": html or "<p>Tout le monde peut lire.</p>",
        "body_text": "Tout le monde peut lire.",
        "section_id": section_id,
        "section": section,
        "section_subtitle": subtitle,
        "author": author,
        "author_is_admin": 0,
        "author_is_vip": 0,
        "created_at": WHEN,
        "updated_at": WHEN,
        "votes_ok": agree,
        "votes_mitige": mixed,
        "votes_nok": disagree,
        "votes_total": sum(votes),
        "arguments_yes_count": counts.get("yes", 0),
        "arguments_no_count": counts.get("no", 0),
        "versions_count": counts.get("versions", 0),
        "sources_count": counts.get("sources", 0),
        "ranking": 0,
        "is_trashed": trashed,
        "slug": slug,
    }


def _row(key, kind, title, section, parent, slug, author, votes, arguments=0, sources=0):
    agree, mixed, disagree = votes
    return {
        "id": key,
        "type": kind,
        "title": title,
        "section": section,
        "parent": parent,
        "slug": slug,
        "author": author,
        "votes_pro": agree,
        "votes_unsure": mixed,
        "votes_against": disagree,
        "votes_total": sum(votes),
        "arguments": arguments,
        "sources": sources,
    }


OPINIONS = [
    _opinion(
        61,
        "Article 1 - Le droit de lire",
        86,
        "Section 1",
        "La loi",
        "u00001",
        votes=(5, 1, 2),
        slug=ART1,
        html="<p>I. – Chacun lit.<br />1°&nbsp;Les livres&nbsp;;</p><p>II. – Chacun relit.</p>",
        yes=1,
        no=1,
        sources=1,
    ),
    _opinion(
        69, "Article 9 - Les revues", 87, "Section 2", "Les données", "u00001", votes=(3, 0, 1), slug=ART9, versions=1
    ),
    _opinion(
        100,
        "Une idée libre",
        86,
        "Section 1",
        "La loi",
        "u00002",
        votes=(2, 0, 0),
        slug=FREE,
        html="<p>Lire <strong>dehors</strong>.</p><ul><li>au parc</li><li>au bord de l’eau</li></ul>",
    ),
    _opinion(101, "Une idée mise de côté", 86, "Section 1", "La loi", "u00003", votes=(1, 0, 4), trashed=1, slug=ASIDE),
]

TABLES = {
    "opinions.csv": OPINIONS,
    "bill_articles.csv": [
        {
            "id": row["id"],
            "number": number,
            "explanation": f"En clair, article {number}.",
            **{name: row[name] for name in ("title", "section", "section_subtitle", "body_html", "body_text")},
        }
        for row, number in zip(OPINIONS, ("1", "9"), strict=False)
    ],
    "contributions.csv": [
        _row("o61", "proposition", "Article 1 - Le droit de lire", LAW, "", ART1, "u00001", (5, 1, 2), 2, 1),
        _row("o69", "proposition", "Article 9 - Les revues", DATA, "", ART9, "u00001", (3, 0, 1)),
        _row("o100", "proposition", "Une idée libre", LAW, "", FREE, "u00002", (2, 0, 0)),
        _row("o101", "proposition", "Une idée mise de côté", LAW, "", ASIDE, "u00003", (1, 0, 4)),
        _row("v1", "modification", "Un délai plus court", DATA, ART9, SHORTER, "u00004", (4, 0, 1), 3, 1),
        _row("v2", "modification", "Dehors et dedans", LAW, FREE, f"{FREE}/versions/dehors", "u00005", (1, 0, 0)),
    ],
    "appendices.csv": [
        {"opinion_id": 61, "type": "Explication", "body": "En clair, article 1."},
        {"opinion_id": 69, "type": "Explication", "body": "En clair, article 9."},
        {"opinion_id": 100, "type": "Explication", "body": "Parce qu’il fait beau."},
        {"opinion_id": 101, "type": "Explication", "body": ""},
    ],
    "arguments.csv": [
        {
            "id": 1,
            "opinion_id": 61,
            "body": "Lire rend libre.",
            "side": "for",
            "votes_count": 2,
            "created_at": WHEN,
            "author": "u00004",
            "is_trashed": 0,
        },
        {
            "id": 2,
            "opinion_id": 61,
            "body": "Lire prend du temps.",
            "side": "against",
            "votes_count": 0,
            "created_at": WHEN,
            "author": "u00006",
            "is_trashed": 0,
        },
    ],
    "sources.csv": [
        {
            "id": 1,
            "opinion_id": 61,
            "title": "Étude",
            "body": "Une étude.",
            "link": "https://example.org/etude",
            "category": "Rapport",
            "votes_count": 1,
            "created_at": WHEN,
            "author": "u00002",
        },
    ],
    "article9_modifications.csv": [
        {
            "slug": "un-delai-plus-court",
            "author": "u00004",
            "comment": "Six mois suffisent.",
            "created_at": WHEN,
            "votes_pro": 4,
            "votes_unsure": 0,
            "votes_against": 1,
            "votes_total": 5,
            "arguments": 3,
        },
    ],
    "article9_votes.csv": [
        {"modification": "un-delai-plus-court", "author": "u00004", "voter": voter, "vote": vote}
        for voter, vote in (("u00010", 1), ("u00011", -1), ("u00012", 1))
    ]
    + [
        {"modification": "article-9-les-revues", "author": "u00001", "voter": voter, "vote": vote}
        for voter, vote in (("u00010", 1), ("u00013", 1), ("u00011", -1), ("u00013", 1))
    ],
    "citizen_proposals_final_counts.csv": [
        {
            "proposal_id": 100,
            "proposal_text": "Lire dehors.",
            "creation_datetime": "2015-10-01 10:00:00",
            "nb_votes_for": "2.0",
            "nb_votes_mixed": "0.0",
            "nb_votes_against": "0.0",
            "nb_args_for": "0.0",
            "nb_args_against": "0.0",
        },
    ],
}


def write_folder(folder: Path) -> Path:
    """The files, all right, in a folder of their own."""
    folder.mkdir()
    for name, rows in TABLES.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder
