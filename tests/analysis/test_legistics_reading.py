"""Wordings of the Assemblée and of the Sénat read into operations; the texts are invented."""

import pytest

from analysis.legistics import NotUnderstood
from analysis.legistics.operations import Operation, Place, Words
from analysis.legistics.reading import read


def at(first: int, last: int = 0, **rest) -> Place:
    return Place(first, last or first, **rest)


def replaced(place: Place, old: str, new: str, **rest) -> Operation:
    return Operation("replace", place, Words(old, **rest), new=(new,))


SAME_READING = [
    "À l’alinéa 3, substituer au mot :\n« trois »\nle mot :\n« deux ».",
    "À l'alinéa 3, substituer au mot: « trois », le mot: « deux ».",
    'A l\'alinéa 3, susbstituer au mot:\n" trois"\nle mot:\n"deux".',
    "Alinéa 3\nRemplacer le mot :\ntrois\npar le mot :\ndeux",
    "Alinéa 3\n\nRemplacer le mot\n\ntrois\n\npar le mot\n\ndeux",
    "<p>À l&#8217;alin&#233;a&#160;3, substituer au mot&#160;:</p>\n<p>&#171;&#160;trois&#160;&#187;</p>\n"
    "<p>le mot :</p>\n<p>«&nbsp;deux&nbsp;».</p>",
    "À l’alinéa 3, le mot : « trois » est remplacé par le mot : « deux ».",
    "Au troisième alinéa de l’article, remplacer le mot « trois » par le mot « deux ».",
]


@pytest.mark.parametrize("wording", SAME_READING)
def test_both_chambers_and_their_habits_say_the_same(wording):
    assert read(wording) == [replaced(at(3), "trois", "deux")]


PLACES = {
    "Alinéas 2, 3, deuxième phrase, et 4\nSupprimer les mots :\nou non": [at(2), at(3, sentences=(2,)), at(4)],
    "Alinéas 6 et 19, secondes phrases\nSupprimer les mots :\nou non": [
        at(6, sentences=(2,)),
        at(19, sentences=(2,)),
    ],
    "Alinéa 17, première et dernière phrases\nSupprimer les mots :\nou non": [at(17, sentences=(1, -1))],
    "Alinéas 5 à 7, 17 et 18\nSupprimer les mots :\nou non": [at(5, 7), at(17), at(18)],
    "Alinéas 4, 6 (première phrase) et 8\nSupprimer les mots :\nou non": [at(4), at(6, sentences=(1,)), at(8)],
    "À la fin des alinéas 5 et 6 et à l’alinéa 7, supprimer les mots : « ou non ».": [
        at(5, edge="end"),
        at(6, edge="end"),
        at(7),
    ],
    "À la seconde phrase du premier alinéa de cet article, supprimer les mots : « ou non ».": [at(1, sentences=(2,))],
    "À l’alinéa unique, supprimer les mots : « ou non ».": [at(1)],
    "Alinéa 5\nAu début, supprimer les mots :\nou non": [at(5, edge="start")],
    "Alinéa 2, tableau, seconde colonne\nDeuxième ligne\nSupprimer les mots :\nou non": [
        at(2, table=True, rows=(2,), columns=(2,))
    ],
    "Première phrase\nSupprimer les mots :\nou non": [Place(sentences=(1,))],
    "Supprimer les mots :\nou non": [Place()],
    "Amendement n° 12 rectifié, alinéa 4\nSupprimer les mots :\nou non": [at(4, outside="Amendement n° 12 rectifié")],
    "À l’alinéa 4 de l’amendement n° 12, supprimer les mots : « ou non ».": [at(4, outside="amendement n° 12")],
    "À la première phrase et à la seconde phrase de l’alinéa 3, supprimer les mots : « ou non ».": [
        at(3, sentences=(1, 2))
    ],
    "De l’alinéa 3 à l’alinéa 5, supprimer les mots : « ou non ».": [at(3, 5)],
    "À la première phrase de l’alinéa 3 et à l’alinéa 5, supprimer les mots : « ou non ».": [
        at(3, sentences=(1,)),
        at(5),
    ],
    "Alinéa 3, 2e phrase\nSupprimer les mots :\nou non": [at(3, sentences=(2,))],
    "Alinéas 3, 1re phrase, et 5\nSupprimer les mots :\nou non": [at(3, sentences=(1,)), at(5)],
    "Au II de cet article, supprimer les mots : « ou non ».": [Place(item="II")],
    "Au 2°, supprimer les mots : « ou non ».": [Place(item="2°")],
    "Au premier alinéa du II, supprimer les mots : « ou non ».": [at(1, outside="II")],
}


