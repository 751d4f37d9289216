"""Ours: a shared problem room for experts and their clients.

Rooms follow the life of a problem; ``docs/house.md`` says what lives where.
"""

__version__ = "0.1.0"
