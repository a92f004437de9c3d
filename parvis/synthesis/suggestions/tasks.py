from django.utils import translation
from django_tasks import task

from parvis.processes.models import Process

from . import computing
from .models import UNDER_WAY, Help, Stage


@task()
def suggest(process: str, run: int) -> None:
    """process: public id. A failure is told on the page, and raised: the operator sees the failed task."""
    about = Process.objects.get(public_id=process)
    try:
        with translation.override(about.language):
            computing.compute(about, run)
    except computing.Stopped:
        return
    except Exception:
        Help.objects.filter(process=about, run=run, stage__in=UNDER_WAY).update(stage=Stage.FAILED)
        raise
