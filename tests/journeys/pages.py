"""Looking at a page in a real browser: axe-core, and what axe does not see.

Add pages of any audience by calling `faults_of` in the state that is to be looked
at. It resizes the page itself and gives one line for each fault.
"""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PARTICIPANT_TARGET = 44
"""Pixels that a thumb needs (interface, section 2)."""
ORGANISER_TARGET = 24
WIDTHS = (360, 1280)
NARROWEST = 320

_LAYOUT = """
(smallest) => {
  const faults = [];
  const name = (el) => el.tagName.toLowerCase() + '.' + el.className + ' "' +
    (el.textContent || el.name || '').trim().replace(/\\s+/g, ' ').slice(0, 40) + '"';
  const shown = (el) => el.checkVisibility() && !el.closest('.visually-hidden, .skip-link');
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    faults.push(`page is ${root.scrollWidth} wide on ${innerWidth}`);
  }
  for (const el of document.querySelectorAll('main *, header *, footer *')) {
    if (!shown(el) || el.closest('svg, .board__scroll')) continue;
    const style = getComputedStyle(el);
    if (style.display === 'inline' || style.overflowX !== 'visible') continue;
    if (el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 0) {
      faults.push(`content wider than ${name(el)}`);
    }
  }
  for (const el of document.querySelectorAll(
      'a, button, input:not([type=hidden]), select, textarea, summary')) {
    if (!shown(el)) continue;
    const target = el.closest('label') || el;
    const box = target.getBoundingClientRect();
    const inSentence = getComputedStyle(el).display === 'inline' &&
      el.parentElement.textContent.trim().length > el.textContent.trim().length;
    if (inSentence) continue;
    if (Math.min(box.width, box.height) < smallest - 0.5) {
      faults.push(`target ${Math.round(box.width)}x${Math.round(box.height)}: ${name(el)}`);
    }
  }
  return faults;
}
"""
_AXE = """
async (tags) => {
  const found = await axe.run({runOnly: tags, resultTypes: ['violations']});
  return found.violations.map((v) => v.id + ': ' + v.nodes
    .map((n) => n.html.slice(0, 160) + ' ' + (n.any[0] ? n.any[0].message : ''))
    .join(' | '));
}
"""


@dataclass
class Watch:
    """What the pages of one browser asked of others and complained about."""

    requests: list[str] = field(default_factory=list)
    """Addresses on another host."""
    complaints: list[str] = field(default_factory=list)
    """Errors in the console, such as a breach of the content security policy."""

    @classmethod
    def of(cls, context: BrowserContext, url: str) -> "Watch":
        """Watch everything that happens in a browser's window."""
        watch = cls()

        def note_request(request: Request) -> None:
            if not request.url.startswith((url, "data:", "blob:")):
                watch.requests.append(request.url)

        def note_message(message: ConsoleMessage) -> None:
            # A page that answers 404 or 422 on purpose is no fault of that page.
            is_status = message.text.startswith("Failed to load resource")
            if message.type == "error" and not is_status:
                watch.complaints.append(message.text)

        context.on("request", note_request)
        context.on("console", note_message)
        context.on("weberror", lambda error: watch.complaints.append(str(error.error)))
        return watch


def overflows_of(page: Page, *, smallest: int = PARTICIPANT_TARGET) -> list[str]:
    """List what does not fit on the narrowest phone; what axe does not see."""
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    return [f"{NARROWEST} {found}" for found in page.evaluate(_LAYOUT, smallest)]


def faults_of(page: Page, *, smallest: int = PARTICIPANT_TARGET) -> list[str]:
    """List what is wrong with a page as it stands, on a phone and on a desk."""
    address = page.url.partition("://")[2].partition("/")[2]
    faults = []
    page.evaluate(Axe().axe_script)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"{width} {found}" for found in page.evaluate(_AXE, TAGS)]
    faults += overflows_of(page, smallest=smallest)
    page.set_viewport_size({"width": WIDTHS[0], "height": 740})
    return [f"/{address} {fault}" for fault in faults]
