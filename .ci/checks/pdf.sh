# The PDF's other purposes, beyond their judges: the archive's text, and a press file that has no date.
# Read by .ci/run, whose names (check, python, manifest, banxin, source, one, work) it uses.
undated_press() { # without a date of the source's or SOURCE_DATE_EPOCH: exit 3 and nothing written
  env -u SOURCE_DATE_EPOCH "$banxin" build "$source" --out "$work/run/undated" --formats pdf --pdf press
  [ $? -eq 3 ] && [ ! -e "$work/run/undated" ]
}
check "pdftotext -raw of the archive's file" "$python" .ci/judge.py pdf "$manifest" "$one/annual-review-2021.archive.pdf"
grep -q 'date:' "$source" || check "a press file without a date is refused" undated_press
