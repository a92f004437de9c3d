"""Territories: the places processes are about, one inside another. They carry no opinion and no person."""
