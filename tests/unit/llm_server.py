"""An OpenAI-compatible server on loopback whose answers a test decides."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Server:
    """An OpenAI-compatible server whose answers a test decides."""

    def __init__(self) -> None:
        self.questions: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.status: Callable[[int], int] = lambda _: 200
        self.answer: Callable[[dict[str, Any]], str] = lambda section: sentences((section["sentences"][0]["text"], [1]))
        self.raw: bytes | None = None
        self.delay = 0.0
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server.serve(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        """What [summary.llm] base_url would be."""
        return f"http://127.0.0.1:{self.http.server_address[1]}/v1"

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one question as the test wants it."""
        question = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        with self.lock:
            self.questions.append(question)
            self.keys.append(request.headers["Authorization"])
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            number = len(self.questions)
        time.sleep(self.delay)
        status = self.status(number)
        body = self.raw or completion(self.answer(json.loads(question["messages"][1]["content"])))
        with self.lock:
            self.at_once -= 1
        try:
            request.send_response(status if request.path == "/v1/chat/completions" else 404)
            request.end_headers()
            request.wfile.write(body)
        except OSError:
            pass  # the client gave up, as some tests mean it to


def sentences(*found: tuple[str, list[int]]) -> str:
    return json.dumps({"sentences": [{"text": text, "sources": numbers} for text, numbers in found]})


def completion(content: str) -> bytes:
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "cost": 0.001}
    return json.dumps({"choices": [{"message": {"content": content}}], "usage": usage}).encode()
