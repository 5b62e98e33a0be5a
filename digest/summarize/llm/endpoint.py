"""One question to an OpenAI-compatible endpoint: POST {base_url}/chat/completions.

The shape of request and reply is that of https://platform.openai.com/docs/api-reference/chat, which other makers and
local servers speak as well. Redirects are not followed, proxies of the environment not used: the key goes to the host
that the settings name and to nobody else.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from digest.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import httpx

_MOST_BYTES = 1_000_000  # of a reply
_LONGEST_WAIT = 10.0  # seconds that a Retry-After is heeded
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})  # refused for now
_UNKNOWN_OPTIONS = frozenset({400, 422})  # servers that know no response_format or temperature
_FOR_ALL = frozenset({401, 403, 404})  # will be said to every other question too


class EndpointError(Exception):
    """The endpoint gave no answer that can be used; the message says why, as a clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model wrote, and what it cost."""

    content: str
    tokens_in: int = 0
    tokens_out: int = 0
    price: float | None = None  # as the endpoint states it; most state none


@dataclass(slots=True, kw_only=True)
class Endpoint:
    """A model at an address. Threads may share it; once it refuses the key or is out of reach, all are told at once."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0  # seconds for one attempt, all in all
    attempts: int = 3
    first_wait: float = 0.5  # seconds before the second attempt; doubled from then on
    sleep: Callable[[float], None] = time.sleep
    _down: str = ""

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Reply:
        """Send the messages and return the reply, as JSON of the schema where the endpoint can be held to it.

        Raises:
            EndpointError: no usable answer, after the attempts that were worth making.
            SettingsError: ``base_url`` is no address.
        """
        plain = {"model": self.model, "messages": list(messages)}
        strict = {"type": "json_schema", "json_schema": {"name": "digest", "strict": True, "schema": schema}}
        status, body = self._persist(plain | {"temperature": 0, "response_format": strict})
        if status in _UNKNOWN_OPTIONS:
            status, body = self._persist(plain)
        if status != HTTPStatus.OK:
            raise EndpointError(f"the endpoint answered {status}")
        return _reply(body)

    def _persist(self, question: Mapping[str, Any]) -> tuple[int, bytes]:
        """Ask until there is an answer that another attempt wouldn't change."""
        reason = ""
        for attempt in range(self.attempts):
            if self._down:
                raise EndpointError(self._down)
            wait = self.first_wait * 2**attempt
            try:
                status, body, retry_after = self._post(question)
            except EndpointError as error:
                reason = str(error)
            else:
                if status in _FOR_ALL:
                    self._down = f"the endpoint answered {status}"
                    raise EndpointError(self._down)
                if status not in _AGAIN:
                    return status, body
                reason = f"the endpoint answered {status}"
                wait = min(_LONGEST_WAIT, retry_after or wait)
            if attempt + 1 < self.attempts:
                self.sleep(wait)
        self._down = reason if reason.startswith("the endpoint can't be reached") else ""
        raise EndpointError(reason)

    def _post(self, question: Mapping[str, Any]) -> tuple[int, bytes, float | None]:
        import httpx  # slow to import

        url = f"{self.base_url.rstrip('/')}/chat/completions"
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        deadline = time.monotonic() + self.timeout
        try:
            with (
                httpx.Client(timeout=self.timeout, trust_env=False, follow_redirects=False) as client,
                client.stream("POST", url, json=question, headers=headers) as response,
            ):
                body = b"".join(_bounded(response, deadline))
                return response.status_code, body, _seconds(response.headers.get("Retry-After"))
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise SettingsError(
                f"[summary.llm] base_url is no web address: {self.base_url}.",
                remedy='Give it like "https://api.example.com/v1".',
            ) from error
        except (httpx.LocalProtocolError, UnicodeEncodeError) as error:
            raise EndpointError("the API key has characters that no key has") from error
        except httpx.TimeoutException as error:
            raise EndpointError(f"the endpoint didn't answer within {self.timeout:g} seconds") from error
        except httpx.ConnectError as error:
            raise EndpointError("the endpoint can't be reached") from error
        except httpx.HTTPError as error:
            raise EndpointError(f"the connection broke ({type(error).__name__})") from error


def _bounded(response: httpx.Response, deadline: float) -> Iterator[bytes]:
    """Yield a body as it comes, as long as there is time and it isn't enormous."""
    import httpx

    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > _MOST_BYTES:
            raise EndpointError("the answer is longer than any block")
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("trickling")
        yield chunk


def _seconds(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after and retry_after.isdecimal() else None


def _reply(body: bytes) -> Reply:
    try:
        answer = json.loads(body)
        content = answer["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise EndpointError("the answer is no chat completion") from error
    if not isinstance(content, str):
        raise EndpointError("the answer holds no text")
    usage = answer.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    price = usage.get("cost")
    return Reply(
        content=content,
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
        price=float(price) if isinstance(price, int | float) else None,
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
