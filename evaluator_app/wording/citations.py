"""A citation in words, as sheets and screens print it."""

from evaluator_app.domain.citations import Citation
from evaluator_app.wording.language import text


def citation_line(citation: Citation) -> str:
    """Document, page or place, and excerpt."""
    if citation.photo:
        return text("Photo from the site: {title}", title=citation.document)
    place = citation.place
    if citation.page is not None:
        place = text("page {page}", page=citation.page + 1)
    excerpt = f"“{' '.join(citation.excerpt.split())}”" if citation.excerpt else ""
    return " ".join(part for part in (citation.document, place, excerpt) if part)
