"""What a tap on something that was read carries."""

from handlers.talk import proposal_taps
from handlers.talk.proposal_taps import Chosen

#: As buttons that were sent carry them, for good: what comes to it comes behind.
PLACES = ("item", "paid", "day", "order_no", "shop", "flow", "channel", "parcel", "platform")


def test_a_button_of_last_year_still_means_its_field() -> None:
    """The number in the data of a button never comes to mean another thing."""
    assert [proposal_taps.chosen(f"1-2/{place}") for place in range(len(PLACES))] == [
        Chosen("1-2", field) for field in PLACES
    ]
