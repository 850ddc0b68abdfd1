"""The same work on other frameworks; each runs in an environment of its own."""
