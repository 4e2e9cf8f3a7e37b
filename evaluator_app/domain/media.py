"""Kinds of document files, by the ending of their names: their media type, and whether a viewer shows it."""

UNKNOWN = "application/octet-stream"

VIEWABLE = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
}
OTHERS = {
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "ofd": "application/ofd",
    "txt": "text/plain",
    "csv": "text/csv",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
}

_VIEWABLE_TYPES = frozenset(VIEWABLE.values())


def media_of(name: str) -> str:
    """The media type a file's name states."""
    ending = name.rpartition(".")[2].lower()
    return VIEWABLE.get(ending) or OTHERS.get(ending) or UNKNOWN


def is_viewable(media: str) -> bool:
    """Whether a viewer shows this media type."""
    return media in _VIEWABLE_TYPES
