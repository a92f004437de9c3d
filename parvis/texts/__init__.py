"""Texts: bills opened to the public, article by article, paragraph (alinéa) by paragraph.

An *article* is a row beside a contribution of kind article: people take a stance on it, argue and amend. Its numbered
paragraphs follow the counting rules of Parliament. A text in force is never edited in place once people spoke of it.
"""
