"""Reading a page as a browser does: its forms, what they hold, where they go."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDS = "Des mots ordinaires, assez longs pour que chacun les comprenne et que tout formulaire les prenne."


@dataclass
class Form:
    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)  # as the page gives them
    texts: list[str] = field(default_factory=list)  # names of the fields one types in


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.typing = self.choosing = ""
        self.inside = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = True
            self.forms.append(Form(given.get("action") or "", (given.get("method") or "get").lower()))
        elif not self.inside:
            return
        elif tag == "textarea":
            self.typing = name
            self.forms[-1].values[name] = [""]
            self.forms[-1].texts.append(name)
        elif tag == "select":
            self.choosing = name
        elif tag == "option" and self.choosing:
            chosen = self.forms[-1].values.setdefault(self.choosing, [given.get("value") or ""])
            if "selected" in given:
                chosen[:] = [given.get("value") or ""]
        elif tag in ("input", "button") and name:
            self.put(name, given)

    def put(self, name, given):
        values, kind = self.forms[-1].values, given.get("type") or "text"
        value = given.get("value") or ""
        if kind in ("radio", "checkbox", "submit", "button"):
            if kind != "radio" or name not in values or "checked" in given:
                values[name] = [value or "on"]
        else:
            values[name] = [value]
            if kind in ("text", "email", "url", "search"):
                self.forms[-1].texts.append(name)

    def handle_data(self, data):
        if self.typing:
            self.forms[-1].values[self.typing][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.typing = ""
        elif tag == "select":
            self.choosing = ""


def forms(html: str) -> list[Form]:
    reader = Reader()
    reader.feed(html)
    return reader.forms


def filled(form: Form) -> dict[str, list[str]]:
    """The form as a tidy person sends it: words in each field that is empty."""
    values = {name: list(value) for name, value in form.values.items()}
    for name in form.texts:
        if not values[name][0].strip():
            values[name] = ["nom@example.org" if "email" in name else WORDS]
    return values


class Suspicious(HTMLParser):
    """What a page of ours never holds: scripts of its own words, handlers, styles, addresses that run."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag in ("base", "embed", "frame", "iframe", "object", "style") or (
            tag == "script" and "src" not in given and given.get("type") != "application/json"
        ):
            self.found.append(tag)
        for name, value in given.items():
            runs = value.strip().lower().startswith(("javascript:", "data:text", "vbscript:", "//"))
            if name.startswith("on") or name == "style" or (name in ("href", "src", "action", "formaction") and runs):
                self.found.append(f"{tag} {name}={value[:60]}")


def harmful(html: str) -> list[str]:
    reader = Suspicious()
    reader.feed(html)
    return reader.found
