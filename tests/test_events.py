from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reportedly import attribution, events
from reportedly.events.lexicon import noun_root, verb_root
from reportedly.events.words import Words, bases
from reportedly.knowledge import load
from reportedly.language import parse
from reportedly.records import (
    HAPPENED,
    Article,
    BlockClass,
    EventMention,
    EventReading,
    Parse,
    Party,
    Range,
    Root,
    Status,
    lay_out,
    span,
)

DAY = "2033-02-11"


def article(text: str, kind: BlockClass = BlockClass.BODY) -> Article:
    """Each line of `text` is a block of that kind."""
    ranges, at = [], 0
    for line in text.split("\n"):
        ranges.append((Range(at, at + len(line)), kind))
        at += len(line) + 1
    return Article("a", "s", "r", 0, lay_out(ranges), text, date=DAY)


def found(text: str, kind: BlockClass = BlockClass.BODY) -> list[EventMention]:
    piece = article(text, kind)
    read = next(iter(parse([piece])))
    return events.extract(piece, read, attribution.extract(piece, read))


def told(mention: EventMention) -> str:
    return " ".join(piece.text for piece in mention.trigger)


def only(text: str, trigger: str, kind: BlockClass = BlockClass.BODY) -> EventMention:
    """The mention whose trigger begins with that word."""
    (one,) = [mention for mention in found(text, kind) if mention.trigger[0].text.startswith(trigger)]
    return one


STATUSES = [
    ("Norway expelled two diplomats from Peru on Friday.", "expelled", Root.COERCE, Status.DEED),
    ("Norway will expel two diplomats from Peru.", "expel", Root.COERCE, Status.PLANNED),
    ("Norway may expel two diplomats from Peru, analysts say.", "expel", Root.COERCE, Status.FORECAST),
    ("Peru invaded Chile in 1979.", "invaded", Root.ASSAULT, Status.BACKGROUND),
    ("Norway is training soldiers from Peru.", "training", Root.AID, Status.ONGOING),
    ("Norway should recall its ambassador, the paper said.", "recall", Root.SANCTION, Status.RECOMMENDED),
    ("If Peru attacks, Norway will send troops.", "attacks", Root.ASSAULT, Status.CONDITIONAL),
    ("If Peru attacks, Norway will send troops.", "send", Root.MOBILIZE, Status.CONDITIONAL),
    ("Norway has not signed the treaty with Peru.", "signed", Root.SUPPORT, Status.DENIED),
    ("Norway allegedly bombed a village in Peru.", "bombed", Root.ASSAULT, Status.ALLEGED),
    ("Peru accused Norway of bombing a village.", "accused", Root.ACCUSE, Status.DEED),
    ("Peru accused Norway of bombing a village.", "bombing", Root.ASSAULT, Status.ALLEGED),
    ("Had Norway signed, Peru would have freed the crew.", "freed", Root.RETREAT, Status.HYPOTHETICAL),
    ("Imagine that Norway bombed Peru.", "bombed", Root.ASSAULT, Status.HYPOTHETICAL),
    ("Norway and Peru have signed such papers before.", "signed", Root.SUPPORT, Status.BACKGROUND),
    ("Norway has signed the paper before Peru.", "signed", Root.SUPPORT, Status.DEED),
    ("Norway has in recent years deployed ships off Peru.", "deployed", Root.MOBILIZE, Status.ONGOING),
    ("Norway has deployed ships off Peru.", "deployed", Root.MOBILIZE, Status.DEED),
    ("Norway is providing Peru with two tugs.", "providing", Root.AID, Status.ONGOING),
    ("Norway released the crew without conditions.", "released", Root.RETREAT, Status.DEED),
    ("Norway may continue to train soldiers from Peru.", "train", Root.AID, Status.FORECAST),
    ("Norway did not begin to bomb Peru.", "bomb", Root.ASSAULT, Status.DENIED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "root", "status"), STATUSES)
def test_root_and_status(text, trigger, root, status):
    one = only(text, trigger)
    assert (one.root, one.status) == (root, status), one.reason


