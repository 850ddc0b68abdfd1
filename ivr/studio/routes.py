"""The studio's addresses, a module for each page; who may come in and what a browser may do holds for all."""

from flask import Blueprint

from ivr.studio.answers import Refusal, failed, refused
from ivr.studio.calling import add_calling
from ivr.studio.casting import add_casting
from ivr.studio.checking import add_checking
from ivr.studio.counting import add_counting
from ivr.studio.editing import add_editing
from ivr.studio.guard import Guard, protect
from ivr.studio.menus import Menus
from ivr.studio.pages import add_pages
from ivr.studio.recording import add_recording
from ivr.studio.room import Room
from ivr.studio.versions import add_versions


def studio(guard: Guard, menus: Menus) -> Blueprint:
    """Make the routes of one line's studio."""
    routes = Blueprint("studio", __name__, url_prefix="/studio", template_folder="templates")
    routes.before_request(guard.looks)
    Room().keeps(routes)
    routes.after_request(protect)
    routes.register_error_handler(Refusal, refused)
    routes.register_error_handler(Exception, failed)
    add_pages(routes)
    add_calling(routes, menus)
    add_casting(routes, menus)
    add_recording(routes, menus)
    add_checking(routes, menus)
    add_editing(routes, menus)
    add_versions(routes, menus)
    add_counting(routes, menus)
    return routes
