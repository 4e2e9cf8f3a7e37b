"""Regions on the screen: from thousandths of the upright page to pixels of the turned one, and back."""

from PySide6.QtCore import QRect

from evaluator_app.services.documents import Region

_WHOLE = 1000


def rect_of(region: Region, page: QRect, turns: int) -> QRect:
    """The pixels a region covers on a page shown after so many quarter turns clockwise."""
    corners = [_turned(region.left, region.top, turns), _turned(region.right, region.bottom, turns)]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    left, right = (page.left() + round(x * page.width() / _WHOLE) for x in across)
    top, bottom = (page.top() + round(y * page.height() / _WHOLE) for y in down)
    return QRect(left, top, max(1, right - left), max(1, bottom - top))


def region_of(area: QRect, page: QRect, turns: int) -> Region:
    """The region of the upright page that an area on the screen covers, cut at the page's edges."""
    inside = area.intersected(page)
    corners = [
        _turned(
            round((x - page.left()) * _WHOLE / max(1, page.width())),
            round((y - page.top()) * _WHOLE / max(1, page.height())),
            -turns,
        )
        for x, y in (
            (inside.left(), inside.top()),
            (inside.left() + inside.width(), inside.top() + inside.height()),
        )
    ]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return Region(across[0], down[0], across[1], down[1])


def _turned(across: int, down: int, turns: int) -> tuple[int, int]:
    """A point after quarter turns clockwise."""
    for _ in range(turns % 4):
        across, down = _WHOLE - down, across
    return across, down


def around(regions: tuple[Region, ...]) -> Region:
    """The smallest region that holds all of these."""
    lefts, tops, rights, bottoms = zip(*regions, strict=True)
    return Region(min(lefts), min(tops), max(rights), max(bottoms))