@pytest.mark.parametrize(("wording", "places"), PLACES.items())
def test_places(wording, places):
    assert [operation.place for operation in read(wording)] == places


def test_words_of_several_occurrences():
    assert read("À l’alinéa 2, supprimer la seconde occurrence du mot : « a ».")[0].words == Words("a", 2)
    assert read("À l’alinéa 2, substituer à la dernière occurrence du mot : « a » le mot : « b ».")[0].words == Words(
        "a", -1
    )
    assert read("Alinéa 2\nRemplacer (deux fois) le mot :\na\npar le mot :\nb")[0].words == Words("a", every=True)
    both = read("À l’alinéa 2, substituer aux première et deuxième occurrences du mot : « a » le mot : « b ».")
    assert [operation.words for operation in both] == [Words("a", 1), Words("a", 2)]


TWICE = [
    "À l’alinéa 2, substituer, par deux fois, au mot : « a » le mot : « b ».",
    "À l’alinéa 2, substituer aux deux occurrences du mot : « a » le mot : « b ».",
    "À l’alinéa 2, substituer à chaque occurrence du mot : « a » le mot : « b ».",
    "À l’alinéa 2, substituer au mot : « a », à chaque occurrence, le mot : « b ».",
    "À l’alinéa 2, le mot : « a » (deux fois) est remplacé par le mot : « b ».",
    "Alinéa 2\nRemplacer le mot :\na (deux fois)\npar le mot :\nb",
    "Alinéa 2\nRemplacer le mot :\na\n(deux fois) par le mot :\nb",
]


@pytest.mark.parametrize("wording", TWICE)
def test_every_occurrence(wording):
    assert read(wording) == [replaced(at(2), "a", "b", every=True)]


def test_words_that_count_are_not_a_count():
    assert read("Alinéa 2\nRemplacer les mots :\nune fois\npar les mots :\ndeux fois") == [
        replaced(at(2), "une fois", "deux fois")
    ]
    assert read("À l’alinéa 2, supprimer les mots : « , par deux fois, ».")[0].words == Words(", par deux fois,")


def test_each_place_that_goes_is_of_its_own_kind():
    wording = "Supprimer l’alinéa 2, la seconde phrase de l’alinéa 3 ainsi que l’alinéa 5."
    assert [(one.place, one.unit) for one in read(wording)] == [
        (at(2), "paragraphs"),
        (at(3, sentences=(2,)), "sentences"),
        (at(5), "paragraphs"),
    ]
    assert [(one.place, one.unit) for one in read("Supprimer la dernière phrase de l’alinéa 3 et l’alinéa 4.")] == [
        (at(3, sentences=(-1,)), "sentences"),
        (at(4), "paragraphs"),
    ]


def test_dependent_changes_and_the_same_one_elsewhere():
    wording = (
        "I. – À l’alinéa 2, substituer au mot :\n« comité »\nle mot :\n« conseil ».\n"
        "II. – En conséquence, au même alinéa, supprimer le mot :\n« élu ».\n"
        "III. – En conséquence, procéder à la même suppression aux alinéas 5 et 7."
    )
    assert read(wording) == [
        replaced(at(2), "comité", "conseil"),
        Operation("remove", at(2), Words("élu")),
        Operation("remove", at(5), Words("élu")),
        Operation("remove", at(7), Words("élu")),
    ]


def test_items_inside_items_keep_their_paragraph():
    wording = (
        "I. – Alinéa 4\n1° Première phrase\nRemplacer les mots :\nà bref délai\npar les mots :\nen un mois\n"
        "et le mot :\nmaire\npar le mot :\nconseil\n2° Compléter cet alinéa par une phrase ainsi rédigée :\n"
        "La réponse est publique.\nII. – Alinéas 6 et 7\nSupprimer ces alinéas."
    )
    first = at(4, sentences=(1,))
    assert read(wording) == [
        replaced(first, "à bref délai", "en un mois"),
        replaced(first, "maire", "conseil"),
        Operation("insert", at(4), side="end", unit="sentences", new=("La réponse est publique.",)),
        Operation("remove", at(6), unit="paragraphs"),
        Operation("remove", at(7), unit="paragraphs"),
    ]


