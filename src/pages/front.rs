//! Pages before the body (cover, imprint, contents) counted by themselves, in Roman numerals.

use super::page::{Owner, Page, Pages};
use crate::style::{NodeId, Styled};

/// Gives the pages their labels anew where the layout counts those before the body by themselves: i, ii, … and then,
/// from the page that the body begins, 1, 2, …
pub fn count(pages: &mut Pages, styled: &Styled) {
    let Some(body) = styled.body.filter(|_| styled.sheet.page.roman_front) else { return };
    let begins = |page: &Page| page.items.iter().any(|item| matches!(item.owner, Owner::Node(id, _) if id >= body));
    let Some(front) = pages.pages.iter().position(begins) else { return };
    // A page that holds both is the body's and the front's: nothing is counted apart.
    let both = |page: &Page| {
        let own = |id: NodeId| id < body;
        page.items.iter().any(|item| matches!(item.owner, Owner::Node(id, _) if own(id)))
    };
    if front == 0 || pages.pages.get(front).is_some_and(both) {
        return;
    }
    for (index, page) in pages.pages.iter_mut().enumerate() {
        page.label = if index < front { roman(index as u32 + 1) } else { (index - front + 1).to_string() };
    }
}

/// i, ii, iii, iv …
pub fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = number.min(3999);
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn numerals() {
        let written: Vec<String> = [1, 4, 9, 14, 40, 99, 400, 1994].into_iter().map(roman).collect();
        assert_eq!(written, ["i", "iv", "ix", "xiv", "xl", "xcix", "cd", "mcmxciv"]);
    }
}
