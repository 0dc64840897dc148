"""A small reader of calendar files, independent of the library that writes them."""


def unfold(data: bytes) -> list[str]:
    """Join folded lines (RFC 5545 3.1)."""
    assert data.endswith(b"\r\n"), "every line ends with CRLF"
    assert b"\n" not in data.replace(b"\r\n", b""), "no bare line feed"
    lines: list[bytes] = []
    for line in data[:-2].split(b"\r\n"):
        assert len(line) <= 75, "no line is longer than 75 octets"
        if line[:1] in {b" ", b"\t"}:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def entries(data: bytes) -> list[dict[str, str]]:
    """Read each VEVENT as name to value; parameters stay with the name."""
    found: list[dict[str, str]] = []
    open_parts: list[str] = []
    for line in unfold(data):
        name, value = _split(line)
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value, "components are nested"
        elif open_parts[-1] == "VEVENT":
            found[-1][name] = unescape(value)
    assert open_parts == []
    return found


def head(data: bytes) -> dict[str, str]:
    """Read the properties of the calendar itself."""
    depth = 0
    properties: dict[str, str] = {}
    for line in unfold(data):
        name, value = _split(line)
        depth += {"BEGIN": 1, "END": -1}.get(name, 0)
        if depth == 1 and name != "BEGIN":
            properties[name] = unescape(value)
    return properties


def unescape(text: str) -> str:
    """Undo the escapes of TEXT (RFC 5545 3.3.11)."""
    return (
        text.replace("\\n", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\")
    )


def _split(line: str) -> tuple[str, str]:
    """Part name and value at the first colon outside quotes."""
    quoted = False
    for place, character in enumerate(line):
        quoted ^= character == '"'
        if character == ":" and not quoted:
            return line[:place], line[place + 1 :]
    raise AssertionError(f"no colon in {line!r}")
