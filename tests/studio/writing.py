"""What somebody does on the page for writing, in a real browser."""

from tests.studio.browsing import until

OLD = "U kunt dag en nacht bellen."
NEW = "U kunt ons altijd bellen."


def opens(visit):
    """Open the page for writing, and wait until the text is there and was looked at."""
    page = visit.page
    page.goto(f"{visit.url}/studio/edit")
    page.wait_for_selector("#text .cm-content, #text textarea")
    is_checked(page)
    return page


def is_checked(page):
    """Wait until what is written has been looked at and saved."""
    page.wait_for_selector("#difference[aria-busy=false]")
    until(page, lambda: "fout" in page.inner_text("#verdict") and "Nog niet" not in page.inner_text("#saved"))


def replaces(page, old, new):
    """Look for a piece of text, and write something else in its place."""
    page.click("#find")
    page.fill("[name=search]", old)
    page.press("[name=search]", "End")  # it looks at what is typed when a key is let go
    page.press("[name=search]", "Enter")
    page.press("[name=search]", "Escape")
    page.keyboard.insert_text(new)


def changes(page, old, new):
    """Replace a piece of text, and wait until it is saved and was looked at."""
    replaces(page, old, new)
    until(page, lambda: new in draft(page)["text"])
    is_checked(page)


def draft(page):
    """The draft as the server has it."""
    return page.request.get(page.url.partition("/edit")[0] + "/draft").json()


def live(page, words):
    """Whether callers hear this."""
    told = page.request.get(page.url.partition("/edit")[0] + "/menu/live").json()
    return any(words in text for place in told["places"] for turn in place["turns"] for text, *_ in turn["said"])


def publishes(page, note=""):
    """Ask for it, wait for the proof, and say so."""
    until(page, lambda: page.is_enabled("#publish"))
    page.click("#publish")
    until(page, lambda: "Bewezen" in page.inner_text("#proof"))
    page.fill("#note", note)
    page.click("#publish-now")
    page.wait_for_selector("#published >> text=Gepubliceerd als editie")
