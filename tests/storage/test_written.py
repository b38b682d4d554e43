"""What is written as JSON is read as it was."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as some

from domain.case import Channel, Reason
from domain.findings import Field
from domain.intake import Blank, Draft, Told
from domain.journal import Parcel, What
from domain.machine import Flow
from domain.mending import DayMended, FieldMended, Mend
from domain.moments import When
from domain.money import Money
from domain.people import Asking, Digest, Question, Wishes
from storage import written

_money = some.builds(Money, some.integers(), some.sampled_from(["CNY", "JPY", "USD"]))
_moments = some.integers(0, 2**33).map(lambda second: datetime.fromtimestamp(second, UTC))
_whens = some.builds(When, _moments, exact=some.booleans())
_drafts = some.builds(
    Draft,
    flow=some.none() | some.sampled_from(Flow),
    platform=some.text(),
    reason=some.none() | some.sampled_from(Reason),
    stands=some.none() | some.sampled_from(What),
    name=some.text(),
    price=some.none() | _money,
    channel=some.none() | some.sampled_from(Channel),
    when=some.none() | _whens,
    order_no=some.text(),
    seller=some.text(),
    also=some.lists(some.builds(Told, some.sampled_from(What), some.none() | _whens), max_size=3).map(tuple),
    proofs=some.text(),
    answered=some.lists(some.sampled_from(Blank), unique=True).map(tuple),
)
_askings = some.builds(
    Asking, some.sampled_from(Question), some.none() | some.text(), some.none() | some.sampled_from(What), some.text()
)
_wishes = some.builds(
    Wishes, some.sampled_from(["Asia/Shanghai", "Africa/Cairo"]), *[some.times()] * 4, some.sampled_from(Digest)
)


_mends = some.one_of(
    some.builds(FieldMended, some.sampled_from([Field.ITEM, Field.ORDER_NO, Field.SHOP]), some.none() | some.text()),
    some.builds(FieldMended, some.just(Field.PAID), some.none() | _money),
    some.builds(FieldMended, some.just(Field.FLOW), some.none() | some.sampled_from(Flow)),
    some.builds(FieldMended, some.just(Field.CHANNEL), some.none() | some.sampled_from(Channel)),
    some.builds(FieldMended, some.just(Field.PARCEL), some.none() | some.builds(Parcel, some.text(), some.none())),
    some.builds(DayMended, some.sampled_from(What), some.none() | _whens),
)


@given(some.lists(_mends))
def test_what_was_put_right_is_read_as_it_was_written(mends: list[Mend]) -> None:
    """Every correction survives JSON, whether of a field or of a day."""
    assert written.read_mends(json.loads(json.dumps(written.mends(mends)))) == tuple(mends)


@given(_drafts)
def test_a_draft_is_read_as_it_was_written(draft: Draft) -> None:
    """Whatever is filled in and whatever is still blank, a draft survives JSON."""
    assert written.read_draft(json.loads(json.dumps(written.draft(draft)))) == draft


@given(_askings)
def test_a_question_is_read_as_it_was_written(asking: Asking) -> None:
    """Every open question survives JSON with its memory."""
    assert written.read_asking(json.loads(json.dumps(written.asking(asking)))) == asking


@given(_wishes)
def test_wishes_are_read_as_they_were_written(wishes: Wishes) -> None:
    """Every time of day survives JSON to the microsecond."""
    assert written.read_wishes(json.loads(json.dumps(written.wishes(wishes)))) == wishes


def test_a_draft_of_an_older_version_opens() -> None:
    """What nobody could read off a screen then is simply not there."""
    old = written.draft(Draft()) or {}
    for name in ("order_no", "seller", "also", "proofs"):
        del old[name]
    assert written.read_draft(old) == Draft()


def test_nothing_stays_nothing() -> None:
    """No draft and no question are written as null and read as None."""
    assert written.read_draft(written.draft(None)) is None
    assert written.read_asking(written.asking(None)) is None
    assert written.read_mends(None) == ()
