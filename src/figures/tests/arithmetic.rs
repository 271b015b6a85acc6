//! Arithmetic of the table: readable cases, and ten thousand tables with and without faults.

use super::super::*;
use crate::base::files::MemoryFiles;
use crate::base::{Findings, Sources};
use crate::content::Document;
use crate::content::yaml::tests::show;

const HEAD: &str = "id,value,unit,scale,qualifier,yoy,yoy_direction,prior,exact,ratio,adds_to,part_of,recompute,list";

/// Loads rows without their indicator, which is their id.
fn load_rows(head: &str, rows: &str) -> (Option<FigureTable>, String) {
    let mut table = format!("indicator,{head}\n");
    for row in rows.lines() {
        let id = row.split(',').next().unwrap_or_default();
        table += &format!("{id},{row}\n");
    }
    let mut files = MemoryFiles::default();
    files.0.insert("f.csv".into(), table.into());
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let source = sources.add("a.yaml", "figures: f.csv");
    let figures = crate::base::Spanned { value: "f.csv".into(), span: crate::base::Span::new(source, 9..14) };
    let document = Document { figures: Some(figures), ..Document::default() };
    let table = load(&document, &files, &mut sources, &mut findings);
    (table, show(findings, &sources))
}

/// A row in the order of `HEAD` from `name=value` words.
fn row(words: &str) -> String {
    let value = |name: &str| {
        words
            .split(' ')
            .find_map(|word| word.split_once('=').filter(|(key, _)| *key == name))
            .map_or("", |(_, value)| value)
    };
    let cells: Vec<&str> = HEAD
        .split(',')
        .map(|name| if name == "list" { words.split_once("list=").map_or("", |(_, list)| list) } else { value(name) })
        .collect();
    cells.join(",")
}

