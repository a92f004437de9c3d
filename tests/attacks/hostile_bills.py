"""Bills whose every word is hostile: their versions, what was amended in them, and whose each word is."""

from django.utils import timezone

from analysis.bills_plain import read_plain
from parvis.amendments.models import Carrying
from parvis.contributions.models import Contribution
from parvis.outcomes.models import Listed, ListFile, Stage
from parvis.provenance.models import Followed
from parvis.provenance.working import work_out
from parvis.texts.actions import Published, add_version
from parvis.texts.models import Anchor, Bill
from tests import factories
from tests.attacks.soaking import soak, words
from tests.factories import day_here
from tests.provenance.making import make_words
from tests.texts.versions import COMMITTEE


def in_versions(payloads: list[str]) -> dict[str, str]:
    """A text in several versions, and where modifications of the first stand in the others."""
    made, said = factories.make_amended(), "\n".join(payloads)
    bill = Bill.objects.select_related("process").get(process__slug=made["amended"])
    for more in range(3):  # a narrow field takes some rows to hold every text
        add_version(bill=bill, read=read_plain(f"{COMMITTEE}Article {9 + more}\nUn mot.\n"), said=Published())
    for version in bill.versions.all():
        version.tree["children"][0]["heading"] = said
        version.save(update_fields=["tree"])
    anchors, now = Anchor.objects.filter(version__bill=bill), timezone.now()
    anchors.filter(state="stale").update(decision="ended", reason="x", confirmed_at=now)
    anchors.filter(paragraphs__isnull=False).update(paragraphs=payloads)
    anchors.filter(confirmed__isnull=False).update(confirmed=payloads)
    soak(payloads, bill, bill.process, *bill.versions.all(), *anchors)
    soak(payloads, *Contribution.objects.filter(process=bill.process))
    waiting = anchors.filter(decision="", version__number=5).first()
    return {**made, "anchor": waiting.public_id}


def worded(payloads: list[str]) -> dict[str, str]:
    """A text whose words are of people, of a chamber, or of nobody known."""
    made, said = make_words(), "\n".join(payloads)
    bill = Bill.objects.select_related("process").get(process__slug=made["worded"])
    version, carrying = bill.versions.first(), Carrying.objects.filter(version__bill=bill).first()
    file = {"sha256": "0" * 64, "found": 3, "added": 3, "changed": 0}
    for more in range(6):  # narrow fields take some rows to hold every text
        soak(payloads, ListFile.objects.create(version=version, **file))
        soak(payloads, Stage.objects.create(carrying=carrying, kind="committee", on=day_here()))
        Listed.objects.create(version=version, number=str(100 + more))
    for one in Listed.objects.filter(version=version):
        known = {"number": one.number, "parent": ""}  # what tells it from others, and that it is of the text
        Listed.objects.filter(pk=one.pk).update(**{**words(Listed, payloads), **known})
    soak(payloads, bill, bill.process, *bill.versions.all())
    soak(payloads, *Contribution.objects.filter(process=bill.process))
    for later in bill.versions.all():
        work_out(later)
    Followed.objects.filter(version__bill=bill).update(gone=[[said, 3]], left=1)
    stage = Stage.objects.filter(carrying=carrying, from_list=False).last()
    made |= {"settled": carrying.public_id, "stage": stage.public_id, "listed": version.listed.last().public_id}
    return made | {"chamber": made["worded"]}
