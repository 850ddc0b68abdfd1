"""Which words a reader of a long text is shown."""

from hypothesis import given
from hypothesis import strategies as st

from ivr.difference import marked

texts = st.text("ab é.\n", max_size=30)


def shown(was, wordt):
    """Both texts with changed words in brackets."""
    return tuple(
        " ".join(f"[{words.text}]" if words.changed else words.text for words in side) for side in marked(was, wordt)
    )


def test_only_the_changed_words_are_marked():
    """In a long sentence the eye goes to what is different."""
    assert shown("U kunt dag en nacht bellen.", "U kunt altijd bellen.") == (
        "U kunt [dag en nacht] bellen.",
        "U kunt [altijd] bellen.",
    )


def test_words_that_only_came_or_went():
    """Where nothing was left out, nothing is marked."""
    assert shown("Bel ons nu.", "Bel ons vandaag nog nu.") == ("Bel ons nu.", "Bel ons [vandaag nog] nu.")


def test_a_rewritten_text_is_not_marked():
    """To mark every word would show nothing."""
    assert shown("Bellen is gratis.", "Wij zijn er altijd.") == ("Bellen is gratis.", "Wij zijn er altijd.")


def test_a_text_that_is_new_or_gone_is_not_marked():
    """There is nothing to compare it with."""
    assert shown(None, "Hallo.") == ("", "Hallo.")
    assert shown("Hallo.", None) == ("Hallo.", "")


@given(texts, texts)
def test_no_word_is_lost(was, wordt):
    """Whatever is marked, both texts can be read whole."""
    assert tuple(" ".join(words.text for words in side) for side in marked(was, wordt)) == (was, wordt)
