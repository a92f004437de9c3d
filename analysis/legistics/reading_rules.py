"""The phrases of an amendment, as patterns over a wording made plain (apostrophes, dashes and blanks)."""

import re

from .reading_places import COUNT, ORDINAL

FLAGS = re.IGNORECASE


def rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, FLAGS)


_NOUN = (
    r"(?:mots?|nombres?|chiffres?|taux|montants?|dates?|années?|références?|mentions?|signes?(?:\s+de\s+ponctuation)?"
    r"|pourcentages?|sommes?|ponctuation|membres?\s+de\s+phrase|lettres?)"
)
KIND = rf"{_NOUN}(?:\s+et\s+(?:(?:le|la|les|aux?|à\s+la)\s+)?{_NOUN})*(?:\s+suivante?s?)?"
THE = r"(?:les?\s+|la\s+|l'\s*)"
_RANK = rf"{ORDINAL}(?:\s+et\s+(?:{THE})?{ORDINAL})*\s+occurr?ences?\s+(?:du|de\s+la|des|de\s+l'|d'une?)\s*"
_NTH = (
    rf"(?:(?P<nth>{_RANK})"
    r"|(?P<each>(?:(?:deux|trois|quatre|cinq)|toutes\s+les|chaque|chac(?:une?|un)\s+des(?:\s+(?:deux|trois|quatre|cinq))?)"
    r"\s+occurr?ences?\s+(?:du|de\s+la|des|de\s+l'|d'une?)\s*))?"
)
_COLON = r"[ ]*(?::[ ]*|(?=[\n«\"]))"
_WRITTEN = r"(?:suivante?s?|ainsi\s+rédigée?s?)"
_ALSO = rf"(?:\s+et\s+(?:(?:une|deux|trois|la|les)\s+)+phrases?(?:\s+{_WRITTEN})?)?"
_OCCURRENCES = r"(?:ses|leurs|les)\s+(?:(?:deux|trois|quatre|cinq|six)\s+)?occurr?ences"
_TIMES = (
    r"(?:\(?(?:par\s+)?(?:deux|trois|quatre|cinq|six)\s+fois\)?|à\s+(?:deux|trois|quatre)\s+reprises"
    r"|à\s+cha(?:que|cune?)\s+(?:fois|occurr?ence)|à\s+chac(?:une?|un)\s+de\s+[^,\n]*?occurr?ences"
    rf"|à\s+(?:toutes\s+)?{_OCCURRENCES})"
)
_EVERY = rf"(?:(?P<every>,?\s*{_TIMES})\s*,?\s*)?"
_SAID = rf"(?:[\s,]{{0,20}}{_TIMES})?"  # after the words rather than before them
_NEW = r"(?:insérer|ajouter|rajouter|(?:(?:il\s+)?est|sont)\s+(?:inséré|ajouté)e?s?)"
_BLOCK = (
    rf"(?:(?:{THE}|une?\s+|des\s+)?(?:(?P<count>{COUNT})\s+)?(?:nouve(?:lle|l|aux)s?\s+)?"
    r"(?:(?P<sentence>(?:(?P<mixed>mots?)\s+et\s+(?:une|la|deux)\s+)?phrases?)"
    r"|(?P<article>(?:articles?|divisions?|chapitres?|titres?|sections?)(?:\s+additionnel(?:le)?s?)?"
    r"|(?:article|chapitre|titre|section)\s[^:\n]*?)"
    r"|(?P<paragraph>alinéas?|paragraphes?|(?P<table>tableaux?|lignes?)|[IVX]+(?:\s?(?:bis|ter|quater|[A-Z]))*"
    r"|\d+\s?°(?:\s?(?:bis|ter|quater|[A-Z]))*|[a-z]\s?\)))"
    r"\s+(?P<follows>suivante?s?|(?:ainsi|comme\s+suit)\s+(?:rédi\w+|régi\w+|intitulé\w+))\s*:?)"
)
LEVELS = ("roman", "capital", "digit", "small", "dash")
ITEM = re.compile(
    r"(?:(?P<roman>[IVX]+)(?:\s?(?:bis|ter))?"
    r"(?:\s*\.\s*-*|\s*-+|(?=\s+(?:Alin|À|A\s|Après|Avant|Compl|Suppr|Rédig)))"
    r"|(?P<capital>[A-H])(?:\s*\.\s*-*|\s*-+)"
    r"|(?P<digit>\d+)\s?(?:°|\))\s*\.?\s*-*|(?P<small>[a-h])\)\s*-*|(?P<dash>-)\s)\s*"
)
LEAD = rule(
    r"\s*(?:(?:en|par)\s+(?:conséquence|coordination)|par\s+conséquent|corrélativement|et)\b\s*,?\s*"
    r"|\s*pour\s+(?:compenser|gager)\b[^\n:]*?,\s*(?=compl|insér|ajout|après|rédig)"
    r"|\s*pour\s+compenser\b[^\n:]*\n\s*(?=compl)"
)
NEXT = re.compile(
    rf"""\n\s*(?=
    (?:[IVX]+(?:\s?(?:bis|ter))?(?:\s*\.\s*-*|\s*-+|\s+(?=[A-ZÀ]))\s*|[A-H](?:\s*\.\s*-*|\s*-+)\s*
      |\d+\s?(?:°|\))\s*\.?\s*-*\s*|[a-h]\)\s*|-\s)?
    (?:(?:en|par)\s+(?:conséquence|coordination)\s*,?\s*
      (?:à|au|aux|après|avant|compl|suppr|subst|rempl|rédig|insér|procéd|rétabl|dans|alinéa|l'|cette)
    |et\s+(?:(?:par\s+)?deux\s+fois\s+)?{THE}{KIND}\s*:?\s*\n
    |(?:et\s*,?\s+)?(?:après|avant)\s+{THE}(?:{_RANK})?{KIND}\s*:?\s*
      (?:\n|[«"][^\n]*[»"]\s*,?\s*(?:insérer|ajouter|rédiger|supprimer|procéder))
    |(?:après|avant)\s+(?:cet\s+alinéa|(?:l'|les?\s+)alinéas?\s*\d+|{THE}{ORDINAL}\s+(?:alinéa|phrase))[^\n:]*?\s*
      (?:\n|,?\s*(?:insérer|ajouter|rajouter))
    |alinéas?\s+\d+[^\n]*(?:\n|$)
    |(?:et\s*,?\s+)?(?:(?:à\s+)?{THE}|aux\s+)?(?:{ORDINAL}(?:\s*(?:,|et|à)\s+)?)+\s+(?:phrases?|lignes?|colonnes?)\s*[,:]?\s*(?:\n|$)
    |amendement\s+n?°?\s*\d+
    |pour\s+(?:compenser|gager)\b[^\n]*compléter\s
    |(?:et\s+)?(?:remplacer|supprimer|su[bs]+tituer|insérer|ajouter|compléter|rédiger|rétablir|procéder)\b
      (?!\s+l'article\s)[^\n]{{0,60}}?\b(?:alinéas?|phrases?|cet\s+article|ces\s+(?:mots|lignes)|le\s+présent\s+article
      |division|intitulé|tableau|titre|même|{_NOUN})
    |(?:à|a|au|aux|dans)\s+[^\n:]{{0,70}}?
      (?:alinéas?\s+\d+|même\s+alinéa|cet\s+alinéa|(?:premi|deuxi|second|troisi|derni)\w+\s+phrase)[^\n]{{0,60}}?
      \b(?:su[bs]+tituer|remplacer|supprimer|insérer|ajouter|après|avant|rétablir)\b
    |à\s+l'article\s+\d+,\s+substituer
    ))""",
    FLAGS | re.VERBOSE,
)
NOTHING_LEFT = re.compile(r"[\s.;,]*$")

