"""The steps of reading one mail, in the order in which their results are told to the parent."""

from itertools import islice
from typing import IO, Any

from . import frames, limits
from .cut import cut, is_forward, is_reply
from .decode import one_line
from .head import Head, addresses, decode_words, message_ids, moment, read_head
from .html import read_html, rough_text, text_as_html
from .parse import Segment, Tree
from .report import report_in
from .robot import is_automatic

_NOT_TEXT = bytes([*range(9), *range(14, 32)])


def tell(raw: bytes | bytearray, pipe: IO[bytes]) -> None:
    """Read the mail and write frames: its head, what it says, its files, then the same again with its HTML read."""
    if b"\n" not in raw[:100_000]:
        raw = raw.replace(b"\r", b"\n")
    start = len(raw[:100_000]) - len(raw[:100_000].lstrip(b"\r\n\t \xef\xbb\xbf"))
    if start == len(raw):
        return frames.write(pipe, frames.UNREADABLE, {"reason": limits.EMPTY})
    head, body = read_head(raw, start, len(raw))
    if not head.fields:
        if _is_binary(raw[:4000]):
            return frames.write(pipe, frames.UNREADABLE, {"reason": limits.NOT_MAIL})
        body = start  # nothing in it is of a mail, so what looks like a field is what somebody wrote
    told = told_by(head)
    if told["automatic"]:
        told |= report_in(head, told["from_address"], told["subject"], raw)
    frames.write(pipe, frames.HEAD, told)

    tree = Tree()
    tree.walk(raw, head, body, len(raw))
    notes = _notes(tree, cut_off=len(raw) >= limits.MAIL_BYTES)
    reply, forward = is_reply(told["subject"], told["in_reply_to"] or told["references"]), is_forward(told["subject"])
    has_page = any(segment.page for segment in tree.written)

    rough = "\n\n".join(segment.text or rough_text(segment.page) for segment in tree.written)
    frames.write(pipe, frames.BODY, _body(rough, "", notes, reply=reply and not has_page, forward=forward))
    for file in tree.attached:
        about = {"filename": file.name, "content_type": file.kind, "inline_id": file.inline_id}
        frames.write(pipe, frames.FILE, about, file.data())
    if has_page:
        pictures = {file.inline_id: file.name for file in tree.attached if file.inline_id}
        text, page = _with_pages(tree.written, pictures)
        frames.write(pipe, frames.BODY, _body(text, page, notes, reply=reply, forward=forward))
    return frames.write(pipe, frames.END, {})


def told_by(head: Head) -> dict[str, Any]:
    """What the head of a mail says, in the names of `Reading`."""
    subject = one_line(decode_words(head.first("subject")), limits.SUBJECT)
    # Of several senders nobody knows which one wrote it, and programs show one or the other.
    senders = [sender for field in head.all("from") for sender in [*islice(addresses(field), 3)] or [("", "")]]
    name, sender = senders[0] if len({address for _, address in senders}) == 1 else ("", "")
    to = _addresses(head, "to")
    return {
        "message_id": (message_ids(head.all("message-id")[:1]) or [""])[0],
        "in_reply_to": (message_ids(head.all("in-reply-to")) or [""])[0],
        "references": message_ids(head.all("references"))[-limits.REFERENCES :],
        "from_address": sender,
        "from_name": name,
        "to": to,
        "subject": subject,
        "date": date.isoformat() if (date := moment(head.first("date"))) else None,
        "automatic": is_automatic(head, sender, subject, name),
        "checks": [one_line(field, limits.CHECK) for field in head.all("authentication-results")[: limits.CHECKS]],
        "delivered_to": _addresses(head, "delivered-to", "x-original-to", "envelope-to", "to", "cc"),
    }


def _addresses(head: Head, *fields: str) -> list[str]:
    found = (address for field in fields for said in head.all(field) for _, address in addresses(said))
    return list(dict.fromkeys(islice(found, 5 * limits.ADDRESSES)))[: limits.ADDRESSES]


def _is_binary(beginning: bytes | bytearray) -> bool:
    return len(beginning) - len(beginning.translate(None, _NOT_TEXT)) > len(beginning) // 20


def _notes(tree: Tree, *, cut_off: bool) -> list[str]:
    names = list(dict.fromkeys(tree.left_out))
    if cut_off:
        names.append(f"what lies beyond the first {limits.MAIL_BYTES // 1_000_000} MB")
    notes = [limits.LEFT_OUT_HERE.format(names=", ".join(names))] if names else []
    return [limits.SHORTENED, *notes] if tree.shortened else notes


def _with_pages(written: list[Segment], pictures: dict[str, str]) -> tuple[str, str]:
    """The text and the safe HTML of what was written, each part in the form that it has."""
    texts, pages = [], []
    for segment in written:
        if not segment.page:
            texts.append(segment.text)
            pages.append(text_as_html(segment.text))
            continue
        short = len(segment.text.strip()) < limits.STUB
        page, read = read_html(segment.page, pictures, text=short)
        # A few words that only ask for another mail program are not what was written.
        stub = short and len(read) > limits.STUB and len(segment.text.strip()) < len(read) // 6
        texts.append(read if stub or not segment.text.strip() else segment.text)
        pages.append(page or text_as_html(texts[-1]))
    page = "".join(pages)
    return "\n\n".join(texts), page if len(page) <= limits.SAFE_HTML else ""


def _body(text: str, page: str, notes: list[str], *, reply: bool, forward: bool) -> dict[str, str]:
    text = text[text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1 :].rstrip()
    if len(text) > limits.TEXT:
        text = text[: limits.TEXT]
        notes = notes if limits.SHORTENED in notes else [limits.SHORTENED, *notes]
    words = cut(text, reply=reply, forward=forward)
    whole = "\n\n".join([text, *notes] if text else notes)
    return {"text": whole, "words": words or whole, "html": page}
