# The outputs of the checks: SARIF against its schema, repairs that repair, the same findings twice.
# Read by .ci/run, whose names (check, python, work, banxin) it uses.
lint_dir=$work/run/lint
mkdir -p "$lint_dir"
cat >"$lint_dir/wrong.yaml" <<'YAML'
# 备注：修复不碰这一行,也不碰格式
title:   年度工作   # 标题
meta: {language: zh-CN}
layout: bulletin
body:
  - paragraph: "全市平稳,群众满意。落实“一网通办”、“跨省通办”，认真布署安全工作。"   # 行尾,备注
  - paragraph: 破案率为９８％。。全市公\u200b安机关   依法办案,100% “好”。
YAML
sarif_valid() { # of the sample, of a source with faults, of one that cannot be read
  local n=0 file
  for file in data/annual-review-2021/review.yaml "$lint_dir/wrong.yaml" "$lint_dir/none.yaml"; do
    n=$((n + 1))
    "$banxin" check "$file" --format sarif >"$lint_dir/$n.sarif" 2>"$lint_dir/$n.err" || true
    "$python" - tests/sarif/sarif-schema-2.1.0.json "$lint_dir/$n.sarif" <<'PYTHON' || return 1
import json, sys, jsonschema
schema, log = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
faults = list(jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(log))
for fault in faults:
    print(list(fault.path), fault.message)
print(len(log["runs"][0]["results"]), "results")
sys.exit(bool(faults) or not log["runs"][0]["results"])
PYTHON
  done
}
fixes_fix() { # --fix, then nothing that can be fixed is left; remarks stand as they stood
  cp "$lint_dir/wrong.yaml" "$lint_dir/fixed.yaml"
  "$banxin" check "$lint_dir/fixed.yaml" --diff >"$lint_dir/fix.diff" || true
  "$banxin" check "$lint_dir/fixed.yaml" --fix || true
  "$banxin" check "$lint_dir/fixed.yaml" --format json >"$lint_dir/after.json" || true
  ! grep -q '"fix"' "$lint_dir/after.json" && grep -qF '# 备注：修复不碰这一行,也不碰格式' "$lint_dir/fixed.yaml" &&
    grep -qF '# 行尾,备注' "$lint_dir/fixed.yaml" && grep -qF 'title:   年度工作   # 标题' "$lint_dir/fixed.yaml" &&
    "$banxin" check "$lint_dir/fixed.yaml" --diff >"$lint_dir/again.diff"; ! [ -s "$lint_dir/again.diff" ]
}
same_twice() {
  .ci/bulk.py "$lint_dir/bulk" 20 &&
    { "$banxin" check "$lint_dir/bulk/review.yaml" --format short >"$lint_dir/a.txt" || true; } &&
    { "$banxin" check "$lint_dir/bulk/review.yaml" --format short >"$lint_dir/b.txt" || true; } &&
    cmp "$lint_dir/a.txt" "$lint_dir/b.txt" && grep -v '^ ' "$lint_dir/a.txt" | sort -t: -k2,2n -k3,3n -s -c
}
check "SARIF 2.1.0 holds to its schema" sarif_valid
check "check --fix leaves nothing to fix, and remarks alone" fixes_fix
check "findings: the same twice, in the order of the text" same_twice
