"""Reading our pages as a person does: title, headings, fields, errors, links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

_VOID = {"input", "meta", "link", "br", "img", "path", "circle", "hr"}


@dataclass
class ReadPage:
    """What stands on a page."""

    title: str = ""
    heading: str = ""
    text: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    """What each control would send: filled in, checked or hidden."""
    links: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """The lines of the error summary."""
    ids: set[str] = field(default_factory=set)

    def one(self, name: str) -> str:
        """Give the only value of a control."""
        (value,) = self.fields[name]
        return value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReadPage()
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.page.ids.add(str(found["id"]))
        if tag == "a":
            self.page.links.append(str(found.get("href")))
        if tag == "input":
            self._read_input(found)
        if tag == "textarea":
            self._textarea = str(found["name"])
            self.page.fields.setdefault(self._textarea, []).append("")
        if tag not in _VOID:
            self._open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _found in self._open]
        if "title" in tags:
            self.page.title += data
        if "h1" in tags:
            self.page.heading += data
        if tags and tags[-1] == "textarea":
            # HTML drops the line break that directly follows the tag.
            self.page.fields[self._textarea][-1] += data.removeprefix("\n")
        is_summary = any(found.get("id") == "fouten" for _tag, found in self._open)
        if is_summary and tags[-1] == "a":
            self.page.errors.append(data.strip())
        if "script" not in tags and "style" not in tags:
            self.page.text += data

    def _read_input(self, found: dict[str, str | None]) -> None:
        is_choice = found.get("type") in {"radio", "checkbox"}
        if found.get("name") and (not is_choice or "checked" in found):
            values = self.page.fields.setdefault(str(found["name"]), [])
            values.append(found.get("value") or "")


def read_page(response: TestResponse) -> ReadPage:
    """Read a response as a page, with runs of white space as one space."""
    reader = _Reader()
    reader.feed(response.text)
    page = reader.page
    page.title = " ".join(page.title.split())
    page.heading = " ".join(page.heading.split())
    page.text = " ".join(page.text.split())
    return page
