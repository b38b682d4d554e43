"""
How a policy file reads. A wrong file is refused with its name, the key and the reason; nothing is guessed.

A file holds any number of ``[[rule]]`` and ``[[advice]]``; a platform's file also says who it is, in ``[platform]``.
A rule may stand several times under one id where it changed over time or reads differently by flow or stage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain import policy_sense
from domain.case import Channel, Reason
from domain.errors import ShelfError
from domain.journal import What
from domain.machine import Flow, Stage, Turn
from domain.policy import Advice, Confidence, Counting, Family, Policy, Rule, Scope, Unit, Variant
from domain.policy_row import Row
from domain.traits import Trait

Tables = Mapping[str, Mapping[str, Any]]  #: what the files hold, by their names

GENERIC = "generic"  #: the platform of cases bought where we know no rules: the law and the money only
TABLES = frozenset({"rule", "advice"})  #: what a policy file may hold; a platform's also says whose it is
_GENERIC_TITLE = {"zh": "其他平台", "en": "Another platform"}


def from_tables(common: Tables, platform: Tables) -> Policy:
    """
    Build the policy of one platform: the common files (law, channels) and its own, at most one.

    Raises:
        ShelfError: naming the file, the key and what is wrong with it.
    """
    named = next(iter(platform.items()), None)
    identity = _platform(*named) if named else (GENERIC, _GENERIC_TITLE, ())
    rules: list[Rule] = []
    advice: list[Advice] = []
    for file, data in {**common, **platform}.items():
        _known_tables(file, data, TABLES | {"platform"} if file in platform else TABLES)
        rules += [_rule(Row(file, f"rule {row.get('id', '?')}", row)) for row in _rows(file, data, "rule")]
        advice += [_advice(Row(file, f"advice {row.get('id', '?')}", row)) for row in _rows(file, data, "advice")]
        policy_sense.refuse_twins(file, rules, advice)
    name, title, called = identity
    return Policy(id=name, title=title, called=called, rules=tuple(rules), advice=tuple(advice))


def _platform(file: str, data: Mapping[str, Any]) -> tuple[str, Mapping[str, str], tuple[str, ...]]:
    head = data.get("platform")
    if not isinstance(head, Mapping):
        raise ShelfError(file, "platform", "the file does not say whose rules it holds")
    row = Row(file, "platform", head)
    identity = row.name("id"), row.words("title"), row.names("called")
    row.refuse_rest()
    return identity


def _known_tables(file: str, data: Mapping[str, Any], known: frozenset[str]) -> None:
    strange = sorted(set(data) - known)
    if strange:
        raise ShelfError(file, strange[0], f"such a file holds {', '.join(sorted(known))} and nothing else")


def _rows(file: str, data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise ShelfError(file, key, f"write it as [[{key}]]")
    return rows


def _rule(row: Row) -> Rule:
    family, unit = row.choice("family", Family), row.choice("unit", Unit)
    default = Counting.CALENDAR if family is Family.LAW or unit is Unit.WORKDAYS else Counting.MOMENT
    rule = Rule(
        id=row.name("id"),
        title=row.words("title"),
        note=row.words("note"),
        family=family,
        turn=row.choice("turn", Turn),
        starts=row.choices("starts", What),
        length=row.length("length"),
        unit=unit,
        counting=row.choice("counting", Counting, default),
        scope=policy_sense.reachable(row, scope(row)),
        source=row.address("source"),
        article=row.text("article"),
        confidence=row.choice("confidence", Confidence),
        checked=row.day("checked"),
        facts=row.quotes("facts"),
        first=row.flag("first"),
        after=row.choices("after", What, ()),
        given=row.choices("given", What, ()),
        ends=row.choices("ends", What, ()),
        settled_by=row.choices("settled_by", What, ()),
        releases=row.choices("releases", What, ()),
        unsettled_by=row.choices("unsettled_by", What, ()),
        group=row.text("group", ""),
        extends=row.choice_of("holidays", ("ignore", "extend"), "ignore") == "extend",
        silence=_silence(row),
        final=row.flag("final"),
        recommendation=row.flag("recommendation"),
        asks=row.flag("asks"),
        unasked_after=row.choices("unasked_after", What, ()),
        day_is_too_late=row.choice_of("named_day", ("counts", "too_late"), "counts") == "too_late",
        valid_from=row.day_or_none("valid_from"),
        valid_until=row.day_or_none("valid_until"),
    )
    policy_sense.refuse_nonsense(row, rule)
    rule = replace(rule, variants=tuple(_variant(each, rule) for each in row.rows("unless")))
    row.refuse_rest()
    return rule


def _variant(row: Row, rule: Rule) -> Variant:
    varies = scope(row)
    if varies == Scope():
        raise row.wrong("unless", "it says for no case what is different")
    changed: Rule | None = None
    if row.flag("applies", default=True):
        changed = replace(
            rule,
            starts=row.choices("starts", What, rule.starts),
            length=row.length("length", rule.length),
            unit=row.choice("unit", Unit, rule.unit),
            note=row.words("note", rule.note),
            source=row.address("source", rule.source),
            article=row.text("article", rule.article),
            confidence=row.choice("confidence", Confidence, rule.confidence),
            facts=row.quotes("facts"),
            silence=_silence(row, rule.silence),
        )
        policy_sense.refuse_nonsense(row, changed)
    else:
        row.quotes("facts")
    row.refuse_rest()
    return Variant(varies, changed)


def _advice(row: Row) -> Advice:
    advice = Advice(
        id=row.name("id"),
        scope=policy_sense.reachable(row, scope(row)),
        words=row.words("words"),
        source=row.address("source"),
        article=row.text("article"),
        confidence=row.choice("confidence", Confidence),
        facts=row.quotes("facts"),
    )
    row.refuse_rest()
    return advice


def scope(row: Row) -> Scope:
    """Which cases the row is about."""
    return Scope(
        flows=frozenset(row.choices("flows", Flow, ())),
        stages=frozenset(row.choices("stages", Stage, ())),
        reasons=frozenset(row.choices("reasons", Reason, ())),
        channels=frozenset(row.optional_choices("channels", Channel)),
        traits=frozenset(row.choices("traits", Trait, ())),
        without=frozenset(row.choices("without", Trait, ())),
    )


def _silence(row: Row, default: What | None = None) -> What | None:
    """What silence means; the word ``none`` takes a meaning back."""
    return next(iter(row.optional_choices("silence", What)), default)