def test_a_block_ends_where_the_next_change_begins_not_where_the_bill_speaks_of_changes():
    wording = (
        "I. – Après l’alinéa 9\nInsérer deux alinéas ainsi rédigés :\n"
        "1° bis Après le premier alinéa, il est inséré un alinéa ainsi rédigé :\n« Le maire répond. » ;\n"
        "II. – Pour compenser la perte de recettes résultant du I, "
        "compléter cet article par un paragraphe ainsi rédigé :\n"
        "… – La perte de recettes est compensée."
    )
    new = ("1° bis Après le premier alinéa, il est inséré un alinéa ainsi rédigé :", "« Le maire répond. » ;")
    assert read(wording) == [
        Operation("insert", at(9), side="after", unit="paragraphs", new=new),
        Operation("insert", Place(), side="end", unit="paragraphs", new=("… – La perte de recettes est compensée.",)),
    ]


def test_an_additional_article_is_read_to_its_end():
    wording = (
        "Après l’article 7\nInsérer un article additionnel ainsi rédigé :\nI. – Le code est ainsi modifié :\n"
        "a) Après le mot : « maire », la fin est supprimée ;\nII. – La perte de recettes est compensée."
    )
    operation = read(wording)[0]
    assert (operation.action, operation.unit, operation.side, len(operation.new)) == ("insert", "article", "after", 3)


def test_guillemets_of_the_amendment_and_of_the_bill():
    assembly = "Après l’alinéa 2, insérer les deux alinéas suivants :\n« Le 1° est ainsi rédigé :\n« « Un. » »"
    senate = "Après l’alinéa 2\nInsérer deux alinéas ainsi rédigés :\nLe 1° est ainsi rédigé :\n« Un. »"
    assert read(assembly)[0].new == read(senate)[0].new == ("Le 1° est ainsi rédigé :", "« Un. »")


def test_quotations_inside_quotations():
    wording = "Rédiger ainsi l’alinéa 2 :\n« 1° Le nombre : « six » est remplacé par le nombre : « trois » ; »"
    assert read(wording)[0].new == ("1° Le nombre : « six » est remplacé par le nombre : « trois » ;",)
    wording = "À l’alinéa 2, substituer aux mots : « le mot : « six » » les mots : « le mot : « sept » »."
    assert read(wording) == [replaced(at(2), "le mot : « six »", "le mot : « sept »")]
    wording = "À l’alinéa 2, après le mot : « a », insérer les mots : « et, à la fin, le mot : « b » est supprimé »."
    assert read(wording)[0].new == ("et, à la fin, le mot : « b » est supprimé",)
    wording = "Compléter l’alinéa 2 par les mots : « et le mot : « six » est supprimé »."
    assert read(wording)[0].new == ("et le mot : « six » est supprimé",)


def test_ends_and_beginnings():
    end = "Après le mot :\n« annuel »,\nrédiger ainsi la fin de l’alinéa 2 :\n« ou semestriel »."
    assert read(end) == [Operation("replace", at(2), Words("annuel"), until="end", new=("ou semestriel",))]
    sentence = "Après la première occurrence du mot :\nannuel\nsupprimer la fin de la phrase."
    assert read(sentence) == [Operation("remove", Place(), Words("annuel", 1), until="sentence")]
    passive = "Après le mot : « annuel », la fin de l’alinéa 2 est ainsi rédigée : « ou semestriel »."
    assert read(passive) == read(end)
    removed = "Après le mot : « annuel », la fin de l’alinéa 2 est supprimée."
    assert read(removed) == [Operation("remove", at(2), Words("annuel"), until="end")]
    completed = Operation("insert", at(2), side="end", new=("et public",))
    assert read("Compléter la fin de l’alinéa 2 par les mots : « et public ».") == [completed]
    start = "Rédiger ainsi le début de l’alinéa 2 : « Le rapport annuel… (le reste sans changement). »"
    assert read(start)[0].place.edge == "start"


SAME_BLOCKS = [
    "Après l’alinéa 2, insérer l’alinéa suivant :\n« Un. »",
    "Insérer, après l’alinéa 2, l’alinéa suivant :\n« Un. »",
    "Après l’alinéa 2\nInsérer un alinéa ainsi rédigé :\nUn.",
    "Après l’alinéa 2\nInsérer un nouvel alinéa ainsi rédigé :\nUn.",
    "Après l’alinéa 2, insérer un alinéa ainsi rédigé : « Un. ».",
]


