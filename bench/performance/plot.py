"""The plot in the README: how long a commit waits for each hook."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape

WIDTH = 760
LEFT = 190
RIGHT = 90
BAR = 20
STEP = 30
TOP = 58
BOTTOM = 34

# One picture for light and dark pages.
STYLE = """
    text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
    .title { font-size: 15px; font-weight: 600; }
    .small { font-size: 12px; fill: #59636e; }
    .bar { fill: #8c959f; }
    .own { fill: #0969da; }
    .line { stroke: #d1d9e0; stroke-width: 1; }
    @media (prefers-color-scheme: dark) {
        text { fill: #f0f6fc; }
        .small { fill: #9198a1; }
        .bar { fill: #656c76; }
        .own { fill: #4493f8; }
        .line { stroke: #3d444d; }
    }
"""


def tick(seconds: float) -> str:
    """A time on the axis."""
    return f"{seconds * 1000:g} ms" if seconds < 1 else f"{seconds:g} s"


def spent(seconds: float) -> str:
    """A measured time."""
    milliseconds = seconds * 1000
    return f"{milliseconds:.1f} ms" if milliseconds < 20 else f"{milliseconds:,.0f} ms"


def plot(title: str, note: str, times: list[tuple[str, float]]) -> str:
    """Bars on a logarithmic axis, the quickest first; the first bar that names atlatch is set off."""
    times = sorted(times, key=lambda entry: entry[1])
    low = 10 ** math.floor(math.log10(times[0][1]))
    high = 10 ** math.ceil(math.log10(times[-1][1]))
    span = math.log10(high / low)
    room = WIDTH - LEFT - RIGHT

    def at(seconds: float) -> float:
        return LEFT + room * math.log10(seconds / low) / span

    height = TOP + STEP * len(times) + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f'<text class="title" x="12" y="24">{escape(title)}</text>',
        f'<text class="small" x="12" y="43">{escape(note)}</text>',
    ]
    mark = low
    while mark <= high * 1.001:
        x = at(mark)
        parts.append(f'<line class="line" x1="{x:.1f}" y1="{TOP - 4}" x2="{x:.1f}" y2="{height - BOTTOM + 4}"/>')
        parts.append(f'<text class="small" x="{x:.1f}" y="{height - 12}" text-anchor="middle">{tick(mark)}</text>')
        mark *= 10
    for number, (name, seconds) in enumerate(times):
        y = TOP + STEP * number
        kind = "own" if "atlatch" in name else "bar"
        width = max(at(seconds) - LEFT, 1)
        parts.append(f'<text x="{LEFT - 10}" y="{y + 15}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR}" rx="3"/>')
        parts.append(f'<text class="small" x="{LEFT + width + 7:.1f}" y="{y + 15}">{spent(seconds)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
