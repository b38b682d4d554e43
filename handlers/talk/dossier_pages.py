"""
The dossier as a paper in one language: what domain.dossier holds → the data that the template sets.

Every date has its year and weekday and is Beijing's; every amount its currency; every claim its source. Pure.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from domain import promises, redaction
from domain.dossier import ANNEXES, Dossier, Section
from domain.journal import Happening, What
from domain.library import Library
from domain.missed import Missed
from domain.moments import day_of
from domain.redaction import Redaction
from domain.sum_rules import Part
from domain.sums import Line
from handlers.talk import dossier_annexes
from handlers.talk.dossier_blocks import Block, Pen, pairs, paragraphs, row, table
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.catalogue.words import Words, said

NAME = 120  # characters of a name in a headline


def paper(words: Words, dossier: Dossier, library: Library, *, masked: bool) -> dict[str, Any]:
    """The whole paper; `masked` covers who the shopper is and which parcel it was."""
    cover = Redaction.of(dossier.case, dossier.identity) if masked else redaction.nothing
    pen = Pen(words, library, cover, masked)
    name = _name(pen, dossier)
    return {
        "language": words.code,
        "region": "cn" if words.code == "zh" else "gb",
        "title": words.paper_title,
        "subtitle": name,
        "made": words.paper_made(pen.moment(dossier.made)),
        "notice": words.paper_masked if masked else "",
        "running": words.paper_running(name),
        "number": dossier.case.id,
        "foot": words.paper_foot,
        "pages": list(words.paper_pages),
        "summary": _summary(pen, dossier),
        "sections": _sections(pen, dossier),
    }


def _sections(pen: Pen, dossier: Dossier) -> list[Block]:
    found: list[Block] = []
    chapters = annexes = 0
    for section, make in _MAKERS.items():
        blocks = make(pen, dossier)
        if not blocks:
            continue
        annex = section in ANNEXES
        chapters, annexes = chapters + (not annex), annexes + annex
        number = pen.words.paper_annex(annexes) if annex else pen.words.paper_ordinal(chapters)
        found.append(
            {
                "number": number,
                "title": pen.words.paper_sections[section],
                "fresh": annex,  # begins a page
                "together": section is Section.TRUTH,  # what is signed stands on one page
                "blocks": blocks,
            }
        )
    return found


def _name(pen: Pen, dossier: Dossier) -> str:
    case = dossier.case
    name = pen.theirs(case.name) or pen.words.name_missing(membership=case.is_membership)
    return name if len(name) <= NAME else name[: NAME - 1] + "…"


def _summary(pen: Pen, dossier: Dossier) -> list[list[str]]:
    words, case, expected = pen.words, dossier.case, dossier.expected
    demand = pen.money(expected.demand or expected.total or case.price) or words.paper_unknown
    return [
        [words.paper_demand, demand],
        [words.paper_stage, words.stages[case.stage]],
        [words.paper_days, words.proofs_count(len(dossier.exhibits))],
    ]


def _parties(pen: Pen, dossier: Dossier) -> list[Block]:
    """Who and what; name, phone and address were told for a complaint or a court alone (people.Identity)."""
    words, case = pen.words, dossier.case
    reasons = words.reasons_membership if case.is_membership else words.reasons_goods
    term = f"{pen.day(case.term.begins)} – {pen.day(case.term.ends)}" if case.term else ""
    policy = pen.library.policy(case.platform)
    return [
        pairs(
            (
                (words.paper_consumer, words.paper_signs),
                (words.paper_seller, pen.theirs(case.seller) or words.paper_unknown),
                (words.paper_platform, said(words, policy.title)),
                (words.paper_item, _name(pen, dossier)),
                (words.paper_order, pen.theirs(case.order_no) or words.paper_unknown),
                (words.paper_paid, pen.money(case.price) or words.paper_unknown),
                (words.paper_channel, words.channels[case.channel] if case.channel else ""),
                (words.paper_claim, reasons[case.reason] if case.reason else ""),
                (words.paper_problem, pen.theirs(case.problem)),
                (words.paper_parcel, pen.parcel(case.parcel)),
                (words.paper_term, term),
            )
        )
    ]


def _story(pen: Pen, dossier: Dossier) -> list[Block]:
    words, rows = pen.words, []
    for entry in dossier.story:
        if isinstance(entry, Happening):
            event = [words.paper_told[entry.what], *_details(pen, entry)]
            rows.append(row([pen.when(entry)], event, [words.paper_told_by[entry.source]]))
        else:
            first, last = entry[0], entry[-1]
            kept = words.paper_exhibits(first.number, last.number)
            rows.append(row([pen.moment(first.proof.sent)], [kept], [""], quiet=True))
    return [table((words.paper_time, words.paper_event, words.paper_source), (0, 1, 0), rows)]


def _details(pen: Pen, told: Happening) -> list[str]:
    details = [pen.money(told.money), pen.parcel(told.parcel), pen.theirs(told.note)]
    policy = pen.library.policies
    if told.what is What.WRITTEN and told.rule:
        rung = next((each for each in pen.library.ladder if each.id == told.rule), None)
        details.append(pen.words.paper_letter(said(pen.words, rung.title)) if rung else "")
    elif told.what is What.COUNTDOWN_READ and told.rule and told.when:
        rule = next((found for each in policy.values() if (found := each.rule(told.rule))), None)
        title = said(pen.words, rule.title) if rule else ""
        line = pen.words.paper_promised if told.rule == promises.RULE else pen.words.paper_countdown
        details.append(line(title, pen.until(told.when.at)))
    return details


def _missed(pen: Pen, dossier: Dossier) -> list[Block]:
    words = pen.words
    if not dossier.missed:
        return [paragraphs(words.paper_nothing_missed)]
    rows = [_missed_row(pen, dossier, each) for each in dossier.missed]
    return [
        table((words.paper_deadline, words.paper_until, words.paper_outcome), (7, 0, 5), rows),
        paragraphs(words.paper_missed_note, quiet=True),
    ]


def _missed_row(pen: Pen, dossier: Dossier, missed: Missed) -> Block:
    words, deadline = pen.words, missed.deadline
    rule, start = deadline.rule, deadline.starts
    began = words.paper_began(words.paper_told[start.what], pen.when(start))
    basis = [words.paper_pinned] if deadline.pinned else [f"{words.families[rule.family.value]} · {rule.article}"]
    title = [capital(said(words, rule.title)), began, *basis, *(() if deadline.pinned else (rule.source,))]
    if missed.ended is None:
        days = (dossier.made - deadline.ends) // timedelta(days=1)
        outcome = words.paper_missed_still(pen.day(day_of(dossier.made)), days)
    else:
        came = missed.ended.when.at if missed.ended.when else dossier.made
        late = max((came - deadline.ends) // timedelta(days=1), 0)
        outcome = words.paper_missed_late(pen.when(missed.ended), words.paper_told[missed.ended.what], late)
    return row(title, [pen.until(deadline.ends)], [outcome])


def _law(pen: Pen, dossier: Dossier) -> list[Block]:
    words = pen.words
    if not dossier.law:
        return [paragraphs(words.paper_no_law)]
    rows: dict[tuple[str, date, str], list[str]] = {}
    for quote in dossier.law:  # several words of one article stand under it
        said_here = [f"「{quote.words}」" if quote.words else "", _gloss(words, quote.gloss)]
        rows.setdefault((quote.article, quote.valid_from, quote.source), []).extend(filter(None, said_here))
    articles = [
        {"article": article, "lines": lines, "force": words.paper_in_force(pen.day(since)), "source": source}
        for (article, since, source), lines in rows.items()
    ]
    return [{"kind": "quotes", "rows": articles}, paragraphs(words.paper_law_note, quiet=True)]


def _gloss(words: Words, gloss: str) -> str:
    """The law speaks Chinese; who reads another language is told what it says."""
    return "" if words.code == "zh" else gloss


def _demand(pen: Pen, dossier: Dossier) -> list[Block]:
    words, case, expected = pen.words, dossier.case, dossier.expected
    blocks: list[Block] = [_lines(pen, expected.refund, words.paper_total, pen.money(expected.total))]
    if expected.claims:
        blocks.append(_lines(pen, expected.claims, words.paper_demanded, pen.money(expected.demand)))
    for part in (Part.WITHIN, Part.APART, Part.INSTEAD):
        if beside := expected.of_part(part):
            blocks += [paragraphs(words.sum_parts[part], quiet=True), _lines(pen, beside)]
    if expected.total is None:
        blocks.append(paragraphs(words.paper_no_total))
    rest = expected.outstanding(case)
    arrived = [(words.paper_arrived, f"{pen.money(each.money)} · {pen.when(each)}") for each in case.arrivals]
    if arrived:
        blocks.append(pairs((*arrived, (words.paper_rest, pen.money(rest)))))
    return blocks


def _lines(pen: Pen, lines: tuple[Line, ...], title: str = "", total: str = "") -> Block:
    rows = [
        {
            "title": capital(said(pen.words, line.title)),
            "lines": [said(pen.words, line.note), f"{line.article} · {pen.words.sum_confidences[line.confidence]}"],
            "source": line.source,
            "money": pen.money(line.money),
        }
        for line in lines
    ]
    return {"kind": "sums", "rows": rows, "total": [title, total] if total else None}


def _truth(pen: Pen, dossier: Dossier) -> list[Block]:
    """What the consumer signs; of evidence nothing where there is none."""
    words = pen.words
    return [
        paragraphs(words.paper_truth, words.paper_truth_evidence if dossier.exhibits else ""),
        {"kind": "signature", "rows": [words.paper_signed, words.paper_date]},
        paragraphs(words.paper_honest, quiet=True),
    ]


_MAKERS: Mapping[Section, Callable[[Pen, Dossier], list[Block]]] = {
    Section.PARTIES: _parties,
    Section.STORY: _story,
    Section.MISSED: _missed,
    Section.LAW: _law,
    Section.DEMAND: _demand,
    Section.EVIDENCE: dossier_annexes.listed,
    Section.TRUTH: _truth,
    Section.PICTURES: dossier_annexes.pictures,
    Section.WORDS: dossier_annexes.messages,
    Section.HASHES: dossier_annexes.hashes,
}
