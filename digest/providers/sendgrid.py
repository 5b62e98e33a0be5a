"""SendGrid, by its official library.

The library opens a connection for each request, never retries, and by itself has no time-out. The API has no
idempotency key: after the body went out, only 202 says that it was taken and only a 4xx that it was not.
"""

from __future__ import annotations

import json
import logging
import re
import socket
import ssl
import time
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from digest.mime import compile_message
from digest.providers.base import AccountRefusedError, Outcome, Result, unfillable, unfit
from digest.providers.sendgrid_request import (
    MAX_PERSONALIZATIONS,
    MAX_REQUEST,
    MAX_SUBSTITUTIONS,
    request_body,
    substitutions_size,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.message import Message
    from digest.providers.base import Envelope
    from digest.settings.model import SendGridSettings

TIMEOUT = 30.0  # seconds
# No byte of the request leaves before the name is resolved, the connection made and its certificate checked.
_SURELY_NOT_SENT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_NOT_SENT = 0  # in place of a status
_ACCEPTED = 202
_OK = 200  # the sandbox's answer
_TOO_MANY = 429
_SPLITTABLE = frozenset({400, 413})
_FAULTY = re.compile(r"personalizations\.(\d+)(?:\.|$)")


class SendGridProvider:
    """Hands over one message to many recipients in one request."""

    name = "sendgrid"
    connections = 1  # requests at once: what is in flight when the process dies is uncertain
    ahead = False

    def __init__(self, settings: SendGridSettings, environ: Mapping[str, str]) -> None:
        """Take the key from ``environ``.

        Raises:
            AccountRefusedError: there is none.
        """
        self._settings = settings
        self._key = environ.get(settings.api_key_env, "")
        self.group = min(settings.batch, MAX_PERSONALIZATIONS)
        if not self._key:
            raise AccountRefusedError(
                f"There is no SendGrid API key in {settings.api_key_env}.",
                remedy="Set this environment variable, or name another in provider.sendgrid.api_key_env.",
            )

    def connect(self, message: Message) -> SendGridConnection:
        """Make the client."""
        return SendGridConnection(_client(self._key, self._settings.host), message, self._settings)


class SendGridConnection:
    """Requests for one message."""

    broken = False  # each request opens its own connection

    def __init__(self, client: Any, message: Message, settings: SendGridSettings) -> None:  # noqa: ANN401 - untyped
        self._client = client
        self._message = message
        self._compiled = compile_message(message)
        self._settings = settings

    def hand_over(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Hand over a group in one request, or in several where it is too large or one recipient is at fault."""
        outcomes = {one.delivery: unfit(one, why) for one in envelopes if (why := self._unfit(one))}
        fit = [envelope for envelope in envelopes if envelope.delivery not in outcomes]
        outcomes |= {outcome.delivery: outcome for outcome in (self._request(fit) if fit else ())}
        return [outcomes[envelope.delivery] for envelope in envelopes]

    def close(self) -> None:
        """Nothing stays open."""

    def _unfit(self, envelope: Envelope) -> str | None:
        """Why an envelope can't be handed over: values that pass the API's limit of a personalization, for one."""
        if not envelope.address.isascii():
            return "SendGrid takes no internationalised addresses"
        reason = unfillable(self._compiled, envelope)
        if reason is None and substitutions_size(self._message, envelope) > MAX_SUBSTITUTIONS:
            reason = "fields too long"
        return reason

    def _request(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        body = request_body(self._message, envelopes, self._settings)
        if len(envelopes) > 1 and len(json.dumps(body).encode()) > MAX_REQUEST:
            return self._halves(envelopes)
        status, headers, answer = self._post(body)
        if status in _SPLITTABLE and len(envelopes) > 1 and not _about_message(answer):
            return self._without_faulty(envelopes, answer)
        return [self._outcome(envelope, status, headers, answer) for envelope in envelopes]

    def _halves(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        middle = len(envelopes) // 2
        return self._request(envelopes[:middle]) + self._request(envelopes[middle:])

    def _without_faulty(self, envelopes: Sequence[Envelope], answer: str) -> list[Outcome]:
        """Nobody of a refused request was taken: the faulty ones go by themselves, then the others together."""
        faulty = {index for index in _faulty(answer) if index < len(envelopes)}
        if not faulty or len(faulty) == len(envelopes):
            return self._halves(envelopes)
        others = [envelope for index, envelope in enumerate(envelopes) if index not in faulty]
        outcomes = {outcome.delivery: outcome for outcome in self._request(others)}
        for index in sorted(faulty):
            outcomes |= {outcome.delivery: outcome for outcome in self._request([envelopes[index]])}
        return [outcomes[envelope.delivery] for envelope in envelopes]

    def _post(self, body: dict[str, Any]) -> tuple[int | None, Mapping[str, str], str]:
        """Send one request, once. Returns status, headers and body; the status is None where no answer came."""
        from python_http_client.exceptions import HTTPError

        try:
            response = self._client.client.mail.send.post(request_body=body)
        except HTTPError as error:
            return error.status_code, dict(error.headers or {}), _text(error.body)
        except URLError as error:
            if isinstance(error.reason, _SURELY_NOT_SENT):
                return _NOT_SENT, {}, f"not connected: {error.reason}"
            return None, {}, str(error.reason)
        except (OSError, HTTPException) as error:
            return None, {}, str(error) or type(error).__name__
        return response.status_code, dict(response.headers), _text(response.body)

    def _outcome(self, envelope: Envelope, status: int | None, headers: Mapping[str, str], answer: str) -> Outcome:
        result = self._result(status, answer)
        words = f"{status} {answer}".strip() if status else f"no answer after the request went out: {answer}"
        return Outcome(
            delivery=envelope.delivery,
            result=result,
            words=answer if status == _NOT_SENT else words,
            provider_id=_header(headers, "X-Message-Id") if result is Result.ACCEPTED else None,
            wait=_wait(headers) if status == _TOO_MANY else None,
        )

    def _result(self, status: int | None, answer: str) -> Result:
        if status == _ACCEPTED or (status == _OK and self._settings.sandbox):
            return Result.ACCEPTED
        if status in (_NOT_SENT, _TOO_MANY):
            return Result.LATER
        if status is None or not 400 <= status < 500:  # noqa: PLR2004 - RFC 9110, section 15.5
            return Result.UNCERTAIN
        if status in _SPLITTABLE and not _about_message(answer):
            return Result.REJECTED
        return Result.ACCOUNT


def _client(key: str, host: str) -> Any:  # noqa: ANN401 - the library is untyped
    from sendgrid import SendGridAPIClient

    logging.getLogger("python_http_client").setLevel(logging.WARNING)  # at DEBUG it logs the key
    client = SendGridAPIClient(key, host=host)
    client.client.timeout = TIMEOUT
    return client


def _errors(answer: str) -> list[dict[str, Any]]:
    """The API's list of errors; empty where the answer is something else."""
    try:
        errors = json.loads(answer)["errors"]
    except (ValueError, KeyError, TypeError):
        return []
    return [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []


def _faulty(answer: str) -> set[int]:
    """Indexes of the personalizations that the errors name."""
    named = (_FAULTY.search(str(error.get("field") or "")) for error in _errors(answer))
    return {int(match[1]) for match in named if match}


def _about_message(answer: str) -> bool:
    """Whether the errors name fields that are the same for all recipients: then it is nobody's own fault."""
    fields = [str(error.get("field") or "") for error in _errors(answer)]
    return any(field and not field.startswith("personalizations") for field in fields)


def _wait(headers: Mapping[str, str]) -> float | None:
    """Seconds until the API takes requests again; X-RateLimit-Reset is a time in Unix seconds."""
    reset = _header(headers, "X-RateLimit-Reset")
    return max(0.0, float(reset) - time.time()) if reset and reset.isdecimal() else None


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.lower() == name.lower()), None)


def _text(body: bytes | str | None) -> str:
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else body or ""
