"""How the parts of a person and of a case are written down as JSON, and read again."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from domain.case import HOME_PLATFORM, Channel, Reason
from domain.findings import Field
from domain.intake import Blank, Draft, Told
from domain.journal import Parcel, What
from domain.machine import Flow
from domain.mending import DayMended, FieldMended, Mend, Value
from domain.moments import When
from domain.money import Money
from domain.people import Asking, Digest, Heard, Identity, Question, Wishes
from domain.purchase import Amount, Term

Written = dict[str, Any]


def wishes(value: Wishes) -> Written:
    """Times of day as ISO text."""
    return {
        "zone": value.zone,
        "remind_at": value.remind_at.isoformat(),
        "evening": value.evening.isoformat(),
        "quiet_from": value.quiet_from.isoformat(),
        "quiet_to": value.quiet_to.isoformat(),
        "digest": value.digest,
    }


def read_wishes(written: Written) -> Wishes:
    """What `wishes` wrote."""
    return Wishes(
        zone=written["zone"],
        remind_at=time.fromisoformat(written["remind_at"]),
        evening=time.fromisoformat(written["evening"]),
        quiet_from=time.fromisoformat(written["quiet_from"]),
        quiet_to=time.fromisoformat(written["quiet_to"]),
        digest=Digest(written.get("digest", Digest.OFF)),  # older rows know of none
    )


def identity(value: Identity) -> Written | None:
    """Who writes letters to an authority; None where nothing was told."""
    if value == Identity():
        return None
    return {"name": value.name, "phone": value.phone, "address": value.address}


def read_identity(written: Written | None) -> Identity:
    """What `identity` wrote."""
    return Identity(**written) if written else Identity()


def asking(value: Asking | None) -> Written | None:
    """The open question; None for none."""
    if value is None:
        return None
    return {"question": value.question, "case": value.case, "what": value.what, "detail": value.detail}


def read_asking(written: Written | None) -> Asking | None:
    """What `asking` wrote."""
    if written is None:
        return None
    what = written["what"]
    return Asking(Question(written["question"]), written["case"], What(what) if what else None, written["detail"])


def heard(value: Iterable[Heard]) -> list[Written] | None:
    """The newest typed answers; None for none."""
    return [asdict(each) for each in value] or None


def read_heard(written: Iterable[Written] | None) -> tuple[Heard, ...]:
    """What `heard` wrote; None, as older rows have it, is nothing."""
    return tuple(Heard(**{**each, "what": What(each["what"]) if each["what"] else None}) for each in written or ())


def draft(value: Draft | None) -> Written | None:
    """The half-filled case; None for none."""
    if value is None:
        return None
    return {
        "flow": value.flow,
        "platform": value.platform,
        "reason": value.reason,
        "stands": value.stands,
        "name": value.name,
        "price": money(value.price),
        "channel": value.channel,
        "when": when(value.when),
        "order_no": value.order_no,
        "seller": value.seller,
        "also": [{"what": told.what, "when": when(told.when)} for told in value.also],
        "proofs": value.proofs,
        "answered": list(value.answered),
    }


def read_draft(written: Written | None) -> Draft | None:
    """What `draft` wrote."""
    if written is None:
        return None
    return Draft(
        flow=Flow(written["flow"]) if written["flow"] else None,
        platform=written.get("platform", HOME_PLATFORM),  # drafts of the first version have none
        reason=Reason(written["reason"]) if written["reason"] else None,
        stands=What(written["stands"]) if written["stands"] else None,
        name=written["name"],
        price=read_money(written["price"]),
        channel=Channel(written["channel"]) if written["channel"] else None,
        when=read_when(written["when"]),
        order_no=written.get("order_no", ""),  # these four came with what is read off screens
        seller=written.get("seller", ""),
        also=tuple(Told(What(each["what"]), read_when(each["when"])) for each in written.get("also", ())),
        proofs=written.get("proofs", ""),
        answered=tuple(Blank(blank) for blank in written["answered"]),
    )


def money(value: Money | None) -> Written | None:
    """Minor units and currency; None for none."""
    return None if value is None else {"minor": value.minor, "currency": value.currency}


def read_money(written: Written | None) -> Money | None:
    """What `money` wrote."""
    return None if written is None else Money(written["minor"], written["currency"])


def amounts(value: Mapping[Amount, Money]) -> Written:
    """The named sums of a case."""
    return {amount.value: money(sum_) for amount, sum_ in value.items()}


def read_amounts(written: Written) -> dict[Amount, Money]:
    """What `amounts` wrote."""
    return {Amount(name): Money(each["minor"], each["currency"]) for name, each in written.items()}


def term(value: Term | None) -> Written | None:
    """The first and the last day as ISO text; None for none."""
    return None if value is None else {"begins": value.begins.isoformat(), "ends": value.ends.isoformat()}


def read_term(written: Written | None) -> Term | None:
    """What `term` wrote."""
    return None if written is None else Term(date.fromisoformat(written["begins"]), date.fromisoformat(written["ends"]))


def when(value: When | None) -> Written | None:
    """The instant in UTC as ISO text, and whether it is exact; None for none."""
    return None if value is None else {"at": value.at.isoformat(), "exact": value.exact}


def read_when(written: Written | None) -> When | None:
    """What `when` wrote."""
    return None if written is None else When(datetime.fromisoformat(written["at"]), exact=written["exact"])


def mends(value: Iterable[Mend]) -> list[Written]:
    """What was put right of a reading: a field with its value, or a happening with its time."""
    return [
        {"field": each.field, "value": _value(each.value)}
        if isinstance(each, FieldMended)
        else {"what": each.what, "when": when(each.when)}
        for each in value
    ]


def read_mends(written: Iterable[Written] | None) -> tuple[Mend, ...]:
    """What `mends` wrote; None, as older rows have it, is nothing."""
    return tuple(
        DayMended(What(each["what"]), read_when(each["when"]))
        if "what" in each
        else FieldMended(Field(each["field"]), _read_value(Field(each["field"]), each["value"]))
        for each in written or ()
    )


def _value(value: Value | None) -> Any:
    match value:
        case Money():
            return money(value)
        case Parcel():
            return {"number": value.number, "carrier": value.carrier}
        case _:
            return value


def _read_value(field: Field, value: Any) -> Value | None:
    if value is None:
        return None
    match field:
        case Field.PAID:
            return read_money(value)
        case Field.PARCEL:
            return Parcel(value["number"], value["carrier"])
        case Field.CHANNEL:
            return Channel(value)
        case Field.FLOW:
            return Flow(value)
        case _:
            return str(value)
