#!/usr/bin/env python3
"""Reads the separations that Ghostscript's `tiffsep` makes of press files: one grey picture a plate, 255 is bare paper.

    plates.py black PDF…            within the trim: ink on the plate of black, none on any other, on every page
    plates.py over TEXT TINT BOTH   text alone is on black alone; the tint alone on cyan alone; with the text over the
                                    tint, cyan is the tint's plate and black the text's, pixel for pixel

The second is what black text with overprint mode 1 means (ISO 32000-1, 8.6.7): it takes nothing out of what is under it.
Pillow comes with pikepdf, which .ci/run installs.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from PIL import Image

DOTS = 150


def plates(file):
    """For each page its plates: name and picture."""
    with tempfile.TemporaryDirectory() as folder:
        # The composite picture has no name in brackets and is left.
        subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dUseTrimBox", f"-r{DOTS}", "-sDEVICE=tiffsep",
                        f"-sOutputFile={folder}/p%d.tif", file], check=True)
        pages = {}
        for path in pathlib.Path(folder).iterdir():
            found = re.fullmatch(r"p(\d+)\((.+)\)\.tif", path.name)
            if found:
                picture = Image.open(path)
                picture.load()
                pages.setdefault(int(found[1]), {})[found[2]] = picture.convert("L")
        return [pages[number] for number in sorted(pages)]


def ink(picture):
    """How many pixels are not bare paper."""
    return sum(picture.histogram()[:255])


def told(file, number, page):
    counts = {name: ink(picture) for name, picture in sorted(page.items())}
    print(f"{pathlib.Path(file).name} page {number}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    return counts


def black(*files):
    sound = bool(files)
    for file in files:
        counts = [told(file, number, page) for number, page in enumerate(plates(file), 1)]
        # A page may be blank, a file may not.
        sound &= any(count.get("Black") for count in counts)
        for count in counts:
            count.pop("Black", 0)
            sound &= set(count) >= {"Cyan", "Magenta", "Yellow"} and not any(count.values())
    return sound


def over(text, tint, both):
    pages = [plates(file) for file in (text, tint, both)]
    counts = [told(file, 1, found[0]) for file, found in zip((text, tint, both), pages)]
    (words, ground, together) = (found[0] for found in pages)
    alone = [{name for name, count in count.items() if count} for count in counts]
    same = lambda one, other: one.size == other.size and one.tobytes() == other.tobytes()
    print("inks:", *alone)
    return (
        alone == [{"Black"}, {"Cyan"}, {"Black", "Cyan"}]
        and same(together["Cyan"], ground["Cyan"])
        and same(together["Black"], words["Black"])
        # A check that could not fail would be none: the two lie on each other.
        and any(a < 255 and b < 255 for a, b in zip(together["Black"].tobytes(), together["Cyan"].tobytes()))
    )


if __name__ == "__main__":
    sys.exit(0 if {"black": black, "over": over}[sys.argv[1]](*sys.argv[2:]) else 1)