def test_a_headline_with_a_modal_or_a_question_is_no_deed():
    title = BlockClass.TITLE
    assert only("Norway could sign a pact with Peru", "sign", title).status is Status.HEADLINE_MODAL
    assert only("Norway signs a pact with Peru", "signs", title).status is Status.DEED


def test_captions_hold_no_events():
    assert found("Norway expelled two diplomats from Peru.", BlockClass.CAPTION) == []


@dataclass
class Sides:
    sources: list[str | None]
    targets: list[str | None]
    reciprocal: bool = False


SIDES = [
    ("Norway expelled two diplomats from Peru.", "expelled", Sides(["NOR"], ["PER"])),
    ("Two diplomats from Peru were expelled by Norway.", "expelled", Sides(["NOR"], ["PER"])),
    ("Norway and Peru met in Lima.", "met", Sides(["NOR", "PER"], [], True)),
    ("Norway urged Peru to release the crew.", "urged", Sides(["NOR"], ["PER"])),
    ("Norway urged Peru to release the crew.", "release", Sides(["PER"], [])),
    ("Peru's invasion of Chile began at dawn.", "invasion", Sides(["PER"], ["CHL"])),
    ("Norway threatened to cut the gas to Peru.", "threatened", Sides(["NOR"], ["PER"])),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), SIDES)
def test_who_did_it_to_whom(text, trigger, expected):
    one = only(text, trigger)
    sides = ([p.country for p in one.sources], [p.country for p in one.targets if p.country])
    assert Sides(*sides, one.reciprocal) == expected


@pytest.mark.parametrize("read", [False, True])
def test_a_paper_that_is_released_frees_nobody(read: bool) -> None:
    text = "The Example Institute released its Harbour Yearbook. Norway released two sailors from Peru."
    piece = article(text)
    made = next(iter(parse([piece], with_events=read)))
    mentions = events.extract(piece, made, attribution.extract(piece, made), read=read)
    deeds = [mention for mention in mentions if mention.root is not None]
    assert [(told(mention), mention.trigger[0].start > text.index("Norway")) for mention in deeds] == [
        ("released", True)
    ]


@pytest.mark.parametrize("read", [False, True])
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway stopped short of suspending aid to Peru.", Status.DENIED),
        ("Norway attacked nobody, the minister said.", Status.DENIED),
        ("Norway imposed no sanctions on Peru.", Status.DENIED),
        ("Norway expelled no one from Peru on Friday.", Status.DENIED),
        ("Norway killed no fewer than ten soldiers from Peru on Friday.", Status.DEED),
        ("A visiting delegation from Peru met the king of Norway on Friday.", Status.DEED),
    ],
)
def test_what_is_done_to_nobody_is_not_done(read: bool, text: str, status: Status) -> None:
    piece = article(text)
    made = next(iter(parse([piece], with_events=read)))
    mentions = events.extract(piece, made, attribution.extract(piece, made), read=read)
    assert {mention.status for mention in mentions} == {status}
    assert len(mentions) == 1


WORDY = [
    *(text for text, *_ in STATUSES),
    "Officials weighed the harvest, counted sheep and painted the harbour wall before the fair began.",
    "The two ministers shook hands, toured a cannery, praised the weather and signed a pact on fishing.",
    "Peru’s envoy, who had fled Chile, was met by crowds; the market fell and prices carried on rising.",
    "The talks broke down when gunmen stormed the ferry, took the crew and demanded passage to Norway.",
]


@pytest.mark.parametrize("text", WORDY)
def test_what_is_not_worth_asking_about_would_not_have_been_a_mention(text):
    piece = article(text)
    every = next(iter(parse([piece], with_events=True, worth=lambda *_: True)))
    asked = next(iter(parse([piece], with_events=True, worth=events.worth)))
    kept = {one.trigger for one in asked.events}
    assert kept <= {one.trigger for one in every.events}
    left_out = tuple(one for one in every.events if one.trigger not in kept)
    assert events.extract(piece, replace(every, events=left_out), [], read=True) == []


