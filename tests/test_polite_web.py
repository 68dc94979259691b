"""Publishers' sites are asked politely and safely, and whatever goes wrong is said in words."""

from __future__ import annotations

import gzip
import io
import threading
import traceback
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from publishers.certificates import EXPIRED, OTHER_NAME, UNKNOWN
from publishers.stand_in import IN_PARTS, UNTOLD, Answer, Asked, StandIn, standing_in

from cjdata.errors import CjdataError
from cjdata.fetching.fetch_errors import MEGABYTE, NotFetched
from cjdata.fetching.fetch_trace import FetchTrace
from cjdata.fetching.manners import Manners
from cjdata.fetching.polite_web import PoliteWeb, hosts_of, user_agent
from cjdata.fetching.web_answer import Validators

SITE = "https://www.gov.scot"
FILE = f"{SITE}/binaries/tables.xlsx"
LIMIT = MEGABYTE


@dataclass
class Clock:
    """A clock that goes on only where somebody sleeps; ``slept`` is for how long each time."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)
    step: float = 0.0

    def now(self) -> float:
        self.time += self.step
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with standing_in(tmp_path) as stand_in:
        for name, value in stand_in.environment.items():
            monkeypatch.setenv(name, value)
        yield stand_in


@pytest.fixture
def web(sites: StandIn, clock: Clock) -> Iterator[PoliteWeb]:
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(clock)) as web:
        yield web


def manners(clock: Clock, **changes: float) -> Manners:
    return Manners(now=clock.now, sleep=clock.sleep, **{"patience": 5.0, **changes})


def fetched(web: PoliteWeb, address: str = FILE, **options: Validators) -> bytes:
    to = io.BytesIO()
    web.fetch(address, to, **options)
    return to.getvalue()


def trouble(web: PoliteWeb, address: str = FILE) -> str:
    """What a person reads when an address cannot be fetched: it names the address."""
    with pytest.raises(NotFetched) as caught:
        fetched(web, address)
    said = str(caught.value.findings[0])
    assert said.startswith("https://")
    return said


def test_what_stands_there_comes_whole_and_the_site_learns_who_asks(
    web: PoliteWeb, sites: StandIn
) -> None:
    sites.put(FILE, Answer(b"figures", kind="application/octet-stream"))
    assert fetched(web) == b"figures"
    [asked] = sites.asked
    assert asked.headers["user-agent"] == user_agent()
    assert user_agent().startswith("CommunityJusticeDashboard/0.")


def test_requests_come_one_at_a_time_with_a_pause_of_a_second(
    web: PoliteWeb, sites: StandIn, clock: Clock
) -> None:
    sites.put(FILE, Answer(b"figures"))
    threads = [threading.Thread(target=fetched, args=(web,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sites.asked) == 4
    assert sites.most_at_once == 1
    assert clock.slept == [1.0, 1.0, 1.0]


def test_what_has_not_changed_is_not_sent_again(web: PoliteWeb, sites: StandIn) -> None:
    sites.put(FILE, Answer(b"figures", headers={"ETag": '"1"', "Last-Modified": "then"}))
    first = web.fetch(FILE, io.BytesIO())
    assert first.validators == Validators('"1"', "then")
    second = web.fetch(FILE, io.BytesIO(), first.validators)
    assert (first.is_same, second.is_same) == (False, True)
    assert sites.asked[1].headers["if-none-match"] == '"1"'
    assert sites.asked[1].headers["if-modified-since"] == "then"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.gov.scot/x",
        "https://elsewhere.example/x",
        "https://www.gov.scot:8443/x",
        "https://www.gov.scot@elsewhere.example/x",
        "https://name:word@www.gov.scot/x",
        "https://127.0.0.1/x",
        "file:///etc/passwd",
        "https://www.gov.scot.elsewhere.example/x",
    ],
)
def test_only_https_addresses_of_the_catalogues_hosts_are_asked(
    web: PoliteWeb, sites: StandIn, address: str
) -> None:
    with pytest.raises(NotFetched) as caught:
        fetched(web, address)
    assert "no https address of a publisher" in str(caught.value.findings[0])
    assert sites.asked == []


def test_redirects_among_the_publishers_are_followed(web: PoliteWeb, sites: StandIn) -> None:
    sites.put(f"{SITE}/old", Answer(status=301, headers={"Location": "/binaries/tables.xlsx"}))
    sites.put(FILE, Answer(b"figures"))
    to = io.BytesIO()
    assert web.fetch(f"{SITE}/old", to).address == FILE
    assert to.getvalue() == b"figures"


@pytest.mark.parametrize(
    "place", ["https://elsewhere.example/x", "http://www.gov.scot/x", "//127.0.0.1:80/x"]
)
def test_redirects_to_strangers_are_not_followed(
    web: PoliteWeb, sites: StandIn, place: str
) -> None:
    sites.put(FILE, Answer(status=302, headers={"Location": place}))
    assert "was not followed" in trouble(web)
    assert len(sites.asked) == 1


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("https://elsewhere.example/start?ticket=hush", "https://elsewhere.example/…"),
        ("https://ann:hush@elsewhere.example/", "https://elsewhere.example/…"),
        ("http://[hush", "an address that cannot be read"),
        ("https://www.gov.scot:8443/hush", "https://www.gov.scot/…"),
        ("https://www.gov.scot:hush/", "an address that cannot be read"),
        ("https://xn--hush-\u00e4.example/", "an address that cannot be read"),
    ],
)
def test_of_a_stranger_s_address_its_site_is_told_and_no_more(
    sites: StandIn, clock: Clock, place: str, shown: str
) -> None:
    sites.put(FILE, Answer(status=302, headers={"Location": place}))
    trace = FetchTrace()
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(clock), trace=trace) as web:
        told = trouble(web)
    assert "was not followed" in told
    assert f"leads to {shown}, which" in told
    assert "hush" not in told + trace.text()
    assert len(sites.asked) == 1


def test_a_place_that_an_answer_names_besides_is_noted_without_what_may_be_secret(
    sites: StandIn, clock: Clock
) -> None:
    away = {"Location": "https://elsewhere.example/start?ticket=hush"}
    sites.put(FILE, Answer(b"", 403, headers=away))
    sites.put(f"{SITE}/old", Answer(status=301, headers={"Location": "/binaries/tables.xlsx"}))
    trace = FetchTrace()
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(clock), trace=trace) as web:
        trouble(web, f"{SITE}/old")
    assert "/binaries/tables.xlsx" in trace.text()
    assert "https://elsewhere.example/…" in trace.text()
    assert "hush" not in trace.text()


def test_redirects_without_end_are_given_up(web: PoliteWeb, sites: StandIn) -> None:
    sites.put(FILE, Answer(status=302, headers={"Location": FILE}))
    assert "without end" in trouble(web)
    assert len(sites.asked) == 6


@pytest.mark.parametrize(
    ("status", "said", "asked"),
    [
        (401, "a name and a password", 1),
        (403, "refuses to give it (403)", 1),
        (404, "has nothing there (404)", 1),
        (410, "has taken it away (410)", 1),
        (429, "is asked too often (429)", 3),
        (500, "answers with an error (500)", 3),
        (502, "answers with an error (502)", 3),
        (503, "answers with an error (503)", 3),
    ],
)
def test_a_refusal_is_told_with_what_to_do_and_tried_again_only_where_that_may_help(
    web: PoliteWeb, sites: StandIn, status: int, said: str, asked: int
) -> None:
    sites.put(FILE, Answer(b"no", status))
    told = trouble(web)
    assert said in told
    assert "Or do it by hand" in told
    assert len(sites.asked) == asked


def test_two_tries_more_come_after_growing_pauses(
    web: PoliteWeb, sites: StandIn, clock: Clock
) -> None:
    sites.put(FILE, Answer(b"", 500), Answer(b"", 502), Answer(b"figures"))
    assert fetched(web) == b"figures"
    assert clock.slept == [2.0, 8.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_to_wait_is_given_the_time(
    web: PoliteWeb, sites: StandIn, clock: Clock, status: int
) -> None:
    sites.put(FILE, Answer(b"", status, headers={"Retry-After": "30"}), Answer(b"figures"))
    assert fetched(web) == b"figures"
    assert clock.slept == [30.0]


def test_a_site_that_asks_to_wait_for_long_is_left_alone(
    web: PoliteWeb, sites: StandIn, clock: Clock
) -> None:
    sites.put(FILE, Answer(b"", 429, headers={"Retry-After": "7200"}))
    assert "asks to wait for 7,200 seconds" in trouble(web)
    assert (len(sites.asked), clock.slept) == (1, [])


def test_a_site_that_asks_to_wait_for_long_is_not_asked_again_before_that(
    web: PoliteWeb, sites: StandIn, clock: Clock
) -> None:
    sites.put(FILE, Answer(b"", 429, headers={"Retry-After": "7200"}), Answer(b"figures"))
    sites.put(f"{SITE}/other", Answer(b"figures"))
    trouble(web)
    clock.time += 200
    assert "asks to wait for 7,000 seconds" in trouble(web, f"{SITE}/other")
    assert len(sites.asked) == 1
    clock.time += 7_000
    assert fetched(web, f"{SITE}/other") == b"figures"


@pytest.mark.parametrize(
    "said", ["9" * 5_000, "Fri, 31 Dec 99999999999999999999 23:59:59 GMT", "\u0663", "-5", "soon"]
)
def test_a_time_to_wait_that_makes_no_sense_does_no_harm(
    web: PoliteWeb, sites: StandIn, said: str
) -> None:
    encoded = said.encode().decode("latin-1")
    sites.put(FILE, Answer(b"", 503, headers={"Retry-After": encoded}))
    told = trouble(web)
    assert "asks to wait" in told or "answers with an error (503)" in told


@pytest.mark.parametrize("digits", [15, 5_000])
def test_a_length_that_makes_no_sense_does_no_harm(
    web: PoliteWeb, sites: StandIn, digits: int
) -> None:
    sites.put(FILE, Answer(b"figures", headers={"Content-Length": "9" * digits}))
    assert "MB; it was not fetched" in trouble(web) or "only in part" in trouble(web)


def test_a_day_to_wait_for_is_understood_too(web: PoliteWeb, sites: StandIn) -> None:
    late = {"Retry-After": "Fri, 31 Dec 2199 23:59:59 GMT"}
    sites.put(FILE, Answer(b"", 503, headers=late))
    assert "asks to wait for" in trouble(web)


def test_300_mb_are_refused_before_they_are_sent(web: PoliteWeb, sites: StandIn) -> None:
    sites.put(FILE, Answer(b"PK", length=300 * MEGABYTE, cut=2))
    told = trouble(web)
    assert "is 300 MB" in told
    assert "CJDATA_UPLOAD_MB" in told
    assert len(sites.asked) == 1


def test_what_does_not_say_how_long_it_is_is_stopped_at_the_limit(
    web: PoliteWeb, sites: StandIn
) -> None:
    sites.put(FILE, Answer(b"x" * (LIMIT + 1), length=IN_PARTS))
    assert "is longer than it may be" in trouble(web)


@pytest.mark.parametrize(
    "answer",
    [Answer(b"half of it", cut=4), Answer(b"half of it", cut=4, length=IN_PARTS)],
    ids=["shorter than it says", "cut off between its parts"],
)
def test_half_a_download_is_noticed_and_tried_again(
    web: PoliteWeb, sites: StandIn, answer: Answer
) -> None:
    sites.put(FILE, answer)
    assert "came only in part" in trouble(web)
    assert len(sites.asked) == 3
    sites.put(FILE, answer, Answer(b"the whole"))
    assert fetched(web) == b"the whole"


def test_a_site_that_does_not_answer_is_given_up_in_time(sites: StandIn, clock: Clock) -> None:
    sites.put(FILE, Answer(b"never", cut=0, hold=True))
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(clock, patience=0.05)) as web:
        assert "did not answer in time" in trouble(web)
    assert len(sites.asked) == 3


@pytest.mark.parametrize("length", [None, IN_PARTS, UNTOLD])
def test_a_site_that_sends_a_few_bytes_at_a_time_is_given_up_in_time(
    sites: StandIn, length: int | None
) -> None:
    sites.put(FILE, Answer(b"x" * 40_000, trickle=20, length=length))
    slow = Clock(step=100.0)
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(slow)) as web:
        assert "still not here whole after 300 seconds" in trouble(web)
    assert len(sites.sent) == 3
    assert max(sites.sent) < 40_000


def test_a_site_that_trickles_is_given_up_in_time(sites: StandIn) -> None:
    sites.put(FILE, Answer(b"x" * 500_000))
    slow = Clock(step=200.0)
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(slow)) as web:
        assert "still not here whole after 300 seconds" in trouble(web)


@pytest.mark.parametrize("kind", [UNKNOWN, EXPIRED, OTHER_NAME])
def test_a_wrong_certificate_is_told_in_words(web: PoliteWeb, sites: StandIn, kind: str) -> None:
    sites.certificate = kind
    told = trouble(web)
    assert "certificate that this machine does not trust" in told
    assert "trust store of this machine" in told
    assert sites.asked == []


def test_a_proxy_that_asks_for_a_password_is_told_in_words(web: PoliteWeb, sites: StandIn) -> None:
    sites.password = "ann:secret"
    told = trouble(web)
    assert "the proxy of your network asks for a password (407)" in told
    assert "HTTPS_PROXY" in told


def test_a_proxy_with_its_password_is_passed_and_the_trace_keeps_it_secret(
    sites: StandIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites.password = "ann:secret"
    monkeypatch.setenv("HTTPS_PROXY", sites.proxy.replace("//", "//ann:secret@"))
    monkeypatch.setenv("https_proxy", sites.proxy.replace("//", "//ann:secret@"))
    cookie = {"Set-Cookie": "session=secret", "ETag": '"1"'}
    sites.put(FILE, Answer(b"figures", headers=cookie))
    trace = FetchTrace()
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(clock), trace=trace) as web:
        assert fetched(web) == b"figures"
    assert FILE in trace.text()
    assert "etag" in trace.text()
    assert "secret" not in trace.text()


def test_a_network_that_is_not_there_is_told_in_words(
    clock: Clock, sites: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with PoliteWeb(hosts_of([SITE]), LIMIT, manners=manners(clock)) as web:
        told = trouble(web)
    assert "cannot be reached" in told
    assert "on the network" in told


def test_no_cookie_is_kept(web: PoliteWeb, sites: StandIn) -> None:
    sites.put(FILE, Answer(b"figures", headers={"Set-Cookie": "visit=1"}))
    fetched(web)
    fetched(web)
    assert "cookie" not in sites.asked[1].headers


@pytest.mark.parametrize("etag", ['"caf\u00e9"', '"' + "x" * 5_000 + '"'])
def test_what_no_header_may_hold_is_not_sent_back(
    web: PoliteWeb, sites: StandIn, etag: str
) -> None:
    sites.put(FILE, Answer(b"figures", headers={"ETag": etag}))
    first = web.fetch(FILE, io.BytesIO())
    assert fetched(web, held=first.validators) == b"figures"
    assert "if-none-match" not in sites.asked[1].headers


@pytest.mark.parametrize(
    "setting",
    ["http://ann:hush@proxy:port", "gopher://ann:hush@proxy", "socks5://ann:hush@proxy:1"],
)
def test_a_setting_of_a_proxy_that_makes_no_sense_is_told_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("https_proxy", setting)
    monkeypatch.setenv("HTTPS_PROXY", setting)
    with pytest.raises(CjdataError) as caught:
        PoliteWeb(hosts_of([SITE]), LIMIT)
    assert "setting HTTPS_PROXY: is no address of a proxy" in str(caught.value.findings[0])
    assert "hush" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("length", [None, IN_PARTS])
def test_an_answer_says_whether_its_end_is_told(
    web: PoliteWeb, sites: StandIn, length: int | None
) -> None:
    sites.put(FILE, Answer(b"figures", length=length))
    assert web.fetch(FILE, io.BytesIO()).has_length
    sites.put(FILE, Answer(b"figures", length=UNTOLD))
    assert not web.fetch(FILE, io.BytesIO()).has_length


# --- What is packed, though it was asked for as it is ---


def packed(content: bytes, **changes: int) -> Answer:
    return Answer(gzip.compress(content), headers={"Content-Encoding": "gzip"}, **changes)


def test_what_comes_packed_is_unpacked(web: PoliteWeb, sites: StandIn) -> None:
    content = bytes(range(256)) * 1_000
    sites.put(FILE, packed(content))
    assert fetched(web) == content
    sites.put(FILE, packed(content, trickle=100))
    assert fetched(web) == content


def test_what_would_be_huge_unpacked_is_stopped_at_the_limit_while_it_is_unpacked(
    web: PoliteWeb, sites: StandIn
) -> None:
    sites.put(FILE, packed(b"\0" * 60 * MEGABYTE))
    assert len(sites.answer(Asked("www.gov.scot/binaries/tables.xlsx", {})).content) < LIMIT
    tracemalloc.start()
    try:
        assert "is longer than it may be" in trouble(web)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 * MEGABYTE


def test_half_of_what_is_packed_is_noticed(web: PoliteWeb, sites: StandIn) -> None:
    whole = packed(bytes(range(256)) * 1_000)
    sites.put(FILE, replace(whole, content=whole.content[:-20]))
    assert "came only in part (its end is missing)" in trouble(web)
    sites.put(FILE, replace(whole, content=b"\1" * 20))
    assert "came only in part (it cannot be unpacked)" in trouble(web)


@pytest.mark.parametrize("packing", ["br", "gzip, gzip", "hush"])
def test_what_is_packed_in_another_way_is_not_read(
    web: PoliteWeb, sites: StandIn, packing: str
) -> None:
    sites.put(FILE, Answer(b"?", headers={"Content-Encoding": packing}))
    assert "packed in a way that was not asked for" in trouble(web)
