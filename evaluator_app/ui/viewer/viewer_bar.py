"""The tool bar over a document: pages, scale, turning, finding; where it is narrow the rest gives way."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from evaluator_app.ui.fields.buttons import for_touch, icon_button
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import row
from evaluator_app.ui.icons import Icon
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

PERCENTS = (50, 75, 100, 125, 150, 200, 300, 400)


class ViewerBar(QWidget):
    """Tells what is pressed; shows the page in sight and the scale."""

    page_wanted = Signal(int)  # from 0
    turned_page = Signal(int)
    zoomed = Signal(int)  # steps
    percent_wanted = Signal(int)
    fit_width_wanted = Signal()
    fit_page_wanted = Signal()
    turned = Signal()
    thumbnails_wanted = Signal(bool)
    search_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages = 0
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.thumbnails = icon_button(theme, Icon.THUMBNAILS, text("Show pages at the side"), lambda: None)
        self.thumbnails.setCheckable(True)
        self.thumbnails.toggled.connect(self.thumbnails_wanted)
        previous = icon_button(theme, Icon.PREVIOUS, text("Previous page"), lambda: self.turned_page.emit(-1))
        following = icon_button(theme, Icon.NEXT, text("Next page"), lambda: self.turned_page.emit(1))
        self._page = self._page_field()
        self._count = label(tone="muted")
        self._zoom = self._zoom_button()
        smaller = icon_button(theme, Icon.SMALLER, text("Smaller"), lambda: self.zoomed.emit(-1))
        larger = icon_button(theme, Icon.LARGER, text("Larger"), lambda: self.zoomed.emit(1))
        fit = icon_button(theme, Icon.FIT, text("Fit width"), self.fit_width_wanted.emit)
        turn = icon_button(theme, Icon.TURN, text("Rotate"), self.turned.emit)
        find = icon_button(theme, Icon.FIND, text("Find (Ctrl+F)"), self.search_wanted.emit)
        self._of_pages: list[QWidget] = [
            self.thumbnails,
            previous,
            self._page,
            self._count,
            following,
            fit,
            turn,
        ]
        self._dispensable: list[QWidget] = [fit, turn, smaller, larger, self.thumbnails, previous, following]
        parts = (self.thumbnails, previous, self._page, self._count, following, None, fit, smaller)
        self.setLayout(row(*parts, self._zoom, larger, turn, find, spacing=6, margins=(12, 6, 12, 6)))

    def _page_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(text("Page number"))
        field.setToolTip(text("Type a page number and press Enter"))
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setFixedWidth(self._theme.sizes.body * 4)
        field.returnPressed.connect(self._page_typed)
        return field

    def _page_typed(self) -> None:
        if self._page.text():
            self.page_wanted.emit(min(max(int(self._page.text()), 1), self._pages) - 1)

    def take_page_number(self) -> None:
        """Put the keyboard into the field for the page number."""
        self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.selectAll()

    def _zoom_button(self) -> QToolButton:
        button = for_touch(QToolButton())
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMinimumWidth(self._theme.sizes.body * 5)
        button.setAccessibleName(text("Scale"))
        menu = QMenu(button)
        self._fits = [
            menu.addAction(text("Fit width"), self.fit_width_wanted.emit),
            menu.addAction(text("Fit page"), self.fit_page_wanted.emit),
            menu.addSeparator(),
        ]
        for percent in PERCENTS:
            menu.addAction(f"{percent} %", partial(self.percent_wanted.emit, percent))
        button.setMenu(menu)
        return button

    # -- what is shown

    def show_kind(self, *, pages: int | None, enabled: bool = True) -> None:
        """Offer what the document's kind allows; None has no pages."""
        self._pages = pages or 0
        self._page.setValidator(QIntValidator(1, max(1, self._pages), self._page))
        self._count.setText(f"/ {self._pages}")
        self.setEnabled(enabled)
        for action in self._fits:
            action.setVisible(pages is not None)
        self._make_room(with_pages=pages is not None)

    def show_page(self, page: int) -> None:
        """Show the number of the page in sight."""
        self._page.setText(str(page + 1) if 0 <= page < self._pages else "")

    def show_percent(self, percent: int) -> None:
        """Show the scale."""
        self._zoom.setText(f"{percent} %")
        self._zoom.setAccessibleDescription(f"{percent} %")

    # -- room

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().resizeEvent(event)
        self._make_room(with_pages=self._pages > 0)

    def _make_room(self, *, with_pages: bool) -> None:
        """Show everything of this kind of document, less what has no room; the menu and keys offer it too."""
        for widget in (*self._of_pages, *self._dispensable):
            widget.setVisible(with_pages or widget not in self._of_pages)
        layout = self.layout()
        for widget in self._dispensable:
            if layout is None or layout.minimumSize().width() <= self.width():
                break
            widget.hide()
            layout.activate()