@pytest.mark.parametrize(
    ("word", "tag", "probability", "answer"),
    [
        ("Expelled", "VBD", 0.5, True),
        ("Sanctions", "NNS", 0.5, True),
        ("harbour", "NN", 0.5, False),
        ("harbour", "NN", 0.95, True),
    ],
)
def test_a_trigger_is_worth_asking_about_by_the_lexicon_or_by_being_likely(word, tag, probability, answer):
    assert events.worth([word], [tag], probability) is answer


@pytest.mark.parametrize(("status", "worth"), [("deed", True), ("planned", False)])
def test_a_deed_of_which_the_lexicon_has_never_heard_is_read_less_surely(status: str, worth: bool) -> None:
    verbs = ("expelled", "serenaded") if status == "deed" else ("expel", "serenade")
    tense = "" if status == "deed" else "will "
    piece = article(f"Norway {tense}{verbs[0]} two diplomats from Peru. Norway {tense}{verbs[1]} Chile.")
    plain = next(iter(parse([piece])))
    words = Words(piece.text, plain).words
    read = [
        EventReading((words.index(v),), (), (), (), (), 0.999, (("COERCE", 0.7),), ((status, 1.0),), 0, 0)
        for v in verbs
    ]
    known, strange = events.extract(piece, replace(plain, events=tuple(read)), [], read=True)
    assert known.status is strange.status is Status(status)
    assert (strange.confidence < 0.8 * known.confidence) is worth


def test_what_is_threatened_is_no_event_of_its_own():
    assert [told(m) for m in found("Norway threatened to bomb Peru.")] == ["threatened"]


def test_time_place_and_speaker_stand_in_the_text():
    one = only("Norway sank a trawler in Lima on Monday, the ministry said.", "sank")
    assert (one.times[0].text, one.date) == ("on Monday", "2033-02-07")
    assert one.attributed is not None and one.attributed.words.text == "the ministry"


def test_a_hedge_on_the_scale_has_its_interval():
    one = only("Norway is likely to invade Peru, the paper said.", "invade")
    assert [h.text for h in one.hedges] == ["likely"]
    assert [(e.low, e.high) for e in one.estimates] == [(55, 80)]


def mention_of(status: Status, root: Root, source: str = "NOR", target: str = "PER") -> EventMention:
    words = span("Norway did it", 0, 6)
    sides = [(Party(words, code, code, code),) for code in (source, target)]
    return EventMention(
        "h", "a", (words,), root, status, False, False, *sides, (), (), None, (), (), None,
        Party(words, "CHL", "Chile", "CHL"), False, "told", "rules", 0.6,
    )  # fmt: skip


def test_export_folds_what_has_not_happened():
    folded = {
        (Status.DEED, Root.CONSULT): Root.CONSULT,
        (Status.PLANNED, Root.CONSULT): Root.AGREE,
        (Status.PLANNED, Root.ASSAULT): Root.THREATEN,
        (Status.FORECAST, Root.ASSAULT): None,
        (Status.DENIED, Root.AID): None,
    }
    for (status, root), expected in folded.items():
        one = events.coded(mention_of(status, root))
        assert (one and one.root) == expected
    asked = events.coded(mention_of(Status.RECOMMENDED, Root.RETREAT))
    assert asked is not None and (asked.root, asked.sources, asked.targets) == (
        Root.REQUEST,
        ("CHL",),
        ("NOR",),
    )


def test_who_attacks_unnamed_is_coded_by_the_land_of_the_place():
    words = span("shot there", 0, 4)
    attack = replace(mention_of(Status.DEED, Root.ASSAULT), sources=(), places=(Party(words, country="CHL"),))
    one = events.coded(attack)
    assert one is not None and (one.sources, one.targets) == (("CHL",), ("PER",))
    assert events.coded(replace(attack, root=Root.AID)) is None


def test_a_body_has_a_code_of_its_own():
    words = span("NATO did it", 0, 4)
    body = Party(words, "body:nato", "NATO", None)
    assert (events.code(body), events.code(body, any_body=True)) == ("NATO", "IGO")
    assert events.code(Party(words)) is None


