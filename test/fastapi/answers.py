"""The answers of answer-handlers.ts, written for FastAPI."""

from collections.abc import AsyncIterable

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

router = APIRouter()


@router.get("/streamed/objects", response_class=EventSourceResponse)
async def streamed_objects() -> AsyncIterable[dict[str, int]]:
    yield {"n": 1}
    yield {"n": 2}


@router.get("/streamed/events", response_class=EventSourceResponse)
async def streamed_events() -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(event="tick", data=[1], id="7", retry=5)
    yield ServerSentEvent(raw_data="two\nlines")


@router.get("/streamed/texts", response_class=EventSourceResponse)
async def streamed_texts() -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(data="hello")


@router.get("/redirected")
def redirected() -> RedirectResponse:
    return RedirectResponse("/number?x=4", status_code=303)


@router.get("/as-it-is")
def as_it_is() -> Response:
    return Response("short", status_code=418, media_type="text/plain")
