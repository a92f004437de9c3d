"""From the lines of a text, whatever its format, to the tree of a bill."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import bill_headings as headings
from .bills import Article, Bill, Division, Remark, gettext_noop
from .safe_text import clean

_MOTIVES = re.compile(r"(?i:exposé (?:général )?des motifs|explanatory (?:memorandum|notes?|statement))[ \u00a0.:]*")
_BILL = re.compile(r"(?i:(?:projet|proposition) de (?:loi|résolution|règlement|délibération)\b).{0,600}")
_AFTER = re.compile(
    r"(?i:annexes?|schedules?)(?:[ \u00a0](?:[A-Z]|\d{1,3}|[IVX]+))?"
    r"(?:[ \u00a0]*[:–—-].{0,200}|[ \u00a0]*\(.{0,200}\))?"
    r"|(?:Fait à .{1,60}, le |Délibéré en séance|(?i:signé)[ \u00a0]*:|©).*",
)
_ALONE = re.compile(
    r"[«“\"]?[ \u00a0]*(?:(?:[IVXL]+|[A-Z])(?: [a-z]+)?\.?[ \u00a0]*[-–—]|\d{1,3}°(?: [a-z]{3,14})?|[a-z]{1,2}\)|[-–—])"
    r"|[«“]"
)
_PASTILLE = re.compile(r"^([\u2460-\u2473\u3251-\u325f\u32b1-\u32bf])[ \t\u00a0]*")  # circled, 1 to 50
_BEYOND = re.compile(r"^\((\d{2,3})\)[ \t\u00a0]*")  # then printed « (51) »
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
_CAPTION = re.compile(r"\((?i:en|in) [^()]{1,80}\)")
_BETWEEN_TITLE = re.compile(r"(?i:adopté|en .*lecture|modifié|rejeté|considéré)")
_END_OF_TITLE = re.compile(
    r"(?i:transmis|présenté|par\b|au nom|enregistré|n° |mesdames|décrète|_{3}|le |l’|l'|voir|\()"
)


@dataclass
class Line:
    number: int  # in the text read, from 1
    text: str
    centred: bool = False
    verbatim: bool = False  # a paragraph, whatever it looks like
    table: bool = False
    margin: int = 0  # number of the paragraph as the margin prints it, 0 for none


def assemble(lines: list[Line]) -> Bill:
    """Never fails; what is not understood becomes a remark."""
    lines = _numbered(Line(line.number, tidy(line), line.centred, line.verbatim, line.table) for line in lines)
    titles = [index for index, line in enumerate(lines) if _is_bill(line)]
    bill = _Assembly(lines, until=titles[-1] if titles else -1).bill
    if not bill.articles:
        bill = _Assembly(lines, until=-1).bill
    if not bill.articles:
        bill.remarks.append(
            Remark(1, gettext_noop("No article was found: each begins with a line such as “Article 1” or “Clause 1”."))
        )
    bill.remarks.sort(key=lambda remark: remark.line)
    return bill


def tidy(line: Line) -> str:
    if line.table:
        return "\n".join(filter(None, (clean(row, multiline=False) for row in line.text.split("\n"))))
    return clean(line.text, multiline=False)


def _numbered(lines: Iterable[Line]) -> list[Line]:
    """Lines that hold something, without the numbers of the margin, which are kept aside."""
    kept, last = [], 0
    for line in lines:
        if not line.verbatim and not line.table:
            if found := _PASTILLE.match(line.text):
                line.margin = _CIRCLED.index(found[1]) + 1
            elif (found := _BEYOND.match(line.text)) and last >= len(_CIRCLED) and int(found[1]) == last + 1:
                line.margin = last + 1
            if found and line.margin:
                line.text, last = line.text[found.end() :], line.margin
        if line.text:
            kept.append(line)
    return kept


def is_plain_paragraph(text: str) -> bool:
    """Whether a line is read back as a paragraph, alone and as it is."""
    special = (_MOTIVES, _AFTER, _BILL, _ALONE, _CAPTION)
    return not (headings.find(text) or any(each.fullmatch(text) for each in special) or _PASTILLE.match(text))


def _is_bill(line: Line) -> bool:
    return not line.verbatim and not line.table and _BILL.fullmatch(line.text) is not None


class _Assembly:
    def __init__(self, lines: list[Line], until: int):
        self.bill = Bill()
        self.preamble: list[Line] = []
        self.path: list[Division] = []  # the divisions open at this line
        self.articles: list[Article] = []  # those the next paragraph belongs to
        self.fresh = False  # nothing came since the heading of the article
        self.open_heading = False  # the heading of the division may come on the next line
        self.alone = ""  # a number waiting for its paragraph
        self.caption = ""
        self.uneven: set[str] = set()
        self.printed = 0  # in the margin, for the next paragraph
        self.motives = self.after = False
        for index, line in enumerate(lines):
            self.read(line, still_motives=index < until)
        self.flush()
        self.bill.title = title_of(self.preamble)
        self.find_repeats(lines[-1].number if lines else 1)

    def read(self, line: Line, *, still_motives: bool) -> None:
        if self.after:
            return
        whole = not line.verbatim and not line.table
        found = headings.find(line.text, centred=line.centred) if whole else None
        if self.motives:
            if _is_bill(line) and not self.articles:
                self.motives = False
                self.preamble.append(line)
            elif found and (self.bill.children or not still_motives):
                self.motives = False
                self.announce(line, found)
        elif found:
            self.announce(line, found)
        elif whole and _MOTIVES.fullmatch(line.text):
            self.flush()
            self.motives = True
            self.remark(line, gettext_noop("The explanatory memorandum is left out: it is not part of the law."))
        elif whole and self.articles and _AFTER.fullmatch(line.text):
            self.after = True
            self.remark(line, gettext_noop("What follows the articles, from “%(words)s” on, is left out."), line.text)
        else:
            self.add(line)

    def announce(self, line: Line, found: headings.Found) -> None:
        self.flush()
        if found.kind == "article":
            self.articles = [Article(number, found.heading, found.note) for number in found.numbers]
            self.fresh, self.open_heading = not found.first, False
            (self.path[-1] if self.path else self.bill).children.extend(self.articles)
            for between in found.ranges:
                self.remark(
                    line, gettext_noop("Only both ends of “%(words)s” were kept: add the articles between."), between
                )
            if found.first:
                self.put(found.first)
            return
        division = Division(headings.kind_of(found), found.numbers[0], found.heading, found.note)
        while self.path and headings.order(self.path[-1].kind) >= headings.order(found.kind):
            self.path.pop()
        (self.path[-1] if self.path else self.bill).children.append(division)
        self.path.append(division)
        self.articles, self.open_heading = [], not found.heading

    def add(self, line: Line) -> None:
        self.printed = line.margin or self.printed
        if not self.articles:
            self.add_outside(line)
        elif line.table:
            caption, self.caption = self.caption, ""
            self.put(f"| {caption} |\n{line.text}" if caption else line.text)
            self.compare(line)
        elif line.verbatim:
            self.put(line.text)
        elif self.fresh and line.centred and self.is_about_article(line.text):
            pass
        elif _CAPTION.fullmatch(line.text):
            self.flush()
            self.caption = line.text
        elif _ALONE.fullmatch(line.text):
            self.flush()
            self.alone = line.text
        else:
            self.put(line.text)
            self.compare(line)

    def compare(self, line: Line) -> None:
        """Say, once an article, where the margin and our count do not agree."""
        printed, self.printed = self.printed, 0
        article = self.articles[0]
        if printed and printed != len(article.paragraphs) and article.number not in self.uneven:
            self.uneven.add(article.number)
            message = gettext_noop(
                "Article %(number)s: the margin says %(printed)s where paragraph %(counted)s is counted; "
                "compare with the source."
            )
            values = {"printed": str(printed), "counted": str(len(article.paragraphs)), "number": article.number}
            self.bill.remarks.append(Remark(line.number, message, values))

    def is_about_article(self, text: str) -> bool:
        """Keep a centred line under « Article N » as its note or its heading."""
        note = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else ""
        if note and not headings.is_fate(note) and len(note) <= 80 and not set("()") & set(note):
            for article in self.articles:
                article.note = article.note or note
            return True
        if text.startswith("(") or not headings.is_heading(text):
            return False
        for article in self.articles:
            article.heading = article.heading or text
        self.fresh = False
        return True

    def add_outside(self, line: Line) -> None:
        if not self.bill.children:
            self.preamble.append(line)
        elif self.open_heading and not line.table and len(self.path[-1].heading) + len(line.text) <= 300:
            self.path[-1].heading = f"{self.path[-1].heading} {line.text}".strip()
        else:
            words = line.text if len(line.text) <= 60 else f"{line.text[:59]}…"
            self.remark(line, gettext_noop("“%(words)s” is in no article and is left out."), words)

    def put(self, text: str) -> None:
        caption, self.caption = self.caption, ""
        for article in self.articles:
            if caption:
                article.paragraphs.append(caption)
            article.paragraphs.append(f"{self.alone}\u00a0{text}" if self.alone else text)
        self.alone, self.fresh = "", False

    def flush(self) -> None:
        """A number or a caption that nothing followed is a paragraph of its own."""
        left = [text for text in (self.alone, self.caption) if text]
        self.alone = self.caption = ""
        for text in left:
            self.put(text)

    def remark(self, line: Line, message: str, words: str = "") -> None:
        self.bill.remarks.append(Remark(line.number, message, {"words": words} if words else {}))

    def find_repeats(self, last_line: int) -> None:
        seen = set()
        for article in self.bill.articles:
            if article.number in seen:
                message = gettext_noop("Two articles have the number %(number)s: give each its own.")
                self.bill.remarks.append(Remark(last_line, message, {"number": article.number}))
            seen.add(article.number)


def title_of(preamble: list[Line]) -> str:
    """« Projet de loi … » put together from the lines it is printed on, at its fullest; else the first line."""
    titles = [_title_from(preamble[index:]) for index, line in enumerate(preamble) if _is_bill(line)]
    return max(titles, key=len, default=next((line.text for line in preamble if not line.table), "")[:600])


def _title_from(preamble: list[Line]) -> str:
    words = [_sentence_case(preamble[0].text)]
    for line in preamble[1:7]:
        if _BETWEEN_TITLE.match(line.text):
            continue
        if line.table or line.verbatim or _END_OF_TITLE.match(line.text):
            break
        if not (line.centred or line.text[0].islower()) or _is_bill(line):
            break
        words.append(line.text)
    return " ".join(words).rstrip(" ,.")[:600].rstrip()


def _sentence_case(text: str) -> str:
    return text.capitalize() if text.isupper() else text
