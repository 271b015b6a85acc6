//! A rule by its code: asked for every finding several times.

use super::{RULES, Rule};
use std::sync::LazyLock;

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    /// The rule of each letter and number, by its place in the table and one.
    static PLACES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut places = vec![0; 26 * 100];
        for (index, rule) in RULES.iter().enumerate().rev() {
            if let Some(place) = number(rule.code).and_then(|number| places.get_mut(number)) {
                *place = index as u8 + 1;
            }
        }
        places
    });
    let place = PLACES.get(number(code)?).copied()?;
    RULES.get(usize::from(place).checked_sub(1)?)
}

/// `N13` as a number.
fn number(code: &str) -> Option<usize> {
    let [letter @ b'A'..=b'Z', ten @ b'0'..=b'9', one @ b'0'..=b'9'] = code.as_bytes() else { return None };
    Some(usize::from(letter - b'A') * 100 + usize::from(ten - b'0') * 10 + usize::from(one - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_code() {
        for one in RULES {
            assert_eq!(rule(one.code).map(|found| found.zh), Some(one.zh));
        }
        assert!(["", "N", "N999", "Z99", "n01", "§01"].iter().all(|code| rule(code).is_none()));
    }
}
