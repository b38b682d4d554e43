"""What people paste, forward and type is read as far as it goes, and an ordinary sentence reads as nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import reading
from domain.findings import Doubt
from domain.journal import What
from domain.money import Money
from storage import librarian

LIBRARY = librarian.load()
WRITTEN = datetime(2026, 11, 26, 20, 0, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)

ORDER = """交易成功
商品总价 ¥429.00
运费 ¥0.00
店铺优惠 -¥30.00
实付款 ¥399.00
订单编号 P734012345678821 复制
下单时间 2026-11-10 12:00:03
支付时间：2026-11-10 12:00:33
发货时间 2026-11-11 09:10:22
签收时间 2026-11-1410:03:12
快递单号 SF1364216703436"""


def test_an_order_reads_whole() -> None:
    """Number, sum, days and parcel of a copied order page, none of them in doubt."""
    read = reading.of_text(ORDER, LIBRARY, WRITTEN)
    assert read.order_no is not None
    assert read.order_no.value == "P734012345678821"
    assert read.paid is not None
    assert read.paid.value == Money(39_900)
    assert [each.value.what for each in read.told] == [What.PAID, What.POSTED, What.SIGNED, What.COMPLETED]
    assert read.parcel is not None
    assert (read.parcel.value.number, read.parcel.value.carrier) == ("SF1364216703436", "sf")
    assert not any(each.doubtful for each in (read.order_no, read.paid, read.parcel, *read.told))


def test_a_countdown_runs_from_the_moment_of_writing() -> None:
    """What the app shows as left ends so long after the words were written."""
    (found,) = reading.of_text("待商家收货\n剩余 6天23小时", LIBRARY, WRITTEN).countdowns
    assert found.value.ends == WRITTEN + timedelta(days=6, hours=23)


def test_a_year_that_nobody_can_mean_is_in_doubt() -> None:
    """The happening is told, its date is not."""
    (found,) = reading.of_text("付款时间 2226-11-10 12:00", LIBRARY, WRITTEN).told
    assert found.value.when is None
    assert found.doubts == (Doubt.IMPLAUSIBLE,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我昨天买了一件衣服，不想要了怎么退款",
        "退款成功了吗",
        "逾期未处理将自动关闭",
        "全部 待付款 待发货 待收货 评价",
    ],
)
def test_an_ordinary_sentence_reads_as_nothing(text: str) -> None:
    """A question, a threat and a strip of tabs say nothing that has happened."""
    assert not reading.of_text(text, LIBRARY, WRITTEN)