fn said(rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|words| row(words)).collect();
    let (_, faults) = load_rows(HEAD, &rows.join("\n"));
    // Without places, which the cases of `faults` check.
    faults
        .lines()
        .map(|line| line.split_once(' ').map_or(line, |(_, rest)| rest))
        .map(|line| line.split(" | ").next().unwrap_or(line))
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn proofs() {
    let cases: &[(&[&str], &str)] = &[
        // 同比, checked.
        (&["id=a value=134 unit=起 prior=120 yoy=11.7 yoy_direction=上升"], ""),
        (
            &["id=a value=134 unit=起 prior=120 yoy=11.6 yoy_direction=上升"],
            "F30 from 120 to 134 is 上升11.7%, not 上升11.6%",
        ),
        (&["id=a value=134 unit=起 prior=120 yoy=11.6 yoy_direction=上升 recompute=false"], ""),
        (&["id=a value=100 unit=起 prior=120 yoy=16.7 yoy_direction=上升"], "F31 from 120 to 100 is not 上升"),
        (&["id=a value=100 unit=起 prior=120 yoy_direction=增长"], "F31 from 120 to 100 is not 增长"),
        (&["id=a value=120 unit=起 prior=120 yoy=0 yoy_direction=持平"], ""),
        (&["id=a value=100 unit=起 prior=0 yoy=100 yoy_direction=上升"], "F32 no percentage can be measured from 0"),
        // A tie may be rounded either way: 1/8 is 12.5%.
        (&["id=a value=9 unit=起 prior=8 yoy=13 yoy_direction=上升"], ""),
        (&["id=a value=9 unit=起 prior=8 yoy=12 yoy_direction=上升"], ""),
        (&["id=a value=9 unit=起 prior=8 yoy=14 yoy_direction=上升"], "F30 from 8 to 9 is 上升13%, not 上升14%"),
        // Rounded values leave room: 1.3万 to 1.2万 may be 4.2% to 13.0%.
        (&["id=a value=1.3 unit=个 scale=万 prior=1.2 yoy=5.0 yoy_direction=上升"], ""),
        (
            &["id=a value=1.3 unit=个 scale=万 prior=1.2 yoy=20.0 yoy_direction=上升"],
            "F30 from 1.2 to 1.3 is 上升8.3%, not 上升20.0%",
        ),
        // 约数.
        (&["id=a value=1.3 unit=个 scale=万 qualifier=余 exact=13245"], ""),
        (
            &["id=a value=1.3 unit=个 scale=万 qualifier=余 exact=12990"],
            "F33 “1.3万余” does not fit the exact value 12990",
        ),
        (
            &["id=a value=1.3 unit=个 scale=万 qualifier=余 exact=14001"],
            "F33 “1.3万余” does not fit the exact value 14001",
        ),
        (&["id=a value=100 unit=人 qualifier=余 exact=132"], ""),
        (&["id=a value=1.4 unit=个 scale=万 qualifier=近 exact=13950"], ""),
        (
            &["id=a value=1.4 unit=个 scale=万 qualifier=近 exact=14010"],
            "F33 “近1.4万” does not fit the exact value 14010",
        ),
        (&["id=a value=3 unit=人 scale=万 qualifier=超 exact=30001"], ""),
        (&["id=a value=3 unit=人 scale=万 qualifier=超 exact=29999"], "F33 “超3万” does not fit the exact value 29999"),
        (&["id=a value=1.3 unit=个 scale=万 exact=13245"], ""),
        (&["id=a value=1.3 unit=个 scale=万 exact=13551"], "F33 “1.3万” does not fit the exact value 13551"),
        // 占比.
        (&["id=a value=45.1 unit=% ratio=b/c", "id=b value=46 unit=人", "id=c value=102 unit=人"], ""),
        (
            &["id=a value=45.2 unit=% ratio=b/c", "id=b value=46 unit=人", "id=c value=102 unit=人"],
            "F34 46 of 102 is 45.1%, not 45.2%",
        ),
        // 合计, 其中.
        (&["id=t value=30 unit=起", "id=a value=20 unit=起 adds_to=t", "id=b value=10 unit=起 adds_to=t"], ""),
        (
            &["id=t value=31 unit=起", "id=a value=20 unit=起 adds_to=t", "id=b value=10 unit=起 adds_to=t"],
            "F36 t is 31, its parts add up to 30",
        ),
        (
            &[
                "id=t value=3.1 unit=元 scale=亿",
                "id=a value=1.2 unit=元 scale=亿 adds_to=t",
                "id=b value=1.8 unit=元 scale=亿 adds_to=t",
            ],
            "F37 t is 3.1, its parts add up to 3: rounding explains it",
        ),
        (
            &[
                "id=t value=3.3 unit=元 scale=亿",
                "id=a value=1.2 unit=元 scale=亿 adds_to=t",
                "id=b value=1.8 unit=元 scale=亿 adds_to=t",
            ],
            "F36 t is 3.3, its parts add up to 3",
        ),
        (
            &[
                "id=t value=1.5 unit=元 scale=亿",
                "id=a value=5000 unit=元 scale=万 adds_to=t",
                "id=b value=10000 unit=元 scale=万 adds_to=t",
            ],
            "",
        ),
        (&["id=t value=10 unit=人", "id=a value=7 unit=人 part_of=t", "id=b value=8 unit=人 part_of=t"], ""),
        (&["id=t value=10 unit=人", "id=a value=12 unit=人 part_of=t"], "F35 the part 12 is more than t, 10"),
        (
            &["id=t value=10 unit=人", "id=a value=7 unit=名 part_of=t"],
            "F38 the part is counted in `名`, the whole in `人`",
        ),
        // Lists that count themselves.
        (
            &[
                "id=l value= unit=个 yoy_direction=下降 list=a b",
                "id=a value=3 unit=% yoy_direction=下降",
                "id=b value=4 unit=% yoy_direction=减少",
            ],
            "",
        ),
        (
            &["id=l value=3 unit=个 list=a b", "id=a value=3 unit=%", "id=b value=4 unit=%"],
            "F17 3 is stated, 2 are listed",
        ),
        (
            &[
                "id=l value=2 unit=个 yoy_direction=下降 list=a b",
                "id=a value=3 unit=% yoy_direction=下降",
                "id=b value=4 unit=% yoy_direction=上升",
            ],
            "F17 the list says 下降, but `b` is 上升",
        ),
        (&["id=l value=2 unit=个 list=a bb", "id=a value=3 unit=%"], "F16 no other row has the id `bb`"),
        (&["id=a value=3 unit=% ratio=b"], "F15 `b` cannot stand under ratio"),
    ];
    let mut wrong = String::new();
    for (rows, expected) in cases {
        let said = said(rows);
        if &said != expected {
            wrong += &format!("{rows:?}\n  is  {said}\n  not {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn changes_are_computed() {
    let cases = [
        ("value=134 unit=起 prior=120", Some(("上升", "11.7"))),
        ("value=100 unit=起 prior=120", Some(("下降", "16.7"))),
        ("value=120 unit=起 prior=120", Some(("持平", "0.0"))),
        ("value=9 unit=起 prior=8", Some(("上升", "12.5"))),
        ("value=2001 unit=起 prior=2000", Some(("上升", "0.1"))),
        ("value=134 unit=起 prior=120 yoy_direction=增长", Some(("增长", "11.7"))),
        ("value=134 unit=起 prior=120 recompute=false", None),
        ("value=134 unit=起 prior=0", None),
    ];
    for (words, expected) in cases {
        let (table, _) = load_rows(HEAD, &row(&format!("id=a {words}")));
        let table = table.unwrap();
        let row = table.get("a").unwrap();
        let computed = row.yoy.as_ref().map(|yoy| (row.direction.value.as_str(), yoy.value.written.as_str()));
        assert_eq!(computed, expected, "{words}");
    }
}

/// A plain generator: the same tables on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Ten thousand tables of whole numbers with their changes, shares and totals, rounded half up;
/// in every second one a fault is planted that rounding cannot explain. All are found, nothing else is.
#[test]
fn every_planted_fault_is_found_and_no_other() {
    let mut dice = Dice(2021);
    for number in 0..10_000 {
        let decimals = dice.roll(3) as u32;
        let unit = 10f64.powi(-(decimals as i32));
        let (a, b, prior) = (10 + dice.roll(90_000), 10 + dice.roll(90_000), 10 + dice.roll(90_000));
        let total = a + b;
        // Thousandths of a percent in whole numbers, so that the test has no rounding of its own.
        let round = |numerator: u64, denominator: u64| {
            let scaled = u128::from(numerator) * 100 * 10u128.pow(decimals);
            let denominator = u128::from(denominator);
            let rounded = (2 * scaled + denominator) / (2 * denominator);
            rounded as i64
        };
        let mut yoy = round(a.abs_diff(prior), prior);
        let mut share = round(a, total);
        let mut stated = total as i64;
        let fault = if number % 2 == 0 { 0 } else { 1 + dice.roll(3) };
        let shift = [1, -1, 2, -7][dice.roll(4) as usize];
        match fault {
            1 if yoy + shift > 0 => yoy += shift,
            2 if share + shift > 0 => share += shift,
            3 => stated += shift,
            _ => {}
        }
        let fault =
            if (fault == 1 && yoy == round(a.abs_diff(prior), prior)) || (fault == 2 && share == round(a, total)) {
                0
            } else {
                fault
            };
        let show = |value: i64| {
            if decimals == 0 { value.to_string() } else { format!("{:.*}", decimals as usize, value as f64 * unit) }
        };
        let direction = match a.cmp(&prior) {
            std::cmp::Ordering::Less => "下降",
            std::cmp::Ordering::Equal => "持平",
            std::cmp::Ordering::Greater => "上升",
        };
        if a == prior && fault == 1 {
            continue;
        }
        let rows = [
            row(&format!("id=t value={stated} unit=起")),
            row(&format!("id=a value={a} unit=起 prior={prior} yoy={} yoy_direction={direction} adds_to=t", show(yoy))),
            row(&format!("id=b value={b} unit=起 adds_to=t")),
            row(&format!("id=s value={} unit=% ratio=a/{}", show(share), if fault == 3 { "u" } else { "t" })),
            row(&format!("id=u value={total} unit=起")),
        ];
        let (_, faults) = load_rows(HEAD, &rows.join("\n"));
        let codes: Vec<&str> = faults.lines().filter_map(|line| line.split(' ').nth(1)).collect();
        let expected: &[&str] = match fault {
            0 => &[],
            1 => &["F30"],
            2 => &["F34"],
            _ => &["F36"],
        };
        // A share moved by a tie's width may still be the other rounding of the same tie.
        let tie = |numerator: u64, denominator: u64| {
            (u128::from(numerator) * 200 * 10u128.pow(decimals)) % u128::from(2 * denominator)
                == u128::from(denominator)
        };
        if codes.is_empty() && ((fault == 1 && tie(a.abs_diff(prior), prior)) || (fault == 2 && tie(a, total))) {
            continue;
        }
        assert_eq!(codes, expected, "{rows:#?}\n{faults}");
    }
}

/// A number of units written in ten thousands or hundred millions with these decimals, half up.
fn scaled(units: u64, power: u32, decimals: u32) -> (u64, String) {
    let step = 10u64.pow(power - decimals);
    let steps = (units + step / 2) / step;
    let ten = 10u64.pow(decimals);
    let written = if decimals == 0 {
        steps.to_string()
    } else {
        format!("{}.{:0width$}", steps / ten, steps % ten, width = decimals as usize)
    };
    (steps, written)
}

/// Ten thousand more tables: values that are rounded in 万 and 亿, their 环比, shares and totals, rates
/// with their 百分点, and exact values beside 余 and 近. What is stated is true of the values before they
/// were rounded, so nothing may be said; in every second table one number is moved past all that rounding
/// can explain (reckoned here in whole numbers, from the ends of the ranges), and must be found.
#[test]
fn rounded_tables_hide_no_fault_and_raise_none() {
    let mut dice = Dice(15_835);
    for number in 0..10_000 {
        let (power, scale) = if dice.roll(2) == 0 { (4, "万") } else { (8, "亿") };
        let decimals = 1 + dice.roll(2) as u32;
        let step = 10u64.pow(power - decimals);
        let mut value = || 40 * step + dice.roll(100_000) * step / 10 + dice.roll(step);
        let (a, b, prior) = (value(), value(), value());
        let total = a + b;
        let [(sa, wa), (_, wb), (sp, wp), (st, wt)] = [a, b, prior, total].map(|units| scaled(units, power, decimals));
        // A tenth of a percent; half up.
        let permille =
            |part: u64, whole: u64| ((2000 * u128::from(part) + u128::from(whole)) / (2 * u128::from(whole))) as i64;
        let mut change = permille(a.abs_diff(prior), prior);
        let mut share = permille(a, total);
        let mut stated_total = st as i64;
        // Hundredths of a point: two rates with two decimals, exact as written but for rounding.
        let (rate, rate_before) = (dice.roll(10_000) as i64, dice.roll(10_000) as i64);
        let mut points = (rate - rate_before).abs();
        // 余 on the value cut off, with the exact value beside it.
        let exact = a.max(step + 1);
        let cut = exact / step;
        let mut about = cut as i64;
        let fault = if number % 2 == 0 { 0 } else { 1 + dice.roll(5) };
        let more = 1 + dice.roll(9) as i64;
        match fault {
            1 => {
                // The largest change that values in these ranges can have, in tenths of a percent.
                let (high, low) = (2 * sa.max(sp) + 1, 2 * sa.min(sp) - 1);
                let most = if a >= prior {
                    (high - low) as i64 * 1000 / low as i64
                } else {
                    (high - low) as i64 * 1000 / high as i64
                };
                change = most.max(change) + 1 + more;
            }
            2 => share += 1000 * 2 / st as i64 + 2 + more,
            // Two parts and a total: each half a step off at most.
            3 => stated_total += 2 + more,
            // Rates are rounded too: half of a hundredth each, and the change itself.
            4 => points += 2 + more,
            5 => about += 1 + more,
            _ => {}
        }
        let direction = |up: bool, same: bool| {
            if same {
                "持平"
            } else if up {
                "上升"
            } else {
                "下降"
            }
        };
        let tenth = |value: i64| format!("{}.{}", value / 10, value % 10);
        let hundredth = |value: i64| format!("{}.{:02}", value / 100, value % 100);
        let written = |steps: i64| {
            let ten = 10i64.pow(decimals);
            format!("{}.{:0width$}", steps / ten, steps % ten, width = decimals as usize)
        };
        if change == 0 || points == 0 || exact % step == 0 {
            continue;
        }
        let stated_total = if fault == 3 { written(stated_total) } else { wt.clone() };
        let way = direction(a > prior, false);
        let rates = direction(rate > rate_before, rate == rate_before);
        let rows = [
            row(&format!("id=t value={stated_total} unit=元 scale={scale}")),
            row(&format!(
                "id=a value={wa} unit=元 scale={scale} prior={wp} yoy={} yoy_direction={way} adds_to=t",
                tenth(change)
            )),
            row(&format!("id=b value={wb} unit=元 scale={scale} adds_to=t")),
            row(&format!("id=u value={wt} unit={scale}元")),
            row(&format!("id=s value={} unit=% ratio=a/u", tenth(share))),
            row(&format!(
                "id=r value={} unit=% prior={} yoy={} yoy_direction={rates}",
                hundredth(rate),
                hundredth(rate_before),
                hundredth(points)
            )),
            row(&format!("id=q value={} unit=元 scale={scale} qualifier=余 exact={exact}", written(about))),
        ];
        let (_, faults) = load_rows(HEAD, &rows.join("\n"));
        let codes: Vec<&str> =
            faults.lines().filter_map(|line| line.split(' ').nth(1)).filter(|code| *code != "F37").collect();
        // When both values are written alike, the word may stand against them: that is a fault of its own kind.
        if sa == sp && codes == ["F31"] {
            continue;
        }
        let expected: &[&str] = match fault {
            0 => &[],
            1 | 4 => &["F30"],
            2 => &["F34"],
            3 => &["F36"],
            _ => &["F33"],
        };
        assert_eq!(codes, expected, "fault {fault}\n{rows:#?}\n{faults}");
    }
}

/// Ties: what is computed goes away from zero unless the table says otherwise, and what is written is held
/// to the rule when the table says one.
#[test]
fn ties_are_rounded_as_the_table_says() {
    let said = |rounding: &str, yoy: &str| {
        let head = "id,value,unit,prior,yoy,yoy_direction,rounding";
        load_rows(head, &format!("a,9,起,8,{yoy},上升,{rounding}")).1
    };
    // One more than eight is 12.5%.
    for (rounding, yoy, right) in [
        ("", "13", true),
        ("", "12", true),
        ("四舍五入", "13", true),
        ("四舍五入", "12", false),
        ("四舍六入五成双", "12", true),
        ("四舍六入五成双", "13", false),
        ("去尾", "12", true),
        ("去尾", "13", false),
        ("进一", "13", true),
        ("进一", "12", false),
    ] {
        assert_eq!(said(rounding, yoy).is_empty(), right, "{rounding} {yoy}: {}", said(rounding, yoy));
    }
    let computed = |rounding: &str| {
        let (table, _) =
            load_rows("id,value,unit,prior,rounding", &format!("a,2001,起,2000,{rounding}\nb,2003,起,2000,{rounding}"));
        let table = table.unwrap();
        ["a", "b"].map(|id| table.get(id).unwrap().yoy.as_ref().unwrap().value.written.clone())
    };
    // 0.05% and 0.15%.
    assert_eq!(computed(""), ["0.1", "0.2"]);
    assert_eq!(computed("四舍六入五成双"), ["0.0", "0.2"]);
    assert_eq!(computed("去尾"), ["0.0", "0.1"]);
}
