"""Indexes and searches with bm25s what the bench wrote: a passage or a question a line, its tokens apart by blanks.

Prints one line of JSON: seconds to index, bytes on disk, and for each question its microseconds and the passage found first.
"""

import json
import sys
import time
from pathlib import Path

import bm25s


def main(folder: Path) -> None:
    passages = [line.split() for line in (folder / "passages").read_text(encoding="utf-8").splitlines()]
    questions = [line.split() for line in (folder / "questions").read_text(encoding="utf-8").splitlines()]
    began = time.perf_counter()
    index = bm25s.BM25()
    index.index(passages, show_progress=False)
    indexed = time.perf_counter() - began
    index.save(folder / "saved")
    size = sum(file.stat().st_size for file in (folder / "saved").rglob("*") if file.is_file())
    times, first = [], []
    for question in questions[:50] + questions:
        began = time.perf_counter()
        found = index.retrieve([question], k=10, show_progress=False, n_threads=0)
        times.append(int((time.perf_counter() - began) * 1e6))
        first.append(int(found.documents[0][0]))
    # The first fifty only warm it up.
    print(json.dumps({"indexed": indexed, "bytes": size, "times": times[50:], "first": first[50:]}))


main(Path(sys.argv[1]))
