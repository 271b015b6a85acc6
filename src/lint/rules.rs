//! The one table of rules: code, severity, meaning and an example of each.
//!
//! `banxin explain CODE` and the documentation are made from it; a test proves that each
//! wrong example raises its rule and each right one does not.

mod lookup;

use crate::base::{CodeNote, Severity};
pub use lookup::rule;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// Severity, unless the author sets another.
    pub severity: Severity,
    /// Meaning and reason in Chinese.
    pub zh: &'static str,
    /// Meaning and reason in English.
    pub en: &'static str,
    /// An example that raises it: paragraphs apart by `¶`, a heading after `# `.
    pub wrong: &'static str,
    /// The same, put right.
    pub right: &'static str,
    /// Rules that, on the same characters, are the cause instead of this one.
    pub yields_to: &'static [&'static str],
}

const E: Severity = Severity::Error;
const W: Severity = Severity::Warning;
const I: Severity = Severity::Info;

const fn row(
    code: &'static str,
    severity: Severity,
    zh: &'static str,
    en: &'static str,
    wrong: &'static str,
    right: &'static str,
) -> Rule {
    Rule { code, severity, zh, en, wrong, right, yields_to: &[] }
}

impl Rule {
    const fn yields_to(mut self, codes: &'static [&'static str]) -> Rule {
        self.yields_to = codes;
        self
    }
}

