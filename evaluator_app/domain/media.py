"""Kinds of document files, by the ending of their names: their media type, and whether a viewer shows it."""

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.12"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXCEL_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.12"
TEXT = "text/plain"
TABLE_TEXT = "text/csv"

VIEWABLE = {
    "pdf": PDF,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "docx": WORD,
    "docm": WORD_WITH_MACROS,
    "xlsx": EXCEL,
    "xlsm": EXCEL_WITH_MACROS,
    "txt": TEXT,
    "md": TEXT,
    "csv": TABLE_TEXT,
}
OTHERS = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
}

WITH_MACROS = frozenset({WORD_WITH_MACROS, EXCEL_WITH_MACROS})
# Shown, and cited, as the PDF that LibreOffice makes of them.
RENDERED = frozenset(
    {
        WORD,
        WORD_WITH_MACROS,
        *(OTHERS[one] for one in ("doc", "wps", "rtf", "odt", "xls", "ppt", "pptx", "odp")),
    }
)
_VIEWABLE_TYPES = frozenset(VIEWABLE.values())


def media_of(name: str) -> str:
    """The media type a file's name states."""
    ending = name.rpartition(".")[2].lower()
    return VIEWABLE.get(ending) or OTHERS.get(ending) or UNKNOWN


def is_viewable(media: str) -> bool:
    """Whether a viewer shows this media type."""
    return media in _VIEWABLE_TYPES


def is_rendered(media: str) -> bool:
    """Whether a PDF is made of it, where LibreOffice is there."""
    return media in RENDERED


def is_picture(media: str) -> bool:
    """Whether it is a photo or scan."""
    return media.startswith("image/")
