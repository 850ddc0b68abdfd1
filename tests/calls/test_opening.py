"""What a caller hears first, and when."""


def test_the_first_words_name_the_organisation(line):
    """Whoever listens along hears a name, not what it is about."""
    call = line.call()
    assert call.hears("Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond.")
    assert call.heard[0].text == "Goedendag. Dit is Veilig Thuis Rotterdam Rijnmond."


def test_112_is_told_within_six_seconds(line):
    """Someone in danger hears what to dial within six seconds (callers.md, rule 9)."""
    call = line.call()
    assert call.hears("één één twee")
    assert call.heard_at("één één twee") <= 6


def test_the_way_to_an_advisor_is_told_within_sixteen_seconds(line):
    """The way to a person is known early, for who presses and for who does nothing (rule 9)."""
    call = line.call()
    assert call.hears("Een adviseur spreken? Toets 0, of blijf aan de lijn.")
    assert call.seconds <= 16


def test_the_opening_lasts_at_most_thirty_seconds(line):
    """Nobody has to listen longer than half a minute to know all choices (rule 9)."""
    call = line.call()
    assert call.hears("Veilig Thuis en de meldcode: toets 4.")
    assert call.seconds <= 30
    assert len(call.heard) == 6


def test_the_opening_can_be_interrupted_at_once(line):
    """Who knows the way presses at once and need not listen."""
    call = line.call()
    call.presses("2")
    assert call.seconds < 1
    assert call.hears("Bellen en privacy.")


def test_everything_is_recorded(line):
    """The whole opening is heard from recordings, not from the computer voice."""
    call = line.call()
    call.hears("toets 4.")
    assert {heard.kind for heard in call.heard} == {"play"}
