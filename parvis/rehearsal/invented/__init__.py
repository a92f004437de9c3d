"""Invented contributions: the same for the same number, varied enough to try a synthesis and an answer desk."""

import tomllib
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from parvis.contributions.kinds import Channel, Kind, Side
from parvis.contributions.models import Contribution
from parvis.exchange import bulk
from parvis.ledger.clock import database_now
from parvis.processes.models import Process

SEED = 2015
ENGLISH, CAMPAIGN = 0.25, 0.15  # shares of what is said
CHANNELS = (Channel.WEB, Channel.WEB, Channel.WEB, Channel.PAPER, Channel.COUNTER, Channel.ROOM)
DAYS = 30  # over which it was said


@cache
def texts() -> dict:
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text())


class Voices:
    """One invented person after another says something."""

    def __init__(self, process: Process, chance: Random):
        self.process, self.chance, self.now = process, chance, database_now()
        self.topics, self.turn = texts()["topic"], count()
        self.threshold = process.pact.answer_threshold or 0

    def said(self, draft: bulk.Draft) -> bulk.Draft:
        row = draft.row
        row.channel = self.chance.choice(CHANNELS)
        row.said_at = self.now - timedelta(minutes=self.chance.randrange(1, DAYS * 24 * 60))
        draft.declared = self.views(row.kind)
        return draft

    def views(self, kind: str) -> dict[str, int]:
        """Few people support most of it, many support some: one in ten is above the threshold for an answer."""
        few = int(self.chance.paretovariate(1.1))
        if kind in (Kind.ARGUMENT, Kind.EXPERIENCE):
            return {"useful" if kind == Kind.ARGUMENT else "lived": min(few, 60)}
        agree = min(few, 400)
        if self.threshold and self.chance.random() < 0.1:
            agree = self.threshold + few
        return {
            "agree": agree,
            "mixed": self.chance.randrange(agree // 4 + 2),
            "disagree": self.chance.randrange(agree // 2 + 3),
        }

    def language(self) -> str:
        return "en" if self.chance.random() < ENGLISH else "fr"

    def words(self, told: dict, language: str) -> str:
        return told[language].replace("{place}", self.place())

    def place(self) -> str:
        return self.chance.choice(texts()["places"]["names"])

    def proposal(self, style: str) -> bulk.Draft:
        topic, language = self.topics[next(self.turn) % len(self.topics)], self.language()
        body = self.words(topic[style], language)
        if self.chance.random() < 0.3:  # some say two things at once
            other = self.chance.choice(self.topics)
            body = f"{body}\n\n{self.words(other['short'], language)}"
        title = topic["title"][language]
        return self.said(bulk.Draft(Contribution(kind=Kind.PROPOSAL, language=language, title=title, body=body)))

    def experience(self) -> bulk.Draft:
        topic, language = self.topics[next(self.turn) % len(self.topics)], self.language()
        told = {name: self.words(topic[name], language) for name in ("lived", "wish")}
        row = Contribution(
            kind=Kind.EXPERIENCE, language=language, body=told["lived"], wish=told["wish"], place=self.place()
        )
        return self.said(bulk.Draft(row))

    def campaign(self) -> bulk.Draft:
        told, language = texts()["campaign"], self.language()
        own = self.chance.choice(told["own"])[language]
        body = f"{told['body'][language]} {own}".strip()
        title = told["title"][language]
        return self.said(bulk.Draft(Contribution(kind=Kind.PROPOSAL, language=language, title=title, body=body)))

    def modification(self, article: bulk.Draft) -> bulk.Draft:
        topic, language = self.topics[next(self.turn) % len(self.topics)], article.row.language
        row = Contribution(
            kind=Kind.MODIFICATION,
            language=language,
            title=topic["title"][language],
            base=article.row.body,
            body=f"{article.row.body}\n{topic['change'][language]}",
            reason=topic["why"][language],
            heading=article.row.heading,
        )
        return self.said(bulk.Draft(row, parent=article))

    def argument(self, parent: bulk.Draft) -> bulk.Draft:
        topic, language = self.chance.choice(self.topics), parent.row.language
        side = self.chance.choice([Side.FOR, Side.AGAINST])
        row = Contribution(kind=Kind.ARGUMENT, language=language, side=side, body=self.words(topic[side], language))
        return self.said(bulk.Draft(row, parent=parent))


def invent(process: Process, number: int, articles: list[bulk.Draft]) -> list[bulk.Draft]:
    """So many contributions, not written yet; about these articles when there are some."""
    chance = Random(f"{SEED} {number}")  # noqa: S311  invented words, the same each time
    voices, drafts, discussed = Voices(process, chance), [], list(articles)
    for place in range(number):
        turn = chance.random()
        if turn < CAMPAIGN:
            draft = voices.campaign()
        elif articles and turn < 0.40:
            draft = voices.modification(chance.choice(articles))
        elif turn < 0.55:
            draft = voices.experience()
        elif discussed and turn < 0.70:
            draft = voices.argument(chance.choice(discussed))
        else:
            draft = voices.proposal(("short", "long", "angry")[place % 3])
        if draft.row.kind in (Kind.PROPOSAL, Kind.MODIFICATION):
            discussed.append(draft)
        drafts.append(draft)
    return drafts