def test_every_word_of_the_lexicon_has_one_root():
    for kind in ("verbs", "nouns"):
        listed = [phrase for phrases in load("plover")[kind].values() for phrase in phrases]
        assert len(set(listed)) == len(listed)
        assert set(load("plover")[kind]) == set(Root)


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("carried", "carry"),
        ("met", "meet"),
        ("urges", "urge"),
        ("jamming", "jam"),
        ("hit", "hit"),
        ("sent", "send"),
    ],
)
def test_bases_of_forms(form, base):
    assert base in bases(form)


def test_phrases_win_over_their_verb():
    piece = article("Norway lifted its embargo. Talks were held.")
    words = Words(piece.text, next(iter(parse([piece]))))
    assert verb_root(words, words.words.index("lifted"))[0] is Root.RETREAT
    assert noun_root(words, words.words.index("talks"))[0] is Root.CONSULT


PARTS = [
    "Norway",
    "Peru",
    "will",
    "may",
    "not",
    "if",
    "said",
    "expelled",
    "urged",
    "talks",
    "on Monday",
    "the",
    "to",
]
PARTS += ["and", ",", ".", "”", "“", "?", "\n", "army", "signed", "1951"]
WORDS = st.lists(st.sampled_from(PARTS), max_size=30).map(" ".join)


@given(st.one_of(st.text(max_size=80), WORDS))
@settings(max_examples=60)
def test_any_text_is_read_and_every_span_is_its_words(text):
    for kind in (BlockClass.BODY, BlockClass.TITLE):
        piece = article(text, kind)
        read = next(iter(parse([piece])))
        for mention in events.extract(piece, read, attribution.extract(piece, read)):
            parties = [p.words for p in (*mention.sources, *mention.targets)]
            for one in (*mention.trigger, *parties, *mention.places, *mention.times, *mention.hedges):
                assert text[one.start : one.end] == one.text
            assert (mention.root is None) == (mention.status is Status.ATTITUDE)
            assert not (mention.reciprocal and mention.targets)
            assert mention.status in HAPPENED or mention.status in Status


def reading_of(text: str, **roles: str) -> tuple[Article, Parse]:
    """A parse whose model read one event with these words in its roles, each one run of tokens."""
    piece = article(text)
    read = next(iter(parse([piece])))
    places = {role: (text.index(words), text.index(words) + len(words)) for role, words in roles.items()}
    tokens = {
        role: tuple(t for t, at in enumerate(read.starts) if start <= at < end)
        for role, (start, end) in places.items()
    }
    given = {role: tokens.get(role, ()) for role in ("trigger", "sources", "targets", "places", "times")}
    event = EventReading(
        **given, probability=0.9, roots=(("AID", 0.9), ("-", 0.1)),
        statuses=(("planned", 0.5), ("deed", 0.45)), reciprocal=0.1, negated=0.0,
    )  # fmt: skip
    return piece, replace(read, events=(event,))


def test_the_models_words_come_first_and_the_rules_have_a_vote():
    text = "Norway lent Peru two tugs on Monday."
    piece, read = reading_of(text, trigger="lent", sources="Norway", targets="Peru", times="on Monday")
    (one,) = events.extract(piece, read, [])
    assert (one.root, one.status, one.reason) == (Root.AID, Status.DEED, "told")
    assert [p.country for p in (*one.sources, *one.targets)] == ["NOR", "PER"]
    assert one.date == "2033-02-07"
    # No word of the sentence speaks of a plan, so that all votes are for the deed.
    sure = replace(read.events[0], statuses=(("deed", 1.0),))
    assert events.extract(piece, replace(read, events=(sure,)), [])[0].confidence == one.confidence


def test_the_rest_of_the_votes_is_doubt():
    text = "Norway lent Peru tugs and will lend more."
    piece, read = reading_of(text, trigger="lent", sources="Norway", targets="Peru")
    (one,) = events.extract(piece, read, [])
    assert one.status is Status.DEED
    sure = replace(read.events[0], statuses=(("deed", 1.0),))
    assert one.confidence < 0.8 * events.extract(piece, replace(read, events=(sure,)), [])[0].confidence


