"""What someone answers along the five-minute path, kept in their session until it is confirmed or forgotten."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.contrib.auth import SESSION_KEY

KEY = "five"  # survives signing in
KEPT_FOR = timedelta(hours=24)
MOST = 60  # answers of one visit


@dataclass(frozen=True)
class Given:
    """An answer to one contribution. sort: what the words are, "for", "against", "idea", "lived"; "" without any."""

    value: str = ""
    words: str = ""
    sort: str = ""


class TooMany(Exception):
    """More answers than a visit may hold."""


class Answers:
    """The answers of one visitor in one process, by public id."""

    def __init__(self, request, slug: str):
        self.session, self.slug = request.session, slug
        kept = self.session.get(KEY, {}).get(slug, {})
        self.start: str = kept.get("start", "")
        self.ending: dict = kept.get("ending", {})
        self.given = {public_id: Given(**one) for public_id, one in kept.get("given", {}).items()}

    def __bool__(self) -> bool:
        return bool(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def get(self, public_id: str) -> Given:
        return self.given.get(public_id, Given())

    def keep(self, public_id: str, given: Given) -> None:
        """Raises TooMany."""
        if given == Given():
            self.given.pop(public_id, None)
        elif public_id not in self.given and len(self.given) >= MOST:
            raise TooMany
        else:
            self.given[public_id] = given
        self.save()

    def drop(self, public_id: str) -> None:
        self.keep(public_id, Given())

    def save(self) -> None:
        """The first answer sets the one functional cookie, for a day."""
        given = {public_id: asdict(one) for public_id, one in self.given.items()}
        mine = {"start": self.start, "given": given, "ending": self.ending}
        self.session[KEY] = {**self.session.get(KEY, {}), self.slug: mine}
        if SESSION_KEY not in self.session:
            self.session.set_expiry(int(KEPT_FOR.total_seconds()))

    def forget(self) -> None:
        if KEY in self.session:
            self.session[KEY] = {slug: one for slug, one in self.session[KEY].items() if slug != self.slug}
        if SESSION_KEY in self.session:
            self.session.set_expiry(None)
