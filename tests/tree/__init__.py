"""The menu as a picture."""
