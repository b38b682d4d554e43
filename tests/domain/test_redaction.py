"""What is covered in a text that is shared, and what is left for the story."""

import pytest

from domain.redaction import Redaction
from tests.kit.papers import ORDER, PARCEL, WRITER, a_long_case

COVER = Redaction.of(a_long_case(), WRITER)

COVERED = [
    ("我叫王小雨,住在那边", "王小雨"),
    ("电话13812345678。", "13812345678"),
    ("打 138 1234 5678 找我", "1234 5678"),
    ("+86 139-8765-4321", "8765"),
    ("座机 0571-88123456", "88123456"),
    ("+44 20 7946 0958", "7946"),
    (f"订单{ORDER}退了", ORDER),
    (f"单号 {PARCEL}。", PARCEL),
    ("别的单号 YT8812345678901 也在", "8812345678901"),
    ("寄到浙江省杭州市余杭区文一西路969号3栋201室", "969号"),
    ("地址:文一西路969号3栋201室", "201室"),
    ("收件人:李小明 转交", "小明"),
    ("联系人 赵敏", "敏"),
    ("mail me: xiaoyu.wang@example.com", "xiaoyu.wang@example"),
    ("Ship to 22 Baker Street, London", "Baker"),
    ("身份证 110101199003071234", "199003071234"),
]


@pytest.mark.parametrize(("text", "secret"), COVERED, ids=[text for text, _ in COVERED])
def test_it_is_covered(text: str, secret: str) -> None:
    """Neither known nor look-alike secrets stay, and covering twice changes nothing more."""
    covered = COVER(text)
    assert secret not in covered
    assert "*" in covered
    assert COVER(covered) == covered


LEFT = [
    "商家说再等 7 天,一直没退 ¥399.00",
    "2026年11月24日(周二)10:12 拒绝了",
    "裙子有 3 处线头,颜色和页面不一样",
    "申请平台介入,48 小时没有回应",
    "The seller refused on Tue 24 Nov at 10:12.",
]


@pytest.mark.parametrize("text", LEFT)
def test_the_story_stays(text: str) -> None:
    """Sums, days and what happened can still be read."""
    assert COVER(text) == text
