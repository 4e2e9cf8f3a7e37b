"""The look of every widget: one style sheet and palette made from the tokens."""

from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from evaluator_app.ui.tokens import FONT_FAMILIES, Colours, Theme

_SHEET = Template("""
* { outline: 0; }
QWidget { color: $text; font-size: ${body}px; }
QMainWindow, QDialog, QWidget[role="page"] { background: $page; }
QWidget[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QWidget[role="footer"] { background: $surface; border: 0; border-top: 1px solid $border; }
QFrame[role="side"] { background: $surface; border: 0; border-right: 1px solid $border; }
QListView[role="navigation"] { background: $surface; border: 0; }
QListView[role="navigation"]:focus { border: 0; }
QListView[role="navigation"]::item { padding: 0 12px; border-radius: ${radius}px; }
QListView[role="navigation"]::item:selected { background: $accent_soft; color: $accent; }
QListView[role="navigation"]::item:selected:active { font-weight: 600; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: ${radius}px; }
QFrame[role="card"][active="true"] { border: 1px solid $accent; border-left: 3px solid $accent; }
QFrame[role="notice"] { background: $notice_soft; border: 0; border-radius: ${radius}px; }
QFrame[role="blocked"] { background: $blocked_soft; border: 0; border-radius: ${radius}px; }

QLabel { background: transparent; }
QLabel[role="banner"] { background: $notice_soft; color: $notice; padding: 3px; font-size: ${small}px; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="notice"] { color: $notice; }
QLabel[tone="blocked"] { color: $blocked; }
QLabel[tone="good"] { color: $good; }
QLabel[textSize="small"] { font-size: ${small}px; }
QLabel[textSize="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[textSize="display"] { font-size: ${display}px; font-weight: 700; }
QLabel[weight="strong"] { font-weight: 600; }
QLabel[chip="accent"], QLabel[chip="notice"], QLabel[chip="good"], QLabel[chip="plain"] {
  border-radius: ${radius}px; padding: 2px 8px; font-size: ${small}px; }
QLabel[chip="accent"] { background: $accent_soft; color: $accent; }
QLabel[chip="notice"] { background: $notice_soft; color: $notice; }
QLabel[chip="good"] { background: $good_soft; color: $good; }
QLabel[chip="plain"] { background: $raised; color: $muted; }

QPushButton, QToolButton { background: $surface; border: 1px solid $border; border-radius: ${radius}px;
  padding: 0 12px; min-height: ${control}px; }
QToolButton { padding: 0 8px; min-width: ${icon_width}px; }
QPushButton:hover, QToolButton:hover { background: $raised; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked { background: $accent_soft;
  border-color: $accent; color: $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 11px; }
QToolButton:focus { padding: 0 7px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $page; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
  padding: 0 16px; }
QPushButton[primary="true"]:focus { border: 2px solid $text; padding: 0 15px; }
QPushButton[primary="true"]:disabled { background: $raised; border-color: $border; color: $muted; }
QToolButton[touch="true"] { min-height: ${tool_height}px; }
QPushButton[touch="true"] { min-height: ${touch}px; min-width: ${touch}px; padding: 0 10px; }
QPushButton[quick="true"] { min-height: ${touch}px; min-width: ${touch}px; padding: 0; }
QPushButton[link="true"] { background: transparent; border: 0; color: $accent; min-height: 0;
  padding: 2px 4px; font-size: ${small}px; }
QPushButton[link="true"]:hover, QPushButton[link="true"]:focus { background: $accent_soft; border: 0;
  padding: 2px 4px; text-decoration: underline; }
QPushButton[chip="accent"] { background: $accent_soft; border-color: $accent_soft; color: $accent;
  min-height: ${line_height}px; padding: 0 8px; font-size: ${small}px; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[flat="true"]:hover { background: $accent_soft; }
QPushButton[flat="true"]:focus { border: 2px solid $accent; }

QLineEdit, QPlainTextEdit, QTextEdit { background: $surface; border: 1px solid $border;
  border-radius: ${radius}px; padding: 4px 8px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit { min-height: ${line_height}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px 7px; }
QLineEdit[score="true"] { font-size: ${title}px; font-weight: 600; min-height: ${score_height}px; }
QLineEdit[wrong="true"] { border: 2px solid $blocked; padding: 3px 7px; }
QLineEdit:disabled { color: $muted; background: $page; }

QTabBar { background: $surface; }
QTabBar::tab { background: transparent; color: $muted; border: 0; border-bottom: 2px solid transparent;
  padding: 8px 12px; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar QToolButton { min-width: 20px; padding: 0; border-radius: 0; margin: 4px 0; }
QTabBar::tear { width: 0; }
QTabBar::tab:focus { color: $accent; background: $accent_soft; }

QTableView, QListView { background: $surface; alternate-background-color: $surface; border: 1px solid $border;
  border-radius: ${radius}px; gridline-color: $border; selection-background-color: $accent_soft;
  selection-color: $text; }
QTableView::item { padding: 0 8px; border: 0; border-bottom: 1px solid $border; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $text; }
QListView::item { padding: 8px; border: 0; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $border;
  padding: 8px; font-weight: 400; }
QTableView[compact="true"]::item { padding: 0 2px; }
QTableView[compact="true"] QHeaderView::section { padding: 8px 2px; }
QTableView:focus, QListView:focus { border: 1px solid $accent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px;
  min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }

QMenuBar { background: $surface; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 6px 10px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 8px; }
QProgressBar { background: $raised; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSpinBox { background: $surface; border: 1px solid $border; border-radius: ${radius}px; padding: 0 4px 0 8px;
  min-height: ${control}px; }
QSpinBox:focus { border: 2px solid $accent; padding: 0 3px 0 7px; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; background: transparent; border: 0;
  width: 22px; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $raised; }
QSpinBox::up-arrow { image: url("$icons/up.svg"); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url("$icons/down.svg"); width: 10px; height: 10px; }
QComboBox { background: $surface; border: 1px solid $border; border-radius: ${radius}px; padding: 0 12px;
  min-height: ${control}px; }
QComboBox:focus { border: 2px solid $accent; padding: 0 11px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: url("$icons/down.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; }
QTableCornerButton::section { background: $surface; border: 0; border-bottom: 1px solid $border; }
QCheckBox::indicator, QTableView::indicator { width: 16px; height: 16px; background: $surface;
  border: 1px solid $muted; border-radius: 4px; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: $accent; border: 1px solid $accent;
  image: url("$icons/check.svg"); }
QCheckBox::indicator:disabled { background: $page; border: 1px solid $border; }
QCheckBox::indicator:checked:disabled { background: $muted; }
QCheckBox:focus { color: $accent; }
QCheckBox { spacing: 8px; }
""")


def apply(application: QApplication, theme: Theme) -> None:
    """Give the whole program this theme."""
    font = QFont(list(FONT_FAMILIES))
    font.setPixelSize(theme.sizes.body)
    application.setFont(font)
    application.setPalette(_palette(theme.colours))
    application.setStyleSheet(_style_sheet(theme))


def _style_sheet(theme: Theme) -> str:
    sizes = theme.sizes
    values: dict[str, object] = {**vars_of(theme.colours), **vars_of(sizes)}
    values["tool_height"] = sizes.touch - 2
    values["icon_width"] = sizes.control - 2 * 8
    values["line_height"] = sizes.control - 8
    values["score_height"] = sizes.touch - 10
    values["icons"] = theme.icons.as_posix()
    values["scroll"] = theme.colours.border if not theme.dark else "#4a5261"
    return _SHEET.substitute(values)


def vars_of(values: object) -> dict[str, object]:
    """The fields of a frozen dataclass by name."""
    names = type(values).__dataclass_fields__  # type: ignore[attr-defined] # every caller hands a dataclass
    return {name: getattr(values, name) for name in names}


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.page,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.page,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties the style sheet asks for, and let the widget take the look at once."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
