//! Chinese numerals for labels.

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn digit(value: u32) -> &'static str {
    DIGITS.get(value as usize % 10).copied().unwrap_or("")
}

/// 一 to 九十九; larger ones digit by digit, as chapters of long documents are numbered.
pub fn number(value: u32) -> String {
    match value {
        0..=9 => digit(value).to_owned(),
        10 => "十".to_owned(),
        11..=19 => format!("十{}", digit(value)),
        20..=99 if value.is_multiple_of(10) => format!("{}十", digit(value / 10)),
        20..=99 => format!("{}十{}", digit(value / 10), digit(value)),
        _ => value.to_string().bytes().map(|byte| digit(u32::from(byte - b'0'))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numerals() {
        let written: Vec<String> = [1, 9, 10, 11, 20, 21, 99, 100, 105].into_iter().map(number).collect();
        assert_eq!(written, ["一", "九", "十", "十一", "二十", "二十一", "九十九", "一〇〇", "一〇五"]);
    }
}
