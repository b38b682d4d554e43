"""
Where an order's page prints its goods, told by what stands around them.

    商家已发货                     the state of the order; what stands right under it is the goods, unless it speaks
    某某女装 >                     their shop, above them
    真丝连衣裙 法式长款  ¥399.00     the goods, with their price
    粉色;M              x1          their kind, with how many: never mistaken for the goods
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain import reading_moments
from domain.intake import clean_name
from domain.reading_labels import Sign
from domain.reading_rows import Row
from domain.vocabulary import State

_COPY = re.compile(r"\s*(?:复制|複製|copy|查看|详情|进店|联系卖家|联系商家|客服|[>›》⧉》])+\s*$", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"[\W0-9_]*")
_SUM = r"[¥$€£]\s?[0-9][0-9,]*(?:\.[0-9]{1,2})?"
_PRICE = re.compile(rf"\s*{_SUM}\s*(?:[x×*]\s?[0-9]{{1,3}})?\s*$", re.IGNORECASE)
_COUNT = re.compile(r"(?:^|[^a-z0-9])[x×*]\s?[0-9]{1,3}\s*(?:件)?\s*(?:[¥$€£][0-9.,]+\s*)?$|^数量", re.IGNORECASE)
_KIND = re.compile(r"(?:规格|颜色|尺码|尺寸|型号|款式|口味|sku|size|colou?r|style|variant|qty|quantity)", re.IGNORECASE)
#: The kind of goods without its label: 杏色 M, 粉色;均码, 42码, 500ml*2.
_BARE_KIND = re.compile(
    r"(?:[^\s;,/·]{0,6}(?:色|款|码|号)|x{0,3}[sml]|[0-9]{1,4}\s?(?:ml|g|kg|l|cm|mm|寸|片|支|瓶|包|袋|盒|只|件))"
    r"(?:[\s;,/·+]+(?:[^\s;,/·]{1,8}))*|[^\s;,/·]{1,6}[\s;,/·]+(?:x{0,3}[sml]|均码|[0-9]{2,3}码?)",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"无理由|包邮|运费险|退货(?:包|无忧)|假一|正品|极速退款|先行赔付|申请售后|申请退款|加购|再次购买|再来一单|评价|退换|闪电|优惠|客服"
    r"|(?:价|费|券|减|补贴|返利)$|free (?:shipping|returns)|buy again|review",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"[,，。!！?？~;；:：]|^亲|[你您请将已正]|等待|自动|超时|倒计时|剩|预计|到账|退款|退货|售后|物流|快递|包裹|运单|签收|收货|发货|派送"
    r"|详情|订单|地址|小红书|商家|卖家|平台|\b(?:time|left|your?|will|has|been|please|order|details|arriv\w+|deliver\w+|parcel|package)\b"
)
#: Who carries a parcel, who took it in, and thanks: what stands behind a state and names no goods.
_HANDS = re.compile(
    r"顺丰|中通|圆通|申通|韵达|极兔|邮政|京东|德邦|菜鸟|速运|速递|ems|express|本人|代收|驿站|丰巢|柜|门卫|前台|门口|保安|谢|辛苦|好的|更多|全部|展开|收起|删除|帮助"
    r"|\b(?:thank\w*|today|yesterday|tomorrow|by|to|from|at|on|in|via)\b"
)
_TITLE = re.compile(r"^.{0,8}(?:订单(?:详情|信息)|order details?)\s*[>›》]?$")
_SHOP = re.compile(r"店|旗舰|工作室|官方|商行|小铺|商城|专营|专卖|shop|store|official", re.IGNORECASE)
_DOOR = re.compile(r"\s*[>›》]\s*(?:$|进店)")
_LONGEST = 120  # signs of a name; what is longer is talk
_AROUND = 8  # signs beside a state on its own row
_ABOVE = 3  # rows above the goods in which their shop stands


@dataclass(frozen=True, slots=True)
class Page:
    """
    The rows of an order's page; `taken` are those that a label or a state fills, `states` those of a state.

    `heads` are the rows that a state begins, each with the place where the state ends.
    """

    rows: Sequence[Row]
    taken: Collection[int]
    states: Collection[int]
    heads: Mapping[int, int]


def page(rows: Sequence[Row], signs: Sequence[Sign]) -> Page:
    """The page, with what its labels and states have taken of it."""
    speaking = [sign for sign in signs if _speaks(sign)]
    states = {sign.at for sign in speaking if isinstance(sign.meaning, State)}
    heads = (sign for sign in signs if isinstance(sign.meaning, State) and not sign.row.text[: sign.start].strip())
    return Page(rows, {sign.at for sign in speaking}, states, {sign.at: sign.end for sign in heads})


def goods(on: Page) -> tuple[int, int] | None:
    """The row that names the goods, and where they begin on it; None where none does."""
    behind = next(((at, end) for at, end in on.heads.items() if _is_goods_behind(on.rows[at], end)), None)
    marked = next((at for at in _free(on) if _is_marked(on, at)), None)
    if marked is not None and (behind is None or behind[0] != marked):
        return _over_its_kind(on, marked), 0
    under = next(((at, 0) for at in _free(on) if _is_under_a_head(on, at)), None)
    return behind or under


def shop(on: Page, place: int) -> Row | None:
    """The row above the goods that names their shop."""
    above = range(place - 1, max(-1, place - 1 - _ABOVE), -1)
    rows = (on.rows[at] for at in above if at not in on.taken and _is_name(on.rows[at]))
    return next((row for row in rows if _is_shop(row)), None)


def name_in(text: str) -> str:
    """The name without what a page hangs on it: a price, a count, a button. Empty where it says nothing."""
    bare = _COPY.sub("", re.sub(r"\s+[x×*]\s?[0-9]{1,3}\s*(?:件)?\s*$", "", _PRICE.sub("", _COPY.sub("", text))))
    name = clean_name(bare)
    return "" if _SAYS_NOTHING.fullmatch(name) else name


def _speaks(sign: Sign) -> bool:
    """Whether it makes its row one of labels and states: 商品 stands in the name of many goods, too."""
    if isinstance(sign.meaning, State):
        return len(sign.row.text) <= len(sign.words) + _AROUND
    return re.match(r"\s|[:0-9¥$\-+]|$", sign.row.text[sign.end :]) is not None


def _free(on: Page) -> Iterator[int]:
    """The rows that may name goods."""
    return (
        at
        for at, row in enumerate(on.rows)
        if at not in on.taken and _is_name(row) and not _PROMISES.search(row.low) and not _KIND.match(row.low)
    )


def _is_marked(on: Page, at: int) -> bool:
    """Whether it can only be goods: with a price behind it, or above the rows that price, describe and count it."""
    row, below = on.rows[at], on.rows[at + 1 : at + 3]
    if _PRICE.search(row.low) is not None and _DOOR.search(row.text) is None:
        return True
    if _is_shop(row):
        return False
    return (
        _is_counted(below) or _is_priced(below) or (bool(_COUNT.search(row.low) and at) and _is_shop(on.rows[at - 1]))
    )


def _is_counted(below: Sequence[Row]) -> bool:
    """Whether the next row says how many, or is a price over the row that does."""
    if not below:
        return False
    first, *rest = below
    if _COUNT.search(first.low):
        return True
    return _SAYS_NOTHING.fullmatch(first.text) is not None and any(_COUNT.search(row.low) for row in rest)


def _is_priced(below: Sequence[Row]) -> bool:
    """Whether the next row is of which kind, or nothing but a price."""
    return bool(below) and (_KIND.match(below[0].low) or _PRICE.fullmatch(below[0].low)) is not None


def _over_its_kind(on: Page, at: int) -> int:
    """The row itself; where it only says of which kind, the one above it."""
    above = at - 1
    kind = _BARE_KIND.fullmatch(name_in(on.rows[at].text))
    return above if kind and above in set(_free(on)) and not _is_shop(on.rows[above]) else at


def _is_under_a_head(on: Page, at: int) -> bool:
    """Whether it stands alone between the state or the title of the page and what it says, and tells nothing."""
    row = on.rows[at]
    headed = at - 1 in on.states or (at > 0 and _TITLE.search(on.rows[at - 1].low) is not None)
    alone = headed and at + 1 in on.taken
    return alone and not _is_shop(row) and _TELLS.search(row.low) is None


def _is_goods_behind(row: Row, end: int) -> bool:
    rest = row.low[end:]
    name = name_in(rest)
    tells = (_TELLS, _PROMISES, _HANDS, _SHOP, reading_moments.MOMENT)
    return (
        rest[:1].isspace()
        and bool(name)
        and not (_KIND.match(name) or _BARE_KIND.fullmatch(name))
        and not any(each.search(rest) for each in tells)
    )


def _is_name(row: Row) -> bool:
    """Whether a row can be a name: it says something, is not talk, and is no date."""
    return len(row.text) <= _LONGEST and bool(name_in(row.text)) and reading_moments.MOMENT.search(row.low) is None


def _is_shop(row: Row) -> bool:
    return _DOOR.search(row.text) is not None or (_SHOP.search(row.low) is not None and not _PRICE.search(row.low))