SAME_CHANGE = rule(
    r"procéder\s+(?:à\s+la|au|aux|à)\s+(?:mêmes?|semblables?)\s+"
    r"(?:substitutions?|suppressions?|insertions?|remplacements?|modifications?|ajouts?)\s*,?\s*"
)
ANCHOR = rule(rf"[\s,]*(?P<side>après|avant)\s+{THE}?{_NTH}{KIND}{_COLON}")
AFTER_ANCHOR = rule(rf"[\s,»]{{0,20}}(?:{_NEW}\b|rédiger\b|supprimer\b|procéder\b|(?:est|sont)\s|la\s+fin\s+d)")
INSERT_WORDS = rule(rf"[\s,]*{_NEW}\s+{THE}?{KIND}{_ALSO}{_COLON}")
INSERT_SAME = rule(r"[\s,]*procéder\s+à\s+la\s+même\s+insertion")
INSERT_BLOCK = rule(rf"[\s,:]*{_NEW}\s*:?\s*{_BLOCK}")
INSERT_FIRST = rule(rf"[\s,]*{_NEW}(?=\s*,?\s+(?:après|avant)\s)")
SIDE = rule(r"[\s,]*(?P<side>après|avant)\s+")
REWRITE = rule(r"[\s,]*(?:rédiger|rétablir)\s*,?\s*(?:ainsi|comme\s+suit)\s+")
REWRITE_AS_FOLLOWS = rule(r"[\s,]*(?:rédiger|rétablir)\s+")
AS_FOLLOWS = rule(r"\s*(?:dans\s+la\s+rédaction|ainsi\s+rédig|comme\s+suit)")
WRITTEN = rule(r"[\s,]*(?:dans\s+la\s+rédaction\s+suivante|ainsi\s+rédigée?s?|comme\s+suit)?\s*:?\s*")
END_OF = rule(r"(?:la\s+)?fin\s+(?:de\s+|du\s+|d')?")
IS_REWRITTEN = rule(r"[\s,]*est\s+ainsi\s+rédigée\s*:")
IS_REMOVED = rule(r"[\s,]*est\s+supprimée")
THE_SENTENCE = rule(r"la\s+phrase")
REMOVE = rule(rf"[\s,]*supprimer\b\s*{_EVERY}\s*")
SUBSTITUTE = rule(
    rf"[\s,]*(?:su[bs]+tituer\b\s*{_EVERY}\s*,?\s*(?:au\s+|aux\s+|à\s+)?{THE}?"
    rf"|remplacer\b\s*{_EVERY.replace('every', 'all')}{THE}?){_NTH}{KIND}{_COLON}"
)
SUBSTITUTE_PLACE = rule(r"[\s,]*(?:su[bs]+tituer|remplacer)\s+")
BY = rule(rf"{_SAID}[\s,»\"]{{0,20}}(?:et\s+)?(?:par\s+)?{THE}{KIND}{_ALSO}{_COLON}")
BY_BLOCK = rule(rf"[\s,]*(?:par\s+)?{_BLOCK}")
PAR = rule(
    rf"{_SAID}[\s,»\"]{{0,20}}par\s+(?:{THE}?{KIND}{_ALSO}"
    rf"|(?:une|deux|trois)\s+phrases?(?:\s+et\s+(?:le|les)\s+mots?)?(?:\s+{_WRITTEN})?){_COLON}"
)
TIMES = rule(rf"[\s,]*{_TIMES}(?![\w'])")
TWICE = rule(r"\s*\((?:par\s+)?(?:deux|trois|quatre|cinq|six)\s+fois\)$")
AND_WORDS = rule(rf"[\s,.;]*(?:et|ainsi\s+que)\s+{_EVERY}{THE}{_NTH}{KIND}{_COLON}")
_TO = rf"(?:aux?\s+|à\s+(?:la\s+|l'\s*)?){_NTH}{KIND}{_COLON}"
AND_TO = rule(rf"[\s,.;]*(?:et\s*,?\s*)?{_TO}")
COMPLETE = rule(r"[\s,]*compléter\s+")
WITH_WORDS = rule(rf"[\s,]*par\s+{THE}?{KIND}{_ALSO}{_COLON}")
QUOTED_KIND = rule(rf"[\s,]*{THE}{_NTH}{KIND}{_COLON}")
CHANGED = rule(rf"{_SAID}[\s,]*(?:est|sont)\s+(?:remplac|supprim)")
REPLACED = rule(rf"[\s,]*(?:est|sont)\s+remplacée?s?\s+par\s+{THE}{KIND}{_COLON}")
REMOVED = rule(r"[\s,]*(?:est|sont)\s+supprimée?s?")
ADDITIONAL = rule(
    r"(?P<side>après|avant)\s+(?:l'article|les\s+articles|le\s+titre|le\s+chapitre|la\s+section|l'intitulé)\b"
    rf"[^\n:,]*[\s,:]*{_NEW}\s*:?\s*{_BLOCK}"
)
_VERB = r"(?:insérer|ajouter|supprimer|su[bs]+tituer|remplacer|rédiger|compléter|procéder)\b"
_THERE = (
    r"(?:à|aux?|dans)\s[^«»\"\n:]{1,90}?[\s,]"
    rf"(?:(?:après|avant)\s[^:\n]{{1,60}}:\s*[«\"][^»\"\n]*[»\"]\s*,?\s*)?{_VERB}"
)
_PHRASES = rf"(?:la|les|une|deux)\s+(?:deux\s+)?phrases?\s+{_WRITTEN}"
AFTER_QUOTED = rule(
    rf"{_SAID}[\s,.;]*(?:$|\n|(?:et|ainsi\s+que)\s*,?\s*"
    rf"(?:{THE}{KIND}|après|avant|suppr|rempl|subst|insér|rédig|compl|{_THERE})|(?:et\s*)?,?\s*{_TO}|(?=II?\b))"
)
ANOTHER_CHANGE = rule(rf"[»\"]\s*,?\s*(?:(?:et\s*,?\s*)?(?:{_VERB}|{_THERE})|et\s+{_PHRASES})")
