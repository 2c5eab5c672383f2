"""Name words of Wikidata across scripts: are pairs told from non-pairs, and is the Latin partner the first of all?

One random half of each file was looked at while the tables were written; the figures are of the other half, of which
some seventy lines a file at most had been seen in a first look at the whole.
Run: ``.venv/bin/python -m benchmarks.names_across_scripts``
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from benchmarks.datasets import ROOT
from benchmarks.targets import Row
from identity_graph.normalize import compare_names
from identity_graph.normalize.naming.sounds import merged, skeleton, sounds
from identity_graph.normalize.naming.word import word, word_readings

FILES = ("russian", "arabic", "hebrew", "katakana", "korean", "chinese", "japanese")
SEED = 5
_near = Levenshtein.normalized_similarity
UNLIKE, LIKE = 0.34, 0.75
"""A third and three quarters of the letters in common."""
SCREENED = 250
"""Latin words nearest by their consonants, which are compared; the rest of the file is taken for worse."""
SEARCHED = 150
"""Foreign words of each file that are searched for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A Latin word, the same in another script, and how often Wikidata has the pair."""

    latin: str
    foreign: str
    count: int


def rows() -> Iterator[Row]:
    """A row for each file."""
    folder = ROOT.parent / "shared" / "data" / "names-across-scripts"
    for name in FILES:
        pairs = read(folder / f"{name}.tsv")
        reported = held_out(pairs)
        began = process_time()
        scores, others = matched(reported), unmatched(reported)
        micros = (process_time() - began) / (len(scores) + len(others)) * 1e6
        often = [score for score, pair in zip(scores, reported, strict=True) if pair.count > 1]
        aside = misaligned(reported, pairs)
        kept = [score for score, away in zip(scores, aside, strict=True) if not away]
        first, screened = retrieved(reported, sorted({pair.latin for pair in pairs}))
        yield {
            "file": name,
            "pairs": len(reported),
            "auc": round(area(scores, others), 4),
            "misaligned": round(float(np.mean(aside)), 4),
            "auc_aligned": round(area(kept, others), 4),
            "auc_seen_twice": round(area(often, others), 4),
            "recall_at_half": round(float(np.mean(np.array(scores) > 0.5)), 4),
            "false_at_half": round(float(np.mean(np.array(others) > 0.5)), 4),
            "first": round(first, 3),
            "screened": round(screened, 3),
            "micros_new_words": round(micros),
        }


def read(path: Path) -> list[Pair]:
    """The pairs of one file; its characters are separated by blanks."""
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [Pair(latin, foreign.replace(" ", ""), int(count)) for latin, foreign, count in lines]


def held_out(pairs: Sequence[Pair]) -> list[Pair]:
    """The half nobody looked at."""
    shuffled = list(pairs)
    Random(SEED).shuffle(shuffled)
    return shuffled[len(shuffled) // 2 :]


def matched(pairs: Sequence[Pair]) -> list[float]:
    return [compare_names(pair.latin, pair.foreign).score for pair in pairs]


def unmatched(pairs: Sequence[Pair]) -> list[float]:
    """Each foreign word with the Latin word of another pair."""
    random = Random(SEED)
    return [compare_names(random.choice(pairs).latin, pair.foreign).score for pair in pairs]


def misaligned(pairs: Sequence[Pair], all_pairs: Sequence[Pair]) -> Sequence[bool]:
    """Which lines put the wrong words together: a given name beside a family name, as the order of Japanese, Korean and
    Hungarian names was not kept. By another measure than ours, `anyascii` and edit distance, the foreign word is unlike
    its partner and like another Latin word of the file."""
    latin = sorted({anyascii(pair.latin).lower() for pair in all_pairs})
    foreign = [anyascii(pair.foreign).lower() for pair in pairs]
    own = [_near(form, anyascii(pair.latin).lower()) for form, pair in zip(foreign, pairs, strict=True)]
    nearest = [process.cdist([form], latin, scorer=_near).max() for form in foreign]
    return [mine < UNLIKE and best >= LIKE for mine, best in zip(own, nearest, strict=True)]


def area(scores: Sequence[float], others: Sequence[float]) -> float:
    """How often a pair scores above a non-pair; ties count half (area under the ROC curve)."""
    low = np.sort(others)
    below, upto = np.searchsorted(low, scores, "left"), np.searchsorted(low, scores, "right")
    return float((below + upto).mean() / 2 / len(low))


def retrieved(pairs: Sequence[Pair], latin: Sequence[str]) -> tuple[float, float]:
    """How often the partner is the first of all Latin words, and how often it passed the screen."""
    script = word(pairs[0].foreign).script
    bones = [skeleton(merged(sounds(word(text).latin), script)) for text in latin]
    english = [skeleton(merged(sounds(word(text).latin, "english"), script)) for text in latin]
    searched = Random(SEED).sample(pairs, min(SEARCHED, len(pairs)))
    first = passed = 0
    for pair in searched:
        forms = [skeleton(merged(sounds(form), script)) for form in word_readings(word(pair.foreign))[:4]]
        near = np.maximum(*(process.cdist(forms, each, scorer=_near).max(axis=0) for each in (bones, english)))
        candidates = [latin[at] for at in np.argsort(-near, kind="stable")[:SCREENED]]
        best = max(candidates, key=lambda text: compare_names(text, pair.foreign).score)
        passed += pair.latin in candidates
        first += best == pair.latin
    return first / len(searched), passed / len(searched)


if __name__ == "__main__":
    for row in rows():
        print(row, flush=True)
