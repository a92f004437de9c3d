"""Telling people: mail in plain words, sent after the transaction that caused it. Never the opinion of anyone."""
