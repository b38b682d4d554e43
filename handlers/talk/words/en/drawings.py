"""Pictures of a way: what stands on them beside the names of stages, turns and rules."""

from collections.abc import Mapping

from domain.policy import Unit
from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms

_UNITS = {
    Unit.HOURS: "hours",
    Unit.DAYS: "days",
    Unit.WORKDAYS: "working days",
    Unit.MONTHS: "months",
    Unit.YEARS: "years",
}


class Drawings(Forms):
    """Pictures of a way."""

    b_picture = "🗺 See the way"
    b_where = "🗺 Where I am"
    ladder_kinds: Mapping[str, str] = {
        "ladder": "Refused, stalled",
        "ladder_parcel": "The parcel never came",
        "ladder_membership": "No refund for a membership",
    }

    def length(self, length: int, unit: Unit) -> str:
        return f"{length} {_UNITS[unit] if length != 1 else _UNITS[unit][:-1]}"

    def length_unknown(self) -> str:
        return "see the app's countdown"

    def way_subtitle(self) -> str:
        return "Whose move it is, and for how long"

    def ladder_subtitle(self) -> str:
        return "From the lowest rung up; the next one if this one fails"

    def ladder_of_case(self) -> str:
        return "One step up at a time"

    def ladder_beside(self) -> str:
        return "Beside the rest"

    def ladder_paid(self, *, apple: bool) -> str:
        return "Paid through Apple" if apple else "Not paid through Apple"

    def ladder_now(self) -> str:
        return "Take this step now"

    def ladder_open(self) -> str:
        return "Also possible now"

    def ladder_done(self, when: str | None) -> str:
        return f"Done: {when}" if when else "Done"

    def ladder_from(self, until: str) -> str:
        return f"From {until}"

    def ladder_behind(self, first: str) -> str:
        return f"First: {first}"

    def ladder_shut(self, events: str) -> str:
        return f"Waits for: {events}"

    def ladder_caption(self, name: str) -> Html:
        return fill("🗺 <b>{name}</b>: each step up, from the lowest.", name=name)

    def way_of_case(self) -> str:
        return "Where it stands"

    def way_since(self, day: str) -> str:
        return f"since {day}"

    def way_foot(self) -> str:
        return (
            "For platform usage the app's own countdown counts. Experience and the text of the law, not legal advice."
        )

    def picture_of_case(self, name: str) -> Html:
        return fill("🗺 <b>{name}</b> stands here; ahead is the usual way.", name=name)

    def picture_caption(self, title: str) -> Html:
        return fill("🗺 <b>{title}</b>\nTap a question below to see how each step is done.", title=title)