PASSIVES = [
    (
        "Two tugs were seized by Norway off Peru.",
        {"trigger": "seized", "targets": "Norway", "sources": "tugs"},
    ),
    ("Peru was invaded by Norway.", {"trigger": "invaded", "sources": "Peru", "targets": "Norway"}),
]


@pytest.mark.parametrize(("text", "roles"), PASSIVES)
def test_whoever_stands_behind_by_did_it(text, roles):
    piece, read = reading_of(text, **roles)
    (one,) = events.extract(piece, read, [])
    assert [p.country for p in one.sources] == ["NOR"]
    assert "NOR" not in [p.country for p in one.targets]


def test_who_describes_a_party_is_no_other_one():
    text = "Norway, an ally of Chile, attacked Peru."
    piece, read = reading_of(text, trigger="attacked", sources="Norway", targets="an ally of Chile")
    (one,) = events.extract(piece, read, [])
    assert [p.country for p in one.sources] == ["NOR"]
    assert "CHL" not in [p.country for p in one.targets]


def test_america_is_no_pronoun():
    piece, read = reading_of("Norway attacked US boats.", trigger="attacked", sources="Norway", targets="US")
    (one,) = events.extract(piece, read, [])
    assert [p.country for p in one.targets] == ["USA"]


def test_a_noun_phrase_has_one_role_and_what_is_joined_to_a_party_has_its():
    text = "Norway attacked Peru and Chile."
    piece, read = reading_of(text, trigger="attacked", sources="Chile", targets="Peru")
    (one,) = events.extract(piece, read, [])
    assert [p.country for p in one.targets] == ["PER", "CHL"]


OPEN = [
    ("Norway lent Peru two tugs.", "alleged", False),
    ("Norway allegedly lent Peru two tugs.", "alleged", True),
    ("Norway allegedly lent Peru two tugs.", "deed", False),
    ("Norway will lend Peru two tugs.", "deed", False),
    ("Norway did not lend Peru two tugs.", "deed", False),
    ("Norway lent Peru two tugs.", "conditional", False),
    ("If asked, Norway will lend Peru two tugs.", "conditional", True),
]


@pytest.mark.parametrize(("text", "status", "may"), OPEN)
def test_a_model_may_answer_only_what_the_words_leave_open(text, status, may):
    verb = "lent" if "lent" in text else "lend"
    piece, read = reading_of(text, trigger=verb, sources="Norway", targets="Peru")
    sure = replace(read.events[0], statuses=((status, 9.0),))
    (one,) = events.extract(piece, replace(read, events=(sure,)), [])
    assert (one.status == status) is may, (one.status, one.reason)


CONTESTED = [
    ("Norway shelled village in Peru, says Chile", BlockClass.TITLE, Status.ALLEGED),
    ("Norway shelled Peru, Chile said. Oslo called that a lie.", BlockClass.BODY, Status.ALLEGED),
    ("Norway shelled Peru, Chile said. Oslo called that a success.", BlockClass.BODY, Status.DEED),
]


@pytest.mark.parametrize(("text", "kind", "status"), CONTESTED)
def test_what_is_put_down_to_its_teller_or_called_a_lie_is_alleged(text, kind, status):
    assert only(text, "shell", kind).status is status


@pytest.mark.parametrize(("verb", "status"), [("shell", Status.ALLEGED), ("regret", Status.DEED)])
def test_what_somebody_else_says_was_not_done_is_alleged(verb: str, status: Status):
    text = f"Chile said that Norway shelled Peru; Oslo said it did not {verb} it."
    assert only(text, "shelled").status is status


def test_parties_of_equals_are_sources():
    piece, read = reading_of("Norway lent Peru two tugs.", trigger="lent", sources="Norway", targets="Peru")
    equal = replace(read, events=(replace(read.events[0], reciprocal=0.9),))
    (one,) = events.extract(piece, equal, [])
    assert one.reciprocal and [p.country for p in one.sources] == ["NOR", "PER"] and one.targets == ()


def test_a_word_that_tempts_is_an_attitude_without_a_root():
    piece, read = reading_of("Norway admires Peru.", trigger="admires", sources="Norway", targets="Peru")
    told = {"roots": (("-", 0.99),), "statuses": (("attitude", 0.9),), "probability": 0.99}
    decoy = replace(read.events[0], **told)
    (one,) = events.extract(piece, replace(read, events=(decoy,)), [])
    assert (one.root, one.status) == (None, Status.ATTITUDE)


