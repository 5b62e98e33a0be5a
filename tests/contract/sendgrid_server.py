"""A server on loopback that takes and refuses requests as SendGrid's Mail Send v3 does.

It holds every request to the limits that the API documents. ``answers`` are given instead, in turn, while there are
any: a status (nobody is taken), None for whatever is right, or what happens after the request was taken: "silent" (the
connection closes without an answer), "torn" (in the middle of one), "slow" (the answer comes after ``delay`` seconds).
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "SG.test"
Body = dict[str, Any]


class SendGridServer(ThreadingHTTPServer):
    """Keeps what it took in ``taken``, and every request in ``requests``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Body] = []
        self.taken: list[Body] = []  # personalizations
        self.answers: list[int | str | None] = []
        self.delay = 0.2
        self.lost = 0  # answers after which nobody can know
        self.refused: set[str] = set()  # addresses at fault
        self.largest = 30 * 1024 * 1024  # bytes of a request
        self.names_index = True  # whether an error says which personalization it is about

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def start(self) -> None:
        """Listen in a thread."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        """Stop and close."""
        self.shutdown()
        self.server_close()

    def answer(self, key: str | None, body: Body, size: int) -> tuple[int | str, Body]:
        """Status and body of the answer to a request."""
        if size > self.largest:
            return 413, _errors("The request is too large.", None)
        self.requests.append(body)
        if key != f"Bearer {KEY}":
            return 401, _errors("The provided authorization grant is invalid, expired, or revoked", None)
        scripted = self.answers.pop(0) if self.answers else None
        self.lost += scripted in ("silent", "torn") or (isinstance(scripted, int) and scripted >= 500)
        if isinstance(scripted, int):
            return scripted, _errors("scripted", None)
        fault = _fault(body) or self._refusal(body)
        if fault:
            return 400, _errors(*fault)
        if body.get("mail_settings", {}).get("sandbox_mode", {}).get("enable"):
            return 200, {}
        self.taken += body["personalizations"]
        return scripted or 202, {}

    def _refusal(self, body: Body) -> tuple[str, str | None] | None:
        for index, one in enumerate(body["personalizations"]):
            if one["to"][0]["email"] in self.refused:
                field = f"personalizations.{index}.to.0.email" if self.names_index else None
                return "Does not contain a valid address.", field
        return None


class _Handler(BaseHTTPRequestHandler):
    server: SendGridServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        data = self.rfile.read(length)
        if len(data) < length:
            return  # whoever sent it is gone: nobody is taken
        status, answer = self.server.answer(self.headers["Authorization"], json.loads(data), len(data))
        with contextlib.suppress(OSError):  # nobody waits for the answer
            self._answer(status, answer)

    def _answer(self, status: int | str, answer: Body) -> None:
        if status == "slow":
            time.sleep(self.server.delay)
            status = 202
        if isinstance(status, str):
            self.close_connection = True
            self.wfile.write(b"HTTP/1.1 20" if status == "torn" else b"")
            return
        self.send_response(status)
        if status == 202:
            self.send_header("X-Message-Id", f"message-{len(self.server.requests)}")
        if status == 429:
            self.send_header("X-RateLimit-Reset", "0")
        data = json.dumps(answer).encode() if answer else b""
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def _errors(message: str, field: str | None) -> Body:
    return {"errors": [{"message": message, "field": field, "help": None}]}


def _fault(body: Body) -> tuple[str, str | None] | None:
    """What the API would refuse: its documented limits."""
    people = body.get("personalizations", [])
    addresses = [to["email"] for one in people for to in one["to"]]
    types = [content["type"] for content in body.get("content", [])]
    checks = [
        (1 <= len(people) <= 1000, "There are too many personalizations.", "personalizations"),
        (len(set(addresses)) == len(addresses), "Each email address should be unique.", "personalizations"),
        (bool(body.get("subject")), "The subject is required.", "subject"),
        (types == ["text/plain", "text/html"], "Content must be text/plain, then text/html.", "content"),
        (len(body.get("categories", [])) <= 10, "There are too many categories.", "categories"),
    ]
    for good, message, field in checks:
        if not good:
            return message, field
    return next((fault for index, one in enumerate(people) if (fault := _fault_of_one(index, one))), None)


def _fault_of_one(index: int, one: Body) -> tuple[str, str | None] | None:
    values = one.get("substitutions", {})
    arguments = one.get("custom_args", {})
    if not all(isinstance(value, str) for value in [*values.values(), *arguments.values()]):
        return "Values must be strings.", f"personalizations.{index}"
    if sum(len(key.encode()) + len(value.encode()) for key, value in values.items()) > 10_000:
        return "The substitutions are too large.", f"personalizations.{index}.substitutions"
    if any(character in one["to"][0].get("name", "") for character in ";,"):
        return "Names can't contain semicolons or commas.", f"personalizations.{index}.to.0.name"
    return None
