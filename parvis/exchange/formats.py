"""The formats `parvis import` reads: name → verb taking a folder and `say`, a function that shows progress."""

from .republique_numerique import loading

FORMATS = {"republique-numerique": loading.load}
