"""What people type, without what misleads the eye or breaks the page; nothing readable is lost."""

import re
import unicodedata

from . import marks

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\u1680\u2000-\u200a\u205f\u2800]")  # U+00A0 and U+202F stay: French needs them
_NEVER = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u3164\ufeff\uffa0"  # invisible, of no width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # turning the direction of what follows
    "\ufe00-\ufe0d\ufff9-\ufffb\U000e0000-\U000e0fff"  # variants, annotations, tags
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff"  # halves of characters, private and reserved ones
    + "".join(chr(plane * 0x10000 + last) for plane in range(15) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# U+200D and U+200C join or part letters of some scripts, and emoji: kept there, removed elsewhere.
_EMOJI = "\u00a9\u00ae\u2190-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18aa\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_JOINERS = re.compile(
    f"((?<=[{_EMOJI}\ufe0f\u20e3])\u200d(?=[{_EMOJI}])|(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}]))|[\u200c\u200d]"
)


def clean(text: str, *, multiline: bool) -> str:
    """The text as it is kept: in form NFC, lines ended by a line feed, no blank at its ends.

    Taken out: control, bidirectional, invisible, tag, private and reserved characters, and marks after the fourth on
    one letter. On a single line, tabs and line ends become blanks. Cleaning twice changes nothing more.
    """
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    text = _JOINERS.sub(r"\1", _NEVER.sub("", text))
    text = marks.thin(unicodedata.normalize("NFC", marks.thin(text)))
    if not multiline:
        return re.sub(r"[ \t\n]+", " ", text).strip()
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip()


# Look-alike names ----------------------------------------------------------------------------------------------------

_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЗІЈКМНОРСТУХЅҺ", "abezhlkmnoptyxabeeljkmhopctyxsh")
_LETTERS = {
    "αβγεηικνορσςτυχω": "abyenlkvopostuxw",  # Greek
    "авгеёзіїјкмнопрстухѕһԁԛԝӏьѵґ": "abreeelljkmhonpctyxshdqwlbvr",  # Cyrillic
    "օսհոցզ": "ouhngq",  # Armenian
    "ɑɡıɩɪʀʙɢʜʟɴʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱøłđðþƒ": "aglllrbghlnyacdejkmoptuvwzfsolddpf",  # Latin
    "i|!ǀ01345@$€": "lllloleasase",
}
_SMALL = str.maketrans("".join(_LETTERS), "".join(_LETTERS.values())) | str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def skeleton(name: str) -> str:
    """What a name looks like: two names with one skeleton can be taken for one another.

    Letters of Latin, Greek, Cyrillic and Armenian, and digits, that look alike become one; accents, case, blanks and
    punctuation do not count. Empty when nothing is left. Never shown to anyone.
    Source of the idea: Unicode Technical Standard 39, section 4.
    """
    name = _NEVER.sub("", marks.thin(name)).replace("\u200c", "").replace("\u200d", "")
    name = marks.without(unicodedata.normalize("NFKD", name)).translate(_CAPITALS).lower().translate(_SMALL)
    name = "".join(filter(str.isalnum, marks.without(unicodedata.normalize("NFKD", name))))
    return name.replace("rn", "m").replace("vv", "w")


# Cells of tables ---------------------------------------------------------------------------------------------------


def neutralise_cell(text: str) -> str:
    """A cell no spreadsheet takes for a formula: an apostrophe comes before what begins like one."""
    return f"'{text}" if _is_formula(text.lstrip("'")) else text


def restore_cell(text: str) -> str:
    """The cell as it was before neutralise_cell."""
    return text[1:] if text.startswith("'") and _is_formula(text.lstrip("'")) else text


def _is_formula(text: str) -> bool:
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    start = _JOINERS.sub("", _NEVER.sub("", text[:200])).lstrip()[:1]
    return unicodedata.normalize("NFKC", start).lstrip()[:1] in {"=", "+", "-", "@", "|", "%"}
