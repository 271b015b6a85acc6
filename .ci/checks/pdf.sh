# The PDF's other purposes: the archive's before veraPDF, the press's before qpdf.
# Read by .ci/run, whose names (check, banxin, source, work, verapdf, qpdf_clean) it uses.
purposes=$work/run/purposes
every_purpose() { SOURCE_DATE_EPOCH=1642636800 "$banxin" build "$source" --out "$purposes" --formats pdf --pdf screen,archive,press --manifest; }
undated_press() { # without a date of the source's or SOURCE_DATE_EPOCH nothing is written
  env -u SOURCE_DATE_EPOCH "$banxin" build "$source" --out "$work/run/undated" --formats pdf --pdf press
  [ $? -eq 3 ] && [ ! -e "$work/run/undated/annual-review-2021.press.pdf" ]
}
vera() { # veraPDF exits 0 for a file that fails: its words count
  java -cp "$verapdf" org.verapdf.apps.GreenfieldCliWrapper -f "$1" --format text "$2" | tee /dev/stderr | grep -q '^PASS '
}
check "screen, archive and press in one run" every_purpose
check "veraPDF: PDF/A-3a" vera 3a "$purposes/annual-review-2021.archive.pdf"
check "veraPDF: PDF/UA-1" vera ua1 "$purposes/annual-review-2021.archive.pdf"
check "qpdf: the archive's file" qpdf_clean "$purposes/annual-review-2021.archive.pdf"
check "qpdf: the press's file" qpdf_clean "$purposes/annual-review-2021.press.pdf"
check "pdftotext -raw of the archive's file" "$python" .ci/judge.py pdf "$purposes/annual-review-2021.manifest.json" "$purposes/annual-review-2021.archive.pdf"
if ! grep -q '^ *date:\|date: ' <(sed -n '/^meta:/,/^[a-z]*:/p' "$source"); then
  check "a press file without a date is refused" undated_press
fi
