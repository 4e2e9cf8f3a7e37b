"""Makes the Word templates of letters and certificates in resources/templates: the same bytes on each run.

Run with `.venv/bin/python resources/make_templates.py`. One function makes one template; what
stands in double braces is filled in by the program, everything else may be changed in Word.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from template_making.certificate import certificate
from template_making.conformity import conformity_notice
from template_making.decision import applicant_feedback, decision_minutes, result_list
from template_making.issue import package_letter
from template_making.register import certificate_notice, promotion_summary, results_release
from template_making.review_list import review_list

OUT = Path(__file__).parent / "templates" / "zh"

TEMPLATES: Mapping[str, Callable[[], bytes]] = {
    "certificate.docx": certificate,
    "certificate-notice.docx": certificate_notice,
    "applicant-feedback.docx": applicant_feedback,
    "conformity-notice.docx": conformity_notice,
    "decision-minutes.docx": decision_minutes,
    "package-letter.docx": package_letter,
    "result-list.docx": result_list,
    "review-list.docx": review_list,
    "promotion-summary.docx": promotion_summary,
    "results-release.docx": results_release,
}


def main() -> int:
    """Write every template."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (OUT / name).write_bytes(make())
        sys.stderr.write(f"{OUT / name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
