"""Recordings that are made while callers are served: on a page or by telephone, the same is asked of them and kept."""

from ivr.keeping.earlier import Earlier
from ivr.keeping.place import Busy, Objected, Place
from ivr.keeping.served import Served, file_of, recordings_of

__all__ = ["Busy", "Earlier", "Objected", "Place", "Served", "file_of", "recordings_of"]
