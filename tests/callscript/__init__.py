"""The whole line as a call script."""
