"""An album is read as one: what its pictures say together, in doubt where two say something else."""

from datetime import timedelta

from domain import joining, reading
from domain.findings import Doubt, Reading
from storage import librarian
from tests.domain.test_reading import WRITTEN
from tests.kit.readings import said

LIBRARY = librarian.load()


def _joined(*texts: str) -> Reading:
    return joining.joined(reading.of_text(text, LIBRARY, WRITTEN) for text in texts)


def test_each_picture_brings_its_part() -> None:
    """The order, its state and the label of the parcel, on three pictures."""
    album = _joined("订单编号：P734012345678821\n实付款：¥399.00", "待商家收货\n还剩 3天", "退货单号：SF1364216703436")
    assert said(album) == {
        "order": "P734012345678821",
        "paid": "CNY 399.00",
        "told": "shipped",
        "left": str(timedelta(days=3)),
        "parcel": "SF1364216703436 sf",
    }


def test_what_two_pictures_say_otherwise_is_in_doubt() -> None:
    """Two sums: the first is kept, the other is a choice."""
    paid = _joined("实付款：¥399.00", "实付款：¥89.00").paid
    assert paid is not None
    assert paid.doubts == (Doubt.SEVERAL,)
    assert [str(other) for other in paid.others] == ["CNY 89.00"]


def test_a_time_beats_none_and_two_times_are_asked() -> None:
    """The same happening, told with a moment, with its day, and with another day."""
    assert said(_joined("退款成功", "退款成功\n2026-11-25 10:00"))["told"] == "refund_announced@2026-11-25_10:00"
    assert said(_joined("签收时间：2026-11-20", "签收时间：2026-11-20 14:03"))["told"] == "signed@2026-11-20_14:03"
    assert said(_joined("签收时间：2026-11-20", "签收时间：2026-11-21"))["told"] == "signed@2026-11-20?"


def test_a_sure_print_beats_an_unsure_one() -> None:
    """A number that its check digit is against gives way to one that stands."""
    parcel = _joined("运单号：EE123456786CN", "运单号：EE123456785CN").parcel
    assert parcel is not None
    assert (parcel.value.number, parcel.doubts) == ("EE123456785CN", ())


def test_nothing_joined_is_nothing() -> None:
    """An album of holiday pictures."""
    assert not _joined("你好", "")
