"""The studio: a page of the same application on which operators call the menu and see it, before callers do.

Nothing of it is there unless a password is set, and nothing that happens in it reaches a caller or an advisor.
"""

from ivr.studio.application import create_app

__all__ = ["create_app"]
