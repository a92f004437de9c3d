"""The files of the consultation and their columns."""

from ..tables import at_most, count, filled, flag, moment, one_of, text, web_address

TITLE = at_most(300, filled)
AUTHOR = at_most(40, filled)
VOTE = {"1": "agree", "0": "mixed", "-1": "disagree"}
KEPT_AS_IT_IS = text

FILES = {
    "bill_articles.csv": {
        "id": filled, "number": at_most(40, filled), "title": TITLE, "section": at_most(20, filled),
        "section_subtitle": filled, "body_html": filled, "body_text": filled, "explanation": text,
    },
    "opinions.csv": {
        "id": filled, "title": TITLE, "body_html": text, "body_text": text, "section_id": filled,
        "section": at_most(20, filled), "section_subtitle": filled, "author": AUTHOR, "author_is_admin": flag,
        "author_is_vip": flag, "created_at": moment, "updated_at": text, "votes_ok": count, "votes_mitige": count,
        "votes_nok": count, "votes_total": count, "arguments_yes_count": count, "arguments_no_count": count,
        "versions_count": count, "sources_count": count, "ranking": text, "is_trashed": flag, "slug": filled,
    },
    "contributions.csv": {
        "id": at_most(190, filled), "type": one_of("proposition", "modification"), "title": TITLE, "section": filled,
        "parent": text, "slug": filled, "author": AUTHOR, "votes_pro": count, "votes_unsure": count,
        "votes_against": count, "votes_total": count, "arguments": count, "sources": count,
    },
    "appendices.csv": {"opinion_id": filled, "type": text, "body": text},
    "arguments.csv": {
        "id": filled, "opinion_id": filled, "body": filled, "side": one_of("for", "against"), "votes_count": count,
        "created_at": moment, "author": AUTHOR, "is_trashed": flag,
    },
    "sources.csv": {
        "id": filled, "opinion_id": filled, "title": TITLE, "body": text, "link": web_address,
        "category": at_most(80), "votes_count": count, "created_at": moment, "author": AUTHOR,
    },
    "article9_modifications.csv": {
        "slug": filled, "author": AUTHOR, "comment": text, "created_at": moment, "votes_pro": count,
        "votes_unsure": count, "votes_against": count, "votes_total": count, "arguments": count,
    },
    "article9_votes.csv": {
        "modification": filled, "author": AUTHOR, "voter": AUTHOR, "vote": one_of(*VOTE),
    },
    "citizen_proposals_final_counts.csv": {
        "proposal_id": filled, "proposal_text": text, "creation_datetime": text, "nb_votes_for": count,
        "nb_votes_mixed": count, "nb_votes_against": count, "nb_args_for": count, "nb_args_against": count,
    },
}  # fmt: skip
