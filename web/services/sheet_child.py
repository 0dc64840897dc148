"""Reads one spreadsheet in a process of its own, within limits of memory and time.

A small workbook can ask for more memory than a machine has, by a cell far away or a
row that repeats. Run by its path, so that nothing of the web side is loaded; the file
comes in, and the sheet goes out as JSON.
"""

import json
import resource
import sys

from matcher.hsds_package import is_package, read_package
from matcher.refusals import UnreadableFile
from matcher.spreadsheet import read_sheet

MOST_MEMORY = 1_500_000_000
"""Bytes of address space."""
MOST_SECONDS = 30
"""Processor time."""


def main() -> None:
    """Read the file and write the sheet, or which refusal it is."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        data = sys.stdin.buffer.read()
        sheet = read_package(data, "") if is_package(data) else read_sheet(data, "")
    except UnreadableFile as refusal:
        facts = {k: v for k, v in vars(refusal).items() if k != "filename"}
        found = json.dumps({"refusal": type(refusal).__name__, "facts": facts})
    else:
        rows = [[row.number, dict(row.cells)] for row in sheet.rows]
        found = json.dumps({"columns": sheet.columns, "rows": rows})
    sys.stdout.write(found)


if __name__ == "__main__":
    main()
