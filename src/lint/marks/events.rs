//! P09: events named by month and day.

use crate::lint::han::is_stop;
use crate::lint::passage::{Passage, fixed};
use crate::lint::report::Report;
use crate::say;

/// P09: GB/T 15834 4.14.3.3.
pub(super) fn event_dates(p: &Passage, report: &mut Report) {
    const EVENTS: &[&str] = &[
        "案",
        "事件",
        "事故",
        "地震",
        "讲话",
        "火灾",
        "爆炸",
        "惨案",
        "晚会",
        "运动",
        "起义",
        "空难",
        "矿难",
        "海难",
        "洪灾",
        "车祸",
        "暴动",
        "政变",
        "血案",
        "枪击",
        "塌方",
        "滑坡",
        "泥石流",
        "踩踏",
    ];
    for pair in p.pairs.iter().filter(|pair| pair.mark == '“') {
        let inner = pair.inner();
        let mut end = inner.start;
        while end < inner.end
            && (p.at(end).is_ascii_digit() || matches!(p.at(end), '.' | '．' | '、' | '・' | '•' | '-' | '/'))
        {
            end += 1;
        }
        let written = p.text(inner.start..end);
        let rest_end = (pair.close + 1..p.len())
            .take(18)
            .find(|at| is_stop(p.at(*at)) || matches!(p.at(*at), '“' | '\n'))
            .unwrap_or(p.len().min(pair.close + 19));
        let after = p.text(end..rest_end);
        let Some((month, day)) = month_day(written) else {
            han_event(p, inner.clone(), after, report);
            continue;
        };
        // “9.5”中华慈善日: a day with a name, written with a point.
        let named = written.contains(['.', '．', '-', '/'])
            && ["日", "节"].iter().any(|word| {
                let name: String = after.chars().take(9).collect();
                name.contains(word) && !name.contains(['，', '版', '系', '型'])
            })
            && !after.chars().next().is_some_and(|c| matches!(c, '%' | '万' | '亿' | '元' | '日' | '版' | '级'));
        let event = named
            || EVENTS.iter().any(|word| after.contains(word))
                && !after.starts_with(['%', '万', '亿', '元', '个', '分', '小', '公']);
        if !event {
            han_event(p, inner.clone(), after, report);
            continue;
        }
        let right = format!("{month}·{day}");
        // Numbers everybody dials are not dates.
        if matches!(written, "110" | "119" | "120" | "122" | "114" | "1210") {
            continue;
        }
        let found = p.finding(
            "P09",
            pair.open..end,
            say!(
                "以月、日为名的事件“{}”缺间隔号",
                "the event named “{}” by month and day lacks its interpunct",
                written
            ),
        );
        report.push(fixed(found.help(say!("改为“{}”", "write “{}”", right)), [p.edit(inner.start..end, &right)]));
    }
}

/// 326, 3.31, 0326 → month and day, when they can only be that.
fn month_day(written: &str) -> Option<(u32, u32)> {
    let parts: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    let (month, day) = match parts.as_slice() {
        [one] if one.len() == 3 => (one.get(..1)?, one.get(1..)?),
        [one] if one.len() == 4 => (one.get(..2)?, one.get(2..)?),
        [month, day] => (*month, *day),
        _ => return None,
    };
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// 一二·九, 一·二八 keep the interpunct; 五四, 七一 take none.
fn han_event(p: &Passage, inner: std::ops::Range<usize>, after: &str, report: &mut Report) {
    let right = match p.text(inner.clone()) {
        "一二九" | "一二九运动" | "一·二九" => "一二·九",
        "一二八" | "一二八事变" | "一二·八" => "一·二八",
        "一二一" => "一二·一",
        "五·四" => "五四",
        "五·一" => "五一",
        "十·一" => "十一",
        "三·八" => "三八",
        "六·一" => "六一",
        "七·一" => "七一",
        "八·一" => "八一",
        "九·一八" => "九一八",
        "七·七" => "七七",
        "五·卅" => "五卅",
        _ => return,
    };
    let event = ["运动", "惨案", "事变", "起义", "讲话", "大地震", "地震", "政变"]
        .iter()
        .any(|word| after.contains(word) || p.text(inner.clone()).ends_with(word));
    // 五·一 never takes it.
    let always = matches!(p.text(inner.clone()), "五·一" | "五·四" | "七·一" | "八·一" | "十·一" | "三·八" | "六·一");
    if event || always {
        let found = p.finding(
            "P09",
            inner.clone(),
            say!("“{}”的间隔号不合规定", "the interpunct of “{}”", p.text(inner.clone())),
        );
        report.push(found.help(say!(
            "改为“{}”：汉字只在一、十一、十二月后用间隔号",
            "write “{}”: in Han numerals only the months 1, 11, 12 take it",
            right
        )));
    }
}