/// Every rule, by family and number.
pub const RULES: &[Rule] = &[
    row(
        "C01",
        E,
        "不可见字符、双向控制符：读者看不见，检索和比对会出错。",
        "Invisible or bidirectional control characters: nobody sees them, and they break search and comparison.",
        "公\u{200b}安机关依法办案。",
        "公安机关依法办案。",
    ),
    row(
        "C02",
        E,
        "控制字符：XML（DOCX）不能容纳。",
        "Control characters: XML, and so DOCX, cannot hold them.",
        "公安机关\u{b}依法办案。",
        "公安机关依法办案。",
    ),
    row(
        "C03",
        W,
        "不换行空格、全角空格：间距和缩进由版式给出。",
        "No-break and ideographic spaces: gaps and indents come from the layout.",
        "公安机关\u{3000}依法办案。",
        "公安机关依法办案。",
    ),
    row(
        "C04",
        E,
        "全角数字、字母、百分号：阿拉伯数字和拉丁字母用半角（GB/T 15835）。",
        "Full-width digits, letters and percent signs: they are half-width (GB/T 15835).",
        "破案率为９８％。",
        "破案率为98%。",
    ),
    row(
        "C05",
        E,
        "形似而非的字符：西里尔、希腊字母冒充拉丁字母，字母冒充数字，片假名冒充汉字。",
        "Look-alikes: Cyrillic or Greek for Latin, letters for digits, katakana for Han.",
        "办理СPI统计2O21年数据。",
        "办理CPI统计2021年数据。",
    ),
    row(
        "C06",
        E,
        "简体文本中的繁体字、异体字。",
        "Traditional or variant forms in simplified text.",
        "全市公安機關依法办案。",
        "全市公安机关依法办案。",
    ),
    row(
        "C07",
        E,
        "专用区字符、替换符：换一台机器就变样。",
        "Private-use characters and replacement marks: another machine shows something else.",
        "民警\u{e000}依法办案。",
        "民警依法办案。",
    ),
    row("C08", E, "所选字体没有这个字。", "The chosen typeface has no glyph for it.", "", "")
        .yields_to(&["C01", "C02", "C05", "C07", "C09"]),
    row(
        "C09",
        W,
        "兼容汉字、部首字符、未组合的附加符号：检索不到，应改用通用编码。",
        "Compatibility ideographs, radicals, uncomposed accents: search does not find them.",
        "全市⼈民群众。",
        "全市人民群众。",
    ),
    row(
        "P01",
        E,
        "中文里的半角标点（GB/T 15834 5.1：标点用全角）。",
        "Half-width punctuation in Chinese (GB/T 15834).",
        "全市平稳,群众满意。",
        "全市平稳，群众满意。",
    ),
    row(
        "P02",
        E,
        "直引号：中文用“ ”‘ ’（GB/T 15834 4.8）。",
        "Straight quotation marks: Chinese uses “ ” and ‘ ’.",
        "开展\"护航\"行动。",
        "开展“护航”行动。",
    ),
    row(
        "P03",
        E,
        "破折号写法不对：应为——，占两字（GB/T 15834 4.11）。",
        "A malformed dash: it is ——, two ems wide.",
        "这是目标--平安。",
        "这是目标——平安。",
    )
    .yields_to(&["P01"]),
    row(
        "P04",
        E,
        "省略号写法不对：应为……，六点占两字（GB/T 15834 4.10）；与“等”不并用。",
        "A malformed ellipsis: it is …… , six dots; not together with 等.",
        "治安、户籍、交通。。。",
        "治安、户籍、交通……",
    )
    .yields_to(&["P01"]),
    row(
        "P05",
        E,
        "标点叠用：两个点号相连。",
        "Doubled marks: two stops in a row.",
        "全市平稳，，群众满意。",
        "全市平稳，群众满意。",
    )
    .yields_to(&["P04", "P01"]),
    row(
        "P06",
        E,
        "标点旁或汉字间的空格：间距由版式给出。",
        "Spaces beside marks or between Han: gaps come from the layout.",
        "全市平稳 ，群众满意。",
        "全市平稳，群众满意。",
    ),
    row(
        "P07",
        W,
        "并列的引号、书名号之间不用顿号（GB/T 15834 4.5.3.5）。",
        "No 、 between adjacent quotations or titles (GB/T 15834 4.5.3.5).",
        "落实“一网通办”、“跨省通办”。",
        "落实“一网通办”“跨省通办”。",
    ),
    row(
        "P08",
        E,
        "引号、括号、书名号不成对，或嵌套不对（外“ ”内‘ ’，外《 》内〈 〉）。",
        "Unpaired or misnested marks.",
        "开展“护航行动。",
        "开展“护航”行动。",
    ),
    row(
        "P09",
        W,
        "以月、日为名的事件：阿拉伯数字月日之间用间隔号（3·15）；汉字只在一、十一、十二月后用（GB/T 15834 4.14.3.3）。",
        "Events named by month and day take an interpunct: 3·15.",
        "破获“3.31”特大侵权案。",
        "破获“3·31”特大侵权案。",
    ),
    row(
        "P10",
        W,
        "数值范围用浪纹～或一字线—，不用短横-和~，全文一致（GB/T 15834 4.13）。",
        "Ranges take ～ or —, not - or ~, and one of them throughout.",
        "2019-2021年，全市平稳。",
        "2019—2021年，全市平稳。",
    ),
    row(
        "P11",
        W,
        "引文末句号的内外，层次序数后的标点（一、 1. （一） 第一，）。",
        "A full stop inside or outside quotes; the mark after 一、 1. （一） 第一，.",
        "坚持“人民至上。”的理念。",
        "坚持“人民至上”的理念。",
    ),
    row(
        "P12",
        W,
        "相邻数字表示概数不用顿号：三四个（GB/T 15834 4.5）。",
        "Adjacent numerals of an approximate number take no 、: 三四个.",
        "现场有三、四个人。",
        "现场有三四个人。",
    ),
    row(
        "P13",
        W,
        "顿号用在分句之间，或逗号隔开了动词和它的数（GB/T 15834 4.4、4.5）。",
        "A 、 between clauses, or a comma between a verb and its number (GB/T 15834 4.4, 4.5).",
        "第一产业增长，4.6%，第二产业增长6.8%。",
        "第一产业增长4.6%，第二产业增长6.8%。",
    ),
    row(
        "S01",
        E,
        "段落中断：句子没有说完就另起一段，或段末没有句末标点。",
        "A broken paragraph: the sentence does not end, or has no final mark.",
        "副市长、市公安局局长王明¶先后三次作出批示，予以肯定。",
        "副市长、市公安局局长王明先后三次作出批示，予以肯定。",
    ),
    row("S02", I, "段落过长（400字以上）。", "A very long paragraph (over 400 characters).", "", ""),
    row("S03", I, "句子过长（220字以上）。", "A very long sentence (over 220 characters).", "", ""),
    row(
        "S04",
        I,
        "标题用空格分成两截：应分写为 lead 和 main。",
        "A heading split by a bare space: write lead and main.",
        "# 不负使命 再创佳绩¶全市平稳。",
        "# 再创佳绩¶全市平稳。",
    )
    .yields_to(&["C03"]),
    row(
        "S05",
        W,
        "署名提到图片、摄影，文中却没有图片。",
        "The credit names pictures; there are none.",
        "全市平稳。¶@ 本报文字图片由宣传处提供",
        "全市平稳。¶@ 本报文字由宣传处提供",
    ),
    row(
        "S06",
        I,
        "依赖版面的说法（本版、下图、左图）：换一种版式就不成立。",
        "Words that depend on the page (本版, 左图): another layout makes them false.",
        "如左图所示，全市平稳。",
        "如图1所示，全市平稳。",
    ),
    row(
        "S07",
        W,
        "同级标题字数不齐，或副题自带破折号、标题带句末标点。",
        "Headings of one level differ in length where all others agree; a heading with a dash or final stop of its own.",
        "# 全市社会大局平稳。¶全市平稳。",
        "# 全市社会大局平稳¶全市平稳。",
    ),
    row(
        "S08",
        E,
        "层次跳级，或序号缺漏、重复（一是…三是…）。",
        "A level is skipped, or a sequence has a gap or a repeat.",
        "一是抓教育。三是抓管理。",
        "一是抓教育。二是抓管理。",
    ),
    row(
        "S09",
        E,
        "标题下没有内容。",
        "An empty section.",
        "# 打击犯罪¶# 服务群众¶全市平稳。",
        "# 打击犯罪¶严厉打击。¶# 服务群众¶全市平稳。",
    ),
    row(
        "S10",
        W,
        "重复的段落或标题。",
        "A repeated block.",
        "全市社会大局持续平稳，群众安全感提升。¶全市社会大局持续平稳，群众安全感提升。",
        "全市社会大局持续平稳，群众安全感提升。",
    ),
    row(
        "S12",
        W,
        "豁免已到期、没有理由或已无所指。",
        "An allowance that has ended, has no reason or allows nothing.",
        "",
        "",
    ),
    row(
        "S13",
        E,
        "检查的设置写错了：没有这样的键、代码或级别。",
        "A setting of the checks is wrong: there is no such key, code or level.",
        "",
        "",
    ),
    row(
        "W01",
        E,
        "字、词重复，或同一列举中有相同的项。",
        "A repeated character or word, or the same item twice in one list.",
        "进一步推进推进重点工作。",
        "进一步推进重点工作。",
    )
    .yields_to(&["W02"]),
    row("W02", E, "错别字、易混词。", "A wrong or confusable word.", "认真布署安全工作。", "认真部署安全工作。"),
    row(
        "W03",
        W,
        "异形词混用，或用了不推荐的写法。",
        "Variants of one word mixed, or the form that is not recommended.",
        "为发展做出贡献。",
        "为发展作出贡献。",
    )
    .yields_to(&["W02"]),
    row(
        "W04",
        W,
        "同一名称有的加引号（书名号），有的不加。",
        "One name now with quotation marks, now without.",
        "依托“皖事通”平台办理。群众通过皖事通申请。",
        "依托“皖事通”平台办理。群众通过“皖事通”申请。",
    ),
    row(
        "W05",
        I,
        "公文标题缺“关于”：请核对全称。",
        "A document's title without 关于: check the full title.",
        "出台了《加强基层建设的实施意见》。",
        "出台了《关于加强基层建设的实施意见》。",
    ),
    row(
        "W06",
        W,
        "前后矛盾或重复赘余的说法。",
        "A contradictory or redundant expression.",
        "原因是因为管理不严。",
        "原因是管理不严。",
    ),
    row(
        "W07",
        W,
        "相对时间与报告年度冲突：年终总结里的“今年”“去年”要写明年份。",
        "A relative year conflicts with the year reported on.",
        "刚刚过去的2021年，成绩显著。今年以来，提拔干部20人。",
        "刚刚过去的2021年，成绩显著。2021年以来，提拔干部20人。",
    ),
    row(
        "W08",
        I,
        "最高级、首例、前列一类的说法要有出处。",
        "Superlatives and firsts need a source.",
        "破案率居全省第一。",
        "破案率为98%。",
    ),
    row("W09", I, "搭配不当。", "Words that do not go together.", "加快工作力度。", "加大工作力度。"),
    row(
        "W10",
        W,
        "姓名、职务与名单不符，或没有名单可核。",
        "A name and title that the list of people does not have.",
        "",
        "",
    ),
    row("W11", E, "禁用词（用户名单）。", "A banned word (the user's list).", "", ""),
    row(
        "W12",
        I,
        "没有解释的缩略语。",
        "An abbreviation without a gloss.",
        "推进QXRW系统建设。",
        "推进QXRW（全息认证网）系统建设。",
    ),
    row(
        "N00",
        E,
        "数字没有绑定到数据表（严格模式）。",
        "A number that is not bound to the table (strict mode).",
        "",
        "",
    ),
    row(
        "N01",
        E,
        "列举的项数与说的数目不符；“几个什么”没有展开（提示）。",
        "A list has not as many items as stated; a counted slogan is never spelled out (information).",
        "围绕预警、接警、派警、出警五个环节开展工作。",
        "围绕预警、接警、派警、出警四个环节开展工作。",
    ),
    row(
        "N02",
        E,
        "“分别”前后的项数不等。",
        "分别 answers a different number of values than there are things.",
        "治安案件、刑事案件分别下降5.1%、6.2%、7.3%。",
        "治安案件、刑事案件分别下降5.1%、6.2%。",
    ),
    row(
        "N03",
        W,
        "同一列举中百分数的小数位不一。",
        "Decimals differ within one list of percentages.",
        "四项指标分别下降10.8%、31%、24.3%、3.1%。",
        "四项指标分别下降10.8%、31.0%、24.3%、3.1%。",
    ),
    row(
        "N04",
        E,
        "同一件事，两处数字不同。",
        "The same thing has two values in two places.",
        "全市共建成视频监控点1200个。¶数据显示，全市共建成视频监控点1300个。",
        "全市共建成视频监控点1200个。¶数据显示，全市共建成视频监控点1200个。",
    ),
    row(
        "N05",
        W,
        "同一事物用了两个量词。",
        "Two measure words for one noun.",
        "上网事项200个，全程网办33项。",
        "上网事项200项，全程网办33项。",
    ),
    row(
        "N06",
        W,
        "引号里的小数像是列举写错了（1.35分钟 ← 1、3、5分钟）。",
        "A decimal in quotation marks that looks like a spoilt list.",
        "划定“1.35分钟”防控圈。",
        "划定“1、3、5分钟”防控圈。",
    ),
    row(
        "N07",
        E,
        "升降方向与数字、列举或前文矛盾。",
        "A direction contradicts the figures, the list or an earlier statement.",
        "案件由20起上升到12起。",
        "案件由20起下降到12起。",
    ),
    row(
        "N08",
        W,
        "占比没有给出分子、分母。",
        "A share without its numerator and denominator.",
        "实战部门占提拔人数的91.8%。",
        "提拔49人，其中实战部门45人，占提拔人数的91.8%。",
    ),
    row(
        "N09",
        I,
        "同比没有给出基数，无法复核。",
        "A year-on-year change without a base: it cannot be checked.",
        "破案数同比上升5.2%。",
        "破案120起，同比上升5.2%。",
    ),
    row(
        "N10",
        W,
        "比率的变化用百分点，数量的变化用百分之几。",
        "A change of a rate is in percentage points, of a count in percent.",
        "破案率提高5.2%。",
        "破案率提高5.2个百分点。",
    ),
    row(
        "N11",
        W,
        "与上年、均数或常理相差十倍以上，像是多写或少写了位数、万、亿。",
        "Ten times last year's value, the average or what can be: a digit or a scale may be wrong.",
        "全年办案3000件，上年为280件。",
        "全年办案300件，上年为280件。",
    ),
    row(
        "N12",
        E,
        "概数词重复或矛盾（约…左右、近…余、超过…以上），或用在精确的数上。",
        "Approximations doubled or contradictory, or on an exact number.",
        "约100人左右参加。",
        "约100人参加。",
    ),
    row(
        "N13",
        E,
        "由文中的数字复算，增减、占比、均数、比例不符。",
        "Recomputed from the numbers of the text, a change, share, average or ratio is wrong.",
        "案件由100起下降到80起，下降25%。",
        "案件由100起下降到80起，下降20%。",
    ),
    row(
        "N14",
        W,
        "分项之和与总数不符。",
        "The parts do not add up to the total.",
        "共破案30起，其中盗窃案20起、抢劫案15起。",
        "共破案35起，其中盗窃案20起、抢劫案15起。",
    ),
    row(
        "N15",
        W,
        "汉字数字与阿拉伯数字混用（GB/T 15835）。",
        "Han and Arabic numerals mixed (GB/T 15835).",
        "2021年七月，新建3千5百个点位。",
        "2021年7月，新建3500个点位。",
    ),
    row(
        "N16",
        W,
        "范围的前一个数缺百分号或万、亿：5%～95%。",
        "The first number of a range lacks its percent sign or scale: 5%～95%.",
        "完成率为85～95%。",
        "完成率为85%～95%。",
    )
    .yields_to(&["P10"]),
    row(
        "N17",
        E,
        "下降、减少不接负数，不用倍；增长不接负数。",
        "A fall is not negative and not counted in times.",
        "案件下降-5.2%。",
        "案件下降5.2%。",
    ),
    row(
        "N18",
        E,
        "单位换算不符，或单位与所计量的不是一类（全长86平方公里）。",
        "A conversion of units is wrong, or the unit measures another kind of thing (a length in square kilometres).",
        "高速公路全长86.2平方公里。",
        "高速公路全长86.2公里。",
    ),
    row("N19", E, "图的标签与表不符。", "A chart's label differs from the table.", "", ""),
    row(
        "N20",
        W,
        "给定的整数凑不出这个百分数。",
        "No whole number gives this percentage of the given total.",
        "12名干部中，党员占91.8%。",
        "12名干部中，党员占91.7%。",
    ),
    row(
        "N21",
        E,
        "不存在的日期、时刻，星期或天数与日期不合，或倒置的起止。",
        "An impossible date or time, a day of the week or a number of days that is not the dates', or a period that ends before it begins.",
        "2021年2月30日，会议召开。",
        "2021年2月28日，会议召开。",
    ),
    row(
        "N22",
        E,
        "数字写法不合规：小数点前缺0，分节号错位，百分号重复。",
        "A malformed number: no 0 before the point, misplaced thousands, doubled percent.",
        "平均为.46，共12,34人。",
        "平均为0.46，共1,234人。",
    ),
];

/// The table as [`crate::base::CodeNote`]s for `banxin explain`.
pub const CODES: &[CodeNote] = {
    const NOTES: [CodeNote; RULES.len()] = {
        let mut notes = [CodeNote { code: "", zh: "", en: "" }; RULES.len()];
        let mut index = 0;
        while index < RULES.len() {
            #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, bounded by the loop")]
            {
                notes[index] = CodeNote { code: RULES[index].code, zh: RULES[index].zh, en: RULES[index].en };
            }
            index += 1;
        }
        notes
    };
    &NOTES
};

/// The whole explanation of a code as text, both languages, with its example.
pub fn explain(code: &str) -> Option<String> {
    let found = rule(code)?;
    let severity = match found.severity {
        Severity::Error => "error 错误",
        Severity::Warning => "warning 警告",
        Severity::Info => "info 提示",
    };
    let mut text = format!("{} [{severity}]\n{}\n{}\n", found.code, found.zh, found.en);
    if !found.wrong.is_empty() {
        text.push_str(&format!("  ✗ {}\n  ✓ {}\n", found.wrong, found.right));
    }
    Some(text)
}
