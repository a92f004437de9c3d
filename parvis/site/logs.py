"""Logs without personal data: addresses of machines and people, codes, tokens are masked before a line is written."""

import logging
import re

PERSONAL = [
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?!:\d)"), "<address>"),
    (re.compile(r"\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b", re.IGNORECASE), "<address>"),
    (re.compile(r"/(service|sign-together|unsubscribe|r|sheet|receipt)/[^/\s\"?]+"), r"/\1/<hidden>"),  # they are keys
    (re.compile(r"(?<=[?&])(q|code|token|email|next)=[^&\s\"]*"), r"\1=<hidden>"),
    (re.compile(r"\b\+?\d(?:[ .]?\d){8,13}\b"), "<number>"),
]


def mask(text: str) -> str:
    for pattern, mark in PERSONAL:
        text = pattern.sub(mark, text)
    return text


class Impersonal(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = mask(logging.Formatter().formatException(record.exc_info))
        return True
