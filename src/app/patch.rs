//! A change of a text as a unified patch (POSIX `diff -u`), for `check --diff`.

/// Lines shown around a change.
const AROUND: usize = 1;

/// The patch from `before` to `after`. Repairs never add or remove a line break, so lines answer to
/// lines; texts where they do are shown as one change.
pub fn of(name: &str, before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let changed: Vec<usize> = if old.len() == new.len() {
        old.iter().zip(&new).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect()
    } else {
        (0..old.len().max(new.len())).collect()
    };
    let mut out = format!("--- {name}\n+++ {name}\n");
    let mut rest = changed.as_slice();
    while let Some((&first, _)) = rest.split_first() {
        // A hunk: changes whose surroundings touch.
        let apart = rest.windows(2).position(|pair| matches!(pair, [a, b] if b - a > 2 * AROUND + 1));
        let count = apart.map_or(rest.len(), |at| at + 1);
        let (hunk, later) = rest.split_at(count);
        rest = later;
        let last = hunk.last().copied().unwrap_or(first);
        let (from, to) = (first.saturating_sub(AROUND), last + 1 + AROUND);
        let lines = |all: &[&str]| all.len().min(to).saturating_sub(from);
        out.push_str(&format!("@@ -{},{} +{},{} @@\n", from + 1, lines(&old), from + 1, lines(&new)));
        for at in from..to {
            let (a, b) = (old.get(at), new.get(at));
            if a == b {
                out.extend(a.map(|line| format!(" {line}\n")));
            } else {
                out.extend(a.map(|line| format!("-{line}\n")));
                out.extend(b.map(|line| format!("+{line}\n")));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_far_apart_are_hunks_of_their_own() {
        let patch = of("a.yaml", "一\n二\n三\n四\n五\n六\n", "一\n贰\n三\n四\n五\n陆\n");
        let hunks = ["@@ -1,3 +1,3 @@\n 一\n-二\n+贰\n 三\n", "@@ -5,2 +5,2 @@\n 五\n-六\n+陆\n"];
        assert_eq!(patch, format!("--- a.yaml\n+++ a.yaml\n{}", hunks.concat()));
    }

    #[test]
    fn changes_side_by_side_are_one() {
        let patch = of("a", "1\n2\n3\n", "x\n2\ny\n");
        assert_eq!(patch, "--- a\n+++ a\n@@ -1,3 +1,3 @@\n-1\n+x\n 2\n-3\n+y\n");
    }
}
