"""The web application: Twilio asks, and gets the document that was rendered beforehand."""

from ivr.web.application import create_app, draft_app

__all__ = ["create_app", "draft_app"]
