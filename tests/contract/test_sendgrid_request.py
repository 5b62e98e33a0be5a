"""Whole requests, held to the published description of the API and to the limits that it only writes about."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from digest.message import Address, InlineImage
from digest.providers.sendgrid import SendGridProvider
from digest.settings.model import SendGridSettings
from tests.contract.envelopes import envelope
from tests.contract.sendgrid_server import KEY, SendGridServer
from tests.hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.message import Message
    from digest.providers import Envelope

DESCRIPTION = Path(__file__).parents[1] / "data/sendgrid/tsg_mail_v3.json"
NAMES = [text for text in HOSTILE if len(text) <= 1000] + ["Ann\r\nBcc: eve@x.example", "ß" * 1000]
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """The API's schema of a request, in which unknown keys are errors too."""
    document = json.loads(DESCRIPTION.read_text("utf-8"))
    schema = document["components"]["requestBodies"]["PostMailSend"]["content"]["application/json"]["schema"]
    components = copy.deepcopy(document["components"]["schemas"])
    for part in (schema, components):
        _refuse_unknown(part)
    whole = {**schema, "components": {"schemas": components}}
    return jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())


def _refuse_unknown(schema: Any) -> None:  # noqa: ANN401 - any part of a JSON document
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            schema["additionalProperties"] = False
        for part in schema.values():
            _refuse_unknown(part)
    elif isinstance(schema, list):
        for part in schema:
            _refuse_unknown(part)


@pytest.fixture
def server() -> Iterator[SendGridServer]:
    server = SendGridServer()
    server.start()
    yield server
    server.stop()


def people(number: int) -> list[Envelope]:
    """So many, with names of every kind."""
    return [envelope(index, f"reader{index}@x.example", NAMES[index % len(NAMES)]) for index in range(number)]


def sent(server: SendGridServer, message: Message, envelopes: list[Envelope]) -> list[dict[str, Any]]:
    """The requests that hand these over, all of which the server takes."""
    settings = SendGridSettings(host=server.url, categories=tuple(f"c{n}" for n in range(10)), asm=7)
    outcomes = SendGridProvider(settings, {"SENDGRID_API_KEY": KEY}).connect(message).hand_over(envelopes)
    assert {outcome.result.value for outcome in outcomes} == {"accepted"}
    return server.requests


@pytest.mark.parametrize("number", [1, 500, 1000])
def test_a_request_is_valid_whoever_is_in_it(
    server: SendGridServer, message: Message, validator: jsonschema.Draft202012Validator, number: int
) -> None:
    """One request, valid against the published description, with names of every kind."""
    message = dataclasses.replace(
        message,
        reply_to=Address(address="editors@example.com", name="Editors; all"),
        images=(InlineImage(content_id="logo", content_type="image/png", data=b"png"),),
    )
    (body,) = sent(server, message, people(number))
    assert [error.message for error in validator.iter_errors(body)] == []
    assert len(body["personalizations"]) == number


def test_nobody_sees_anybody_elses_address(server: SendGridServer, message: Message) -> None:
    """Each address stands in its own personalization alone: one recipient in each, no copies, nothing shared."""
    (body,) = sent(server, message, people(1000))
    alone = [json.dumps(one) for one in body.pop("personalizations")]
    assert "@x.example" not in json.dumps(body)
    for index, one in enumerate(alone):
        assert set(json.loads(one)) == {"to", "headers", "substitutions", "custom_args"}
        assert len(json.loads(one)["to"]) == 1
        assert set(re.findall(r"reader[0-9]+@x\.example", one)) == {f"reader{index}@x.example"}


def test_a_name_with_line_breaks_opens_no_header(server: SendGridServer, message: Message) -> None:
    """Control characters of a name don't travel."""
    (body,) = sent(server, message, [envelope(1, "a@x.example", "Ann\r\nBcc: eve@x.example\x00")])
    assert body["personalizations"][0]["to"] == [{"email": "a@x.example", "name": "Ann  Bcc: eve@x.example"}]


def test_what_passes_the_size_of_a_request_is_split(server: SendGridServer, message: Message) -> None:
    """Pictures that travel inside, and long values for a thousand, pass 30 MB together: everybody is in one request."""
    image = InlineImage(content_id="photo", content_type="image/png", data=b"x" * (17 * MEGABYTE))
    long = [envelope(index, f"reader{index}@x.example", "n" * 4_800) for index in range(1000)]
    requests = sent(server, dataclasses.replace(message, images=(image,)), long)
    assert len(requests) > 1
    assert all(len(json.dumps(body).encode()) <= 30 * MEGABYTE for body in requests)
    addresses = [one["to"][0]["email"] for body in requests for one in body["personalizations"]]
    assert addresses == [one.address for one in long]


def test_a_limit_of_the_request_size_that_is_lower_than_written_is_found(
    server: SendGridServer, message: Message
) -> None:
    """A 413 took nobody; halves are tried until they are small enough."""
    server.largest = 20_000
    assert len(sent(server, message, people(100))) > 2
    assert sorted(one["to"][0]["email"] for one in server.taken) == sorted(one.address for one in people(100))
