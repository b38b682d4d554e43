"""What a case may turn on: answers set what they say, take back what they had set, and never invent a no."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import circumstance_file, circumstances, desk, relevance
from domain.case import Case, Channel, Reason
from domain.circumstances import Circumstance
from domain.errors import ShelfError
from domain.journal import What
from domain.machine import Flow
from domain.people import Wishes
from handlers.talk import taps
from handlers.talk.taps import Tap, Verb
from storage import librarian
from tests.kit.cases import NOW, a_case, told
from tests.kit.mixture import cases

LIBRARY = librarian.load()
ALL = LIBRARY.circumstances
SIGNED = told(What.SIGNED, "2026-11-20")


def _question(name: str) -> Circumstance:
    found = circumstances.by_id(ALL, name)
    assert found is not None
    return found


def _answered(case: Case, **answers: str) -> Case:
    for name, answer_id in answers.items():
        question = _question(name)
        answer = question.answer(answer_id)
        assert answer is not None
        case = circumstances.with_answers(case, question, (answer,), ALL)
    return case


def test_an_answer_sets_its_traits_and_another_one_takes_them_back() -> None:
    """Told better, nothing of the first answer stays; traits that came from elsewhere do."""
    case = replace(a_case(Flow.RETURN, SIGNED), traits=frozenset({"fraud"}))
    custom = _answered(case, thing="custom")
    assert custom.traits == {"fraud", "custom_made"}
    assert _answered(custom, thing="fresh").traits == {"fraud", "fresh_food"}


def test_a_follow_up_goes_with_what_it_hung_on() -> None:
    """The tags of a dress say nothing about a power bank."""
    dress = _answered(a_case(Flow.RETURN, SIGNED), thing="clothes", tags="off")
    assert dress.traits == {"tags_removed"}
    assert _answered(dress, thing="electronics").traits == {"three_guarantees"}


def test_a_no_is_kept_and_sets_nothing() -> None:
    """Answered is answered: not asked again, and no trait stands for it."""
    case = _answered(a_case(Flow.RETURN, SIGNED), thing="clothes", tags="on")
    assert case.traits == frozenset()
    assert _question("tags") not in relevance.open_questions(case, LIBRARY)


def test_skipping_concludes_nothing() -> None:
    """Traits, channel and dates stay; only the card stops asking by itself."""
    case = a_case(Flow.RETURN, SIGNED, reason=Reason.UNWANTED)
    thing = relevance.pressing(case, LIBRARY, NOW, behind="signer")
    assert thing is _question("thing")
    skipped = circumstances.skip(case, thing)
    assert (skipped.traits, skipped.channel) == (case.traits, case.channel)
    assert desk.clocks(skipped, LIBRARY) == desk.clocks(case, LIBRARY)
    assert relevance.pressing(skipped, LIBRARY, NOW, behind="signer") is not thing
    assert thing in relevance.open_questions(skipped, LIBRARY)


def test_what_a_happening_settles_is_overtaken() -> None:
    """Not sent yet, until it was sent: the journal knows better than the answer."""
    case = _answered(a_case(Flow.REFUND_ONLY, told(What.PAID, "2026-11-20")), posted="no")
    assert case.traits == {"not_posted"}
    outcome = desk.record(case, told(What.POSTED, "2026-11-22"), LIBRARY, Wishes(), NOW)
    assert outcome.case.traits == frozenset()
    assert _question("posted") not in relevance.open_questions(outcome.case, LIBRARY)


def test_the_way_of_payment_is_asked_once() -> None:
    """Named at the registration or here, it is not asked again; "in several ways" names none."""
    case = a_case(Flow.RETURN, told(What.REFUND_ANNOUNCED, "2026-11-20"))
    assert _question("channel") in relevance.open_questions(case, LIBRARY)
    assert _question("channel") not in relevance.open_questions(replace(case, channel=Channel.HUABEI), LIBRARY)
    card = _answered(case, channel="debit")
    assert card.channel is Channel.DEBIT_CARD
    assert _answered(card, channel="several").channel is None


def test_what_makes_no_difference_is_not_asked() -> None:
    """Where goods came from changes the seller's time on one platform, and nothing on another: asked on the one."""
    case = a_case(Flow.RETURN, told(What.SHIPPED, NOW))
    asked = {
        platform: {each.id for each in relevance.open_questions(replace(case, platform=platform), LIBRARY)}
        for platform in ("xiaohongshu", "jd")
    }
    assert "origin" in asked["xiaohongshu"]
    assert "origin" not in asked["jd"]