@pytest.mark.parametrize("wording", SAME_BLOCKS)
def test_a_paragraph_comes(wording):
    (operation,) = read(wording)
    assert operation == Operation("insert", at(2), side="after", unit="paragraphs", new=("Un.",))


def test_an_article_its_author_numbered_and_headings_named_twice():
    (operation,) = read("Après l’article 4, insérer un article 4 bis ainsi rédigé :\nUn.")
    assert (operation.unit, operation.new) == ("article", ("Un.",))
    assert read("Rédiger cet article comme suit :\nUn.")[0].new == ("Un.",)
    heading = "Intitulé de la proposition de loi\nRédiger ainsi cet intitulé :\nProposition de loi relative aux jardins"
    assert [(one.unit, one.new) for one in read(heading)] == [("heading", ("Proposition de loi relative aux jardins",))]


def test_the_verb_before_its_place():
    wording = "À l’alinéa 2, insérer, après le mot : « a », les mots : « b c »."
    assert read(wording) == [Operation("insert", at(2), Words("a"), side="after", new=("b c",))]


NOT_UNDERSTOOD = [
    "À l’alinéa 3, insérer les mots : « quelque part ».",
    "Compléter l’alinéa 3 par les mots : « a » et la phrase suivante : « B. ».",
    "Supprimer l’article 4.",
    "",
    "Faire plaisir à tous.",
    "Alinéa 2\nDéplacer cet alinéa après l’alinéa 4.",
    "À l’article 10, substituer au mot : « a » le mot : « b ».",
    "À l’alinéa 3, substituer au mot : « a ».",
    "Supprimer la fin de l’alinéa 4.",
    "Rédiger ainsi la fin de l’alinéa 4 : « et rien d’autre ».",
    "II. – En conséquence, procéder à la même substitution à l’alinéa 4.",
    "Supprimer l’alinéa 3. Et que tout aille mieux.",
    "En application du Règlement, il n’y a pas lieu de délibérer.",
]


@pytest.mark.parametrize("wording", NOT_UNDERSTOOD)
def test_what_is_not_understood_whole_is_refused(wording):
    with pytest.raises(NotUnderstood):
        read(wording)


SEVERAL_AT_ONCE = {
    "À l’alinéa 6, supprimer le mot : « x » et, après le mot : « y », insérer le mot : « z ».": 2,
    "À l’alinéa 6, substituer aux mots : « x » les mots : « y » et supprimer les mots : « z ».": 2,
    "Alinéa 6\nSupprimer les mots :\nx\net les mots :\ny": 2,
    "Alinéa 12\nRemplacer les mots :\nx\npar les mots et deux phrases ainsi rédigées :\ny. Z. W.": 1,
    "Compléter l’alinéa 3 par les mots et la phrase suivants : « y. Z. ».": 1,
    "À l’alinéa 6, substituer aux mots : « x » les mots : « y » et à la référence : « z » la référence : « w ».": 2,
    "À l’alinéa 6, substituer au mot : « x », le mot : « y », au mot : « z », le mot : « w ».": 2,
    "À l’alinéa 6, substituer au mot :\n« x »\nle mot :\n« y »\net au mot :\n« z »\nle mot :\n« w ».": 2,
    "À l’alinéa 6, supprimer les mots : « x » ainsi que les mots : « y ».": 2,
    "À l’alinéa 6, après le mot : « x », insérer le mot : « y » et, à l’alinéa 7, supprimer le mot : « z ».": 2,
    "À l’alinéa 6, supprimer le mot : « x » et, à l’alinéa 7, après le mot : « y », insérer le mot : « z ».": 2,
    "Alinéa 6\nRemplacer le mot :\nx\npar le mot :\ny\net, après le mot :\nz\ninsérer le mot :\nw": 2,
    "Alinéa 6, première phrase\nSupprimer le mot :\nx\net seconde phrase\nSupprimer le mot :\ny": 2,
}


@pytest.mark.parametrize(("wording", "count"), SEVERAL_AT_ONCE.items())
def test_a_quotation_never_holds_the_next_change(wording, count):
    operations = read(wording)
    assert len(operations) == count
    assert not any("»" in line or "ainsi" in line for operation in operations for line in operation.new)
