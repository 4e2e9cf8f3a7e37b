"""PDFium crashes when two threads use it at once; in the window one draws pages while another reads."""

import subprocess
import sys
from pathlib import Path

REPORT = Path(__file__).resolve().parents[2] / "resources/sample/campaign/A-001/创新成果报告.pdf"
READ = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from evaluator_app.exchange.pdf_pages import PdfPages
def read(_):
    for _ in range(6):
        pages = PdfPages(Path(sys.argv[1]), "report")
        for number in range(len(pages.sizes)):
            pages.draw(number, 0.7, 0)
            pages.find(number, "现场")
        pages.close()
    return "read"
with ThreadPoolExecutor(3) as threads:
    print(*threads.map(read, range(3)))
"""


def test_threads_take_turns() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(REPORT)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "read read read"), done.stderr