@given(seed=st.integers(0, 5_000))
@settings(max_examples=40)
def test_every_question_asked_can_make_a_difference_and_none_presses_without_moving_the_card(seed: int) -> None:
    """Whatever the case: what is asked matters, what presses is open, what is answered is not asked."""
    ((case, _),) = cases(1, LIBRARY, seed)
    asked = relevance.open_questions(case, LIBRARY)
    assert all(each.applies(case) and not each.is_answered(case) for each in asked)
    pressing = relevance.pressing(case, LIBRARY, NOW)
    assert pressing is None or pressing.applies(case)
    for question in asked:
        given_ = circumstances.with_answers(case, question, question.answers[:1], ALL)
        assert question not in relevance.open_questions(given_, LIBRARY) or question.several


@given(seed=st.integers(0, 5_000), picks=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=12))
@settings(max_examples=40)
def test_traits_are_always_those_of_the_answers_that_stand(seed: int, picks: list[tuple[int, int]]) -> None:
    """Answered in any order, changed, taken back: what is set is what the standing answers set, and what was there."""
    ((case, _),) = cases(1, LIBRARY, seed)
    case = replace(case, traits=frozenset())
    for which, what in picks:
        question = ALL[which % len(ALL)]
        chosen = question.answers[what % (len(question.answers) + 1) :][:1]
        case = circumstances.with_answers(case, question, chosen, ALL)
    standing = {trait for each in ALL for answer in each.chosen(case) for trait in answer.sets}
    assert case.traits == standing
    assert all(not each.chosen(case) or not each.after or each.after & case.answers for each in ALL)


def test_every_answer_fits_a_button() -> None:
    """With the longest id and a version of five digits."""
    for question in ALL:
        for answer in question.answers:
            assert len(taps.pack(Tap(Verb.BRANCH, "a" * 12, 99_999, f"2{question.key(answer)}"))) <= taps.LIMIT


def test_every_countdown_fits_a_button() -> None:
    """Of every rule that the shelf has, to the second."""
    rules = {rule.id for policy in LIBRARY.policies.values() for rule in policy.rules}
    for rule_id in rules:
        taps.pack(Tap(Verb.PIN, "a" * 12, 0, f"{rule_id}=18000000000"))


def test_what_an_answer_asks_on_exists() -> None:
    """A rule to pin stands on the shelf of some platform."""
    known = {rule.id for policy in LIBRARY.policies.values() for rule in policy.rules}
    assert {answer.pins for each in ALL for answer in each.answers if answer.pins} <= known


_HEAD = 'id = "a"\nask = { zh = "甲", en = "A" }\nfacts = "x"\n'
_ANSWERS = "".join(
    f'[[circumstance.answer]]\nid = "{name}"\nwords = {{ zh = "是", en = "yes" }}\n' for name in ("yes", "no")
)
WRONG = [
    pytest.param(_HEAD, "at least two answers", id="no answers"),
    pytest.param(_HEAD + 'after = "b=yes"\n' + _ANSWERS, "no answer of a question before it", id="behind nothing"),
    pytest.param(_HEAD + 'stages = "nowhere"\n' + _ANSWERS, "is none of", id="a stage that is none"),
    pytest.param(_HEAD + 'stagse = "to_apply"\n' + _ANSWERS, "means nothing here", id="a misspelt key"),
    pytest.param(_HEAD + _ANSWERS + 'sets = "wings"\n', "is none of", id="a trait that is none"),
    pytest.param(_HEAD + _ANSWERS + 'tells = "posted"\npins = "x"\n', "one time at most", id="asks on twice"),
    pytest.param(_HEAD + _ANSWERS.replace("no", "yes"), "stands twice", id="the same answer twice"),
    pytest.param(_HEAD + _ANSWERS.replace('"no"', f'"{"n" * 40}"'), "too long", id="too long for a button"),
    pytest.param(_HEAD + _ANSWERS + "[[circumstance]]\n" + _HEAD + _ANSWERS, "two of this id", id="the same twice"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_a_wrong_file_is_refused_with_its_name_and_the_reason(text: str, reason: str) -> None:
    """Nothing half-known reaches a case."""
    with pytest.raises(ShelfError, match=reason) as refused:
        circumstance_file.from_table(tomllib.loads("[[circumstance]]\n" + text), "circumstances.toml")
    assert "circumstances.toml" in str(refused.value)
