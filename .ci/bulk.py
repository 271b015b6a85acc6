#!/usr/bin/env python3
"""Writes the sample a thousand times over as one source, its clauses shuffled so that every
paragraph is distinct: review.yaml and figures.csv for Banxin, review.md for Pandoc.

    .ci/bulk.py FOLDER [TIMES]

The seed is fixed: the same files on every run."""

import csv
import pathlib
import random
import re
import shutil
import sys

SAMPLE = pathlib.Path(__file__).resolve().parent.parent / "data/annual-review-2021"
HAN = {"1": "一", "2": "两", "3": "三", "4": "四", "5": "五"}


def resolved(text, rows):
    def one(match):
        name, _, form = match.group(1).partition(":")
        row = rows[name]
        number = row["value"] + row["scale"] + row["qualifier"]
        unit = row["unit"]
        if form == "han-unit":
            return HAN[row["value"]] + unit
        if form == "trend":
            return row["yoy_direction"] + row["value"] + unit
        return number + unit if form == "unit" or unit == "%" else number

    return re.sub(r"\$\(([^)]*)\)", one, text)


def main():
    folder = pathlib.Path(sys.argv[1])
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLE / "figures.csv", folder / "figures.csv")
    rows = {row["id"]: row for row in csv.DictReader((SAMPLE / "figures.csv").open(encoding="utf-8"))}
    source = (SAMPLE / "review.yaml").read_text(encoding="utf-8")
    paragraphs = re.findall(r"^  - paragraph: (.*)$", source, re.M)
    dice = random.Random(2021)
    seen, yaml, markdown, characters, places = set(), [], [], 0, 0
    for _ in range(times):
        for paragraph in paragraphs:
            clauses = [clause for clause in re.split(r"(?<=[，；。])", paragraph) if clause]
            while True:
                dice.shuffle(clauses)
                text = "".join(clauses)
                if text not in seen:
                    break
                text = text + str(len(seen))
                break
            seen.add(text)
            yaml.append("  - paragraph: " + text)
            plain = resolved(text, rows)
            markdown.append(plain + "\n")
            characters += len(plain)
            places += text.count("$(")
    head = 'title: 大样\nmeta: {year: "2021"}\nlayout: bulletin\nfigures: figures.csv\nbody:\n'
    (folder / "review.yaml").write_text(head + "\n".join(yaml) + "\n", encoding="utf-8")
    (folder / "review.md").write_text("\n".join(markdown), encoding="utf-8")
    print(f"{len(yaml)} paragraphs, {characters} characters, {places} places bound")


main()
