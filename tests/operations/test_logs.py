"""Logs say what happened and where, never who."""

import logging

import pytest

from parvis.site.logs import Impersonal, mask


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("sent to claire.m+parvis@exemple.fr now", "sent to <e-mail> now"),
        ("from 192.168.12.4 port 443", "from <address> port 443"),
        ("from 2001:db8:0:0:1:0:0:1 again", "from <address> again"),
        ("GET /fr/p/x/?q=mon+voisin&page=2", "GET /fr/p/x/?q=<hidden>&page=2"),
        ("POST /fr/sign-in/?next=/me/ code=1", "POST /fr/sign-in/?next=<hidden> code=1"),
        ("call 06 12 34 56 78 back", "call <number> back"),
        ("served in 12 ms, 200, 4096 bytes", "served in 12 ms, 200, 4096 bytes"),
    ],
)
def test_what_could_name_someone_is_masked(line, kept):
    assert mask(line) == kept


def test_arguments_and_traces_are_masked_too():
    try:
        raise ValueError("claire@exemple.fr")
    except ValueError as error:
        trace = (type(error), error, error.__traceback__)
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "for %s", ("paul@exemple.fr",), trace)
    Impersonal().filter(record)
    shown = logging.Formatter().format(record)
    assert "exemple.fr" not in shown
    assert "<e-mail>" in shown
