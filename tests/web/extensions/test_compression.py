"""Answers are packed for who can unpack them, and differ in nothing else."""

import gzip

import pytest

from tests.web.conftest import FormClient

PACKED = {"Accept-Encoding": "br, gzip"}


@pytest.mark.parametrize("path", ["/static/page.js", "/static/trefpunt.css"])
def test_packed_answer_is_the_same_and_smaller(client: FormClient, path: str) -> None:
    plain, packed = client.get(path), client.get(path, headers=PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) * 0.6
    assert packed.content_length == len(packed.data)
    assert [answer.headers["Vary"] for answer in (plain, packed)] == [
        plain.headers["Vary"]
    ] * 2
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize("wanted", ["", "br", "gzip;q=0"])
def test_who_cannot_unpack_gets_it_plain(client: FormClient, wanted: str) -> None:
    answer = client.get("/privacy", headers={"Accept-Encoding": wanted})

    assert "Content-Encoding" not in answer.headers


def test_length_of_a_packed_page_tells_nothing(client: FormClient) -> None:
    lengths = {len(client.get("/privacy", headers=PACKED).data) for _ in range(20)}

    assert len(lengths) > 5


def test_small_answer_is_left_as_it_is(client: FormClient) -> None:
    answer = client.get("/static/mark.svg", headers=PACKED)

    assert "Content-Encoding" not in answer.headers


def test_packed_file_that_did_not_change_is_not_sent_again(client: FormClient) -> None:
    first = client.get("/static/trefpunt.css", headers=PACKED)

    again = client.get(
        "/static/trefpunt.css",
        headers={**PACKED, "If-None-Match": first.headers["ETag"]},
    )

    assert again.status_code == 304