def test_a_trigger_that_the_lexicon_does_not_know_has_to_be_surer():
    piece, read = reading_of("Norway outfoxed Peru.", trigger="outfoxed", sources="Norway", targets="Peru")
    assert events.extract(piece, read, []) == []
    sure = replace(read, events=(replace(read.events[0], probability=0.999),))
    (one,) = events.extract(piece, sure, [])
    assert one.root is Root.AID


@pytest.mark.parametrize(
    ("text", "trigger", "worth"),
    [
        ("Norway has grown hostile to Peru.", "grown hostile", False),
        ("Norway became wary of Peru.", "became wary", False),
        ("Norway grew barley for Peru.", "grew barley", True),
    ],
)
def test_to_become_of_a_mind_is_no_act(text: str, trigger: str, worth: bool):
    piece, read = reading_of(text, trigger=trigger, sources="Norway", targets="Peru")
    sure = replace(read, events=(replace(read.events[0], probability=0.999),))
    assert bool(events.extract(piece, sure, [])) is worth


@pytest.mark.parametrize(("text", "count"), [("the first such talks", 1), ("after the first talks", 2)])
def test_such_a_thing_is_the_one_just_told(text: str, count: int):
    text = f"Norway met Peru on Sunday, {text} in years."
    piece, read = reading_of(text, trigger="met", sources="Norway", targets="Peru")
    again = reading_of(text, trigger="talks")[1].events
    both = [replace(one, roots=(("CONSULT", 1.0),), probability=0.99) for one in (*read.events, *again)]
    assert len(events.extract(piece, replace(read, events=tuple(both)), [])) == count


@pytest.mark.parametrize(("share", "worth"), [(0.3, False), (0.4, True)])
def test_a_root_that_would_be_guessed_is_not_told(share: float, worth: bool):
    piece, read = reading_of("Norway outfoxed Peru.", trigger="outfoxed", sources="Norway", targets="Peru")
    guessed = (("AID", share), ("ACCUSE", share - 0.1), ("REQUEST", share - 0.2))
    sure = replace(read, events=(replace(read.events[0], probability=0.999, roots=guessed),))
    assert bool(events.extract(piece, sure, [])) is worth


def test_read_says_that_none_means_none():
    piece = article("Norway expelled two diplomats from Peru.")
    read = replace(next(iter(parse([piece]))), events=())
    assert events.extract(piece, read, [], read=True) == []
    assert len(events.extract(piece, read, [])) == 1


MODES = [
    ("Norway visited Peru on Monday.", "visited", "visit", ()),
    ("Norway detained two Peruvian refugees.", "detained", "arrest", ("refugee",)),
    ("Norway assassinated a judge in Peru.", "assassinated", "targeted", ("legal",)),
    ("Norway deployed two warships off Peru.", "deployed", "troops", ("military",)),
    ("Norway praised Peru.", "praised", None, ()),
]


@pytest.mark.parametrize(("text", "trigger", "mode", "contexts"), MODES)
def test_how_it_was_done_and_what_it_is_about(text, trigger, mode, contexts):
    one = only(text, trigger)
    assert one.mode == mode
    assert set(one.contexts) >= set(contexts)


def test_modes_are_of_roots_and_every_list_has_words():
    listed = load("plover")["modes"]
    assert listed.keys() <= {root.value for root in Root}
    assert all(words for modes in listed.values() for words in modes.values())
    assert all(load("plover")["contexts"].values())


def test_every_rule_has_a_vote():
    from reportedly.events.statuses import RULES

    votes = load("statuses")["votes"]
    named = {rule.__name__.strip("_") for rule, _ in RULES}
    timed = {
        "imagined_before",
        "dated_ahead",
        "scheduled",
        "dated_long_ago",
        "goes_on",
        "was_once",
        "set_long_ago",
        "presupposed",
        "told",
    }
    assert votes.keys() == named | timed
