"""What a modification does, in plain words and in the chamber's: on its page, in lists, on paper, while it is typed."""

import csv
import io
import time
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.channels import paper
from parvis.contributions import edits, wordings
from parvis.contributions.forms import form_of
from parvis.contributions.models import Contribution
from parvis.exchange import wordings_file
from parvis.texts.models import BillVersion
from tests.factories import make_bill, make_contribution, make_person

pytestmark = pytest.mark.django_db
PLAIN, DISPOSITIF = "Remplace « un arbre » par « deux arbres »", "À l’alinéa 1, substituer aux mots :"


@pytest.fixture
def article(process):
    make_bill(process, articles=2)
    return Contribution.objects.get(article__number="2")


def modify(article, body=None, **more):
    body = article.body.replace("un arbre", "deux arbres") if body is None else body
    return make_contribution(
        article.process, "modification", parent=article, **{"base": article.body, "body": body, **more}
    )


def told(client, article, query="", **typed):
    address = f"/fr/p/{article.process.slug}/wording/?parent={article.public_id}{query}"
    paragraphs = {f"p{n}": text for n, text in enumerate(article.body.split("\n"), start=1)}
    return client.post(address, {**paragraphs, **typed})


def flat(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def page(client, url) -> str:
    return flat(client.get(url).content.decode())


def test_the_page_and_the_list_say_what_it_does(client, article):
    said = modify(article, title="Deux arbres")
    shown = page(client, f"/fr/c/{said.public_id}/")
    assert PLAIN in shown and DISPOSITIF in shown and "Article 2 · L’Assemblée nationale" in shown
    assert PLAIN in page(client, f"/fr/p/{article.process.slug}/contributions/?kind=modification&order=newest")
    assert PLAIN in page(client, article.article.get_absolute_url())
    assert "Replaces “un arbre” by “deux arbres”" in page(client, f"/en/c/{said.public_id}/")


def test_each_version_has_the_grammar_of_its_chamber(client, article):
    BillVersion.objects.update(convention="fr-senat")
    shown = page(client, f"/fr/c/{modify(article).public_id}/")
    assert "Alinéa 1\nRemplacer les mots :\nun arbre\npar les mots :\ndeux arbres" in shown


def test_other_chambers_are_told_as_far_as_we_know(client, article):
    for convention, words in (
        ("eu-ep", "Article 2 – paragraph 1"),
        ("uk-lords", "la page et la ligne du texte imprimé"),
        ("uk-commons", PLAIN),
    ):
        BillVersion.objects.update(convention=convention)
        assert words in page(client, f"/fr/c/{modify(article).public_id}/")


def test_an_article_is_removed_whole_and_one_is_added(client, article):
    gone, new = modify(article, ""), modify(article, "Le maire publie la liste.", base="")
    shown = page(client, f"/fr/c/{gone.public_id}/")
    assert "Supprimer cet article." in shown and "Supprime l’article" in shown
    added = page(client, f"/fr/c/{new.public_id}/").partition("<main")[2]
    assert "Après l’article 2, insérer l’article suivant :" in added
    assert 'class="law compared"' in shown and 'class="law compared"' not in added  # its words are in the wording
    margin = page(client, article.article.get_absolute_url())
    assert margin.count("1 modification</a>") == 3  # the removal, at each paragraph; the new article, at none


def test_a_wording_that_fails_is_not_shown(client, article, monkeypatch, caplog):
    def fails(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr("analysis.legistics.draft_amendment", fails)
    shown = page(client, f"/fr/c/{modify(article, 'Un arbre de plus, et rien d’autre.').public_id}/")
    assert "Aucune rédaction qui donne exactement ce texte" in shown and "No wording of an edit" in caplog.text


@pytest.mark.parametrize("gone", ["hidden_at", "withdrawn_at"])
def test_what_is_not_shown_has_no_wording(client, article, gone):
    said = modify(article)
    Contribution.objects.filter(pk=said.pk).update(**{gone: said.published_at})
    assert "deux arbres" not in page(client, f"/fr/c/{said.public_id}/")


def test_another_wording_of_a_proposal_is_told_in_plain_words_only(client, process):
    proposal = make_contribution(process, body="Un banc à l’ombre.")
    said = make_contribution(process, "modification", parent=proposal, base=proposal.body, body="Deux bancs à l’ombre.")
    shown = page(client, f"/fr/c/{said.public_id}/")
    assert "Remplace « Un banc » par « Deux bancs »" in shown and "dispositif" not in shown


def test_the_pages_cost_what_they_did(client, article):
    def price(address) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    said = [modify(article, title=f"Idée {n}") for n in range(6)]
    assert price(f"/fr/c/{said[0].public_id}/") <= 10
    assert price(f"/fr/p/{article.process.slug}/contributions/?kind=modification&order=newest") <= 8


def test_what_is_typed_is_told_and_nothing_is_written(client, article):
    client.force_login(make_person())
    shown = flat(told(client, article, p1="I. – La commune plante deux arbres.").content.decode())
    assert PLAIN in shown and DISPOSITIF in shown and 'data-of="p1"' in shown
    assert "Changez un mot" in told(client, article).content.decode()
    assert "bien plus long" in flat(told(client, article, more="Un mot. " * 9000).content.decode())
    assert Contribution.objects.filter(kind="modification").count() == 0


def test_what_is_typed_is_told_to_who_may_publish_it(client, article):
    assert told(client, article).status_code == 403
    client.force_login(make_person())
    assert told(client, article, "&what=nothing").status_code == 404
    assert told(client, make_contribution(article.process), "&what=removal").status_code == 404
    hidden = make_contribution(article.process, body="Des mots cachés.")
    Contribution.objects.filter(pk=hidden.pk).update(hidden_at=hidden.published_at)
    assert told(client, hidden, p1="Autre chose.").status_code == 403


def test_hints_have_their_source_and_refuse_nothing(client, article):
    client.force_login(make_person())
    url = f"/fr/p/{article.process.slug}/new/modification/?parent={article.public_id}"
    typed = {"more": "L’État verse une prime aux habitants.", "title": "Une prime", "language": "fr"}
    preview = flat(client.post(url, {**typed, "p1": article.body.split("\n")[0], "preview": "yes"}).content.decode())
    assert "Constitution, article 40" in preview and "verse une prime" in preview
    assert client.post(url, {**typed, "publish": "yes"}).status_code == 302


def test_paragraphs_put_and_removed_keep_their_place(article):
    def form(**typed):
        return form_of("modification")(typed, process=article.process, person=make_person(), parent=article)

    kept = dict(zip(("p1", "p2", "p3"), ("Un.", "Deux.", "Trois."), strict=True))
    asked = form(**kept, **{"p1-1": "Et un.", "change": "after p1"})
    assert [field.name for field in asked.paragraphs] == ["p1", "p1-1", "p1-2", "p2", "p3"]
    assert [text for _name, text in asked.after] == ["Un.", "Et un.", "Deux.", "Trois."]
    assert asked["p1-2"].value() == "Et un."
    assert [name for name, _text in form(**kept, change="empty p2").after] == ["p1", "p3"]
    assert dict(form(p1="Un.", p2="", p3="Trois.", change="restore p2").after)["p2"] == "« L’arbre est arrosé."
    full = {f"p1-{n}": f"{n}" for n in range(1, 100)}
    assert len(form(**full, change="after p1").after) == 99


def test_paper_says_what_a_modification_does(article):
    printed = [flat(text) for text in paper.words(modify(article))]
    assert printed[0] == PLAIN and "Dans les mots de la chambre : À l’alinéa 1" in printed[1]


def test_open_data_hold_the_wording_worked_out_anew(article):
    said = [modify(article), modify(article, ""), modify(article, "Le maire publie la liste.", base="")]
    withdrawn = modify(article)
    Contribution.objects.filter(pk=withdrawn.pk).update(withdrawn_at=withdrawn.published_at)
    header, *rows = csv.reader(io.StringIO("".join(wordings_file.wordings(article.process)).removeprefix("\ufeff")))
    assert header == ["contribution", "article", "version", "convention", "wording", "plain_fr", "plain_en"]
    assert len(rows) == len(said)
    rows = [next(row for row in rows if row[0] == one.public_id) for one in said]
    assert [row[1:4] for row in rows] == [[article.public_id, "1", "fr-an"]] * 3
    assert DISPOSITIF in flat(rows[0][4]) and rows[0][6] == "replaces “un arbre” by “deux arbres”"
    assert [row[4] for row in rows[1:]] == [
        "Supprimer cet article.",
        "Après l’article 2, insérer l’article suivant\xa0:\n«\xa0Le maire publie la liste.\xa0»",
    ]


def test_twenty_thousand_characters_are_told_as_one_types(process):
    sentence = "Le conseil municipal délibère sur la demande des habitants dans un délai raisonnable, numéro {}. "
    base = "\n".join("".join(sentence.format(f"{line}-{n}") for n in range(5)).strip() for line in range(41))
    assert len(base) > 20_000
    after = base.replace("raisonnable, numéro 20-", "de six mois, numéro 20-").split("\n")
    del after[30]
    form = SimpleNamespace(
        base=base, after=[(f"p{n}", text) for n, text in enumerate(after)], too_long=False, editing=None, parent=None
    )
    best = 1.0
    for _try in range(3):
        wordings.drafted.cache_clear()
        begun = time.process_time()
        assert edits.read(form).wording
        best = min(best, time.process_time() - begun)
    assert best < 0.1
