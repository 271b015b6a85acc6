//! N20: rates that know a bound.

use crate::lint::numeral::Numeral;
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use rust_decimal::Decimal;

/// N20: a rate that cannot pass 100 %.
pub fn impossible(p: &Passage, share: &Numeral, report: &mut Report) -> bool {
    const BOUNDED: &[&str] = &[
        "满意率",
        "满意度",
        "覆盖率",
        "普及率",
        "合格率",
        "达标率",
        "优良率",
        "办结率",
        "整改率",
        "知晓率",
        "参保率",
        "就业率",
        "失业率",
        "入住率",
        "出勤率",
        "准确率",
        "接种率",
        "绿化率",
        "离柜率",
        "城镇化率",
        "成活率",
        "治愈率",
        "死亡率",
        "好评率",
        "及格率",
        "参与率",
        "普惠率",
        "合规率",
        "巩固率",
        "管理率",
        "建档率",
        "签约率",
        "结案率",
        "见警率",
        "回复率",
        "答复率",
        "及时率",
        "按时率",
        "准点率",
        "正点率",
        "受理率",
        "网办率",
        "上线率",
        "录取率",
        "升学率",
        "安装率",
        "配备率",
        "处理率",
        "收集率",
        "清运率",
        "监管率",
        "检测率",
        "抽检率",
        "占比",
        "比重",
        "适用率",
        "配套率",
        "综合利用率",
        "完好率",
        "履约率",
        "数字化率",
        "查验率",
        "处置率",
    ];
    /// Rates that may pass 100 %: of what there was before, of a plan, of a capacity, of another measure.
    const UNBOUNDED: &[&str] = &[
        "增长率",
        "增值率",
        "毛利率",
        "利润率",
        "负债率",
        "换手率",
        "周转率",
        "使用率",
        "利用率",
        "负荷率",
        "回报率",
        "收益率",
        "产销率",
        "完成率",
        "执行率",
        "贡献率",
        "拨备覆盖率",
        "充足率",
        "溢价率",
        "入学率",
        "入园率",
        "客座率",
        "上座率",
        "满载率",
        "实载率",
        "自给率",
        "到位率",
        "兑现率",
        "保值率",
        "超额率",
        "达产率",
        "杠杆率",
        "偿债率",
        "赔付率",
        "补偿率",
        "兑付率",
        "通胀率",
        "膨胀率",
        "上涨率",
        "投入产出率",
        "乘积率",
        "开工率",
        "产能率",
        "依存度",
        "比率",
        "倍率",
        "汇率",
        "成本率",
        "费用率",
        "流动率",
        "招录率",
        "报录率",
        "增收率",
        "增产率",
        "回升率",
        "提升率",
        "替代率",
        "投保率",
        "保障率",
        "容积率",
        "效率",
    ];
    let above = p.starts(share.range.end, "以上") || p.ends_any(share.range.start, &["超过", "超", "突破"]).is_some();
    if share.value < Decimal::ONE_HUNDRED || share.value == Decimal::ONE_HUNDRED && !above {
        return false;
    }
    let mut end = share.range.start;
    for word in ["超过", "突破", "超", "了"] {
        if p.ends(end, word) {
            end -= word.chars().count();
        }
    }
    for word in ["高达", "达到", "达", "为", "是", "约", "到"] {
        if p.ends(end, word) {
            end -= word.chars().count();
            break;
        }
    }
    let general = p.ends(end, "率") && p.ends_any(end, UNBOUNDED).is_none() && share.value > Decimal::ONE_HUNDRED;
    let unbounded = p.ends_any(end, UNBOUNDED).is_some();
    let bounded = p.ends_any(end, BOUNDED).filter(|_| !unbounded);
    let Some((word, size)) = bounded.or(general.then_some(("率", 1))) else { return false };
    report.push(
        p.finding(
            "N20",
            end - size..share.range.end,
            say!("“{}”不会超过100%", "a rate such as {} cannot pass 100%", word),
        )
        .help(say!("核对这个数", "check the number")),
    );
    true
}
