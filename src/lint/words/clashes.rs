//! W06: what two parts of a clause may not stand together.

use crate::base::Severity;
use crate::lint::han::is_stop;
use crate::lint::heads::{self, Head, Index};
use crate::lint::passage::Passage;
use crate::lint::report::Report;
use crate::say;
use std::ops::Range;
use std::sync::LazyLock;

/// What two parts of a clause may not stand together, and why. `level` i is information.
struct Clash {
    first: &'static str,
    second: &'static str,
    /// How many characters may stand between them.
    within: usize,
    level: char,
    zh: &'static str,
    en: &'static str,
}

const fn clash(
    first: &'static str,
    second: &'static str,
    within: usize,
    level: char,
    zh: &'static str,
    en: &'static str,
) -> Clash {
    Clash { first, second, within, level, zh, en }
}

/// Contradiction and redundancy within a clause (W06).
const CLASHES: &[Clash] = &[
    clash("原因是", "因为", 0, 'w', "“原因是”后不再用“因为”", "原因是 and 因为 say the same"),
    clash("原因是", "由于", 0, 'w', "“原因是”后不再用“由于”", "原因是 and 由于 say the same"),
    clash("原因是", "造成的", 40, 'w', "“原因是…造成的”句式杂糅", "two patterns mixed"),
    clash("原因是", "所致", 40, 'w', "“原因是…所致”句式杂糅", "two patterns mixed"),
    clash("由于", "所致", 0, 'w', "“由于…所致”句式杂糅", "two patterns mixed"),
    clash("目的是", "为了", 0, 'w', "“目的是”后不再用“为了”", "目的是 and 为了 say the same"),
    clash("目的就是", "为了", 0, 'w', "“目的就是”后不再用“为了”", "目的就是 and 为了 say the same"),
    clash("之所以", "的原因", 40, 'w', "“之所以…的原因”句式杂糅", "two patterns mixed"),
    clash("是为了", "为目的", 30, 'w', "“是为了…为目的”句式杂糅", "two patterns mixed"),
    clash("以", "为目的是", 20, 'w', "“以…为目的是”句式杂糅", "two patterns mixed"),
    clash("防止", "不再", 12, 'w', "“防止…不再”双重否定，意思反了", "防止 with 不 says the opposite"),
    clash("防止", "不发生", 12, 'w', "“防止…不发生”意思反了", "防止 with 不 says the opposite"),
    clash("严防", "不发生", 12, 'w', "“严防…不发生”意思反了", "严防 with 不 says the opposite"),
    clash("严防", "不再", 12, 'w', "“严防…不再”意思反了", "严防 with 不 says the opposite"),
    clash("谨防", "不发生", 12, 'w', "“谨防…不发生”意思反了", "谨防 with 不 says the opposite"),
    clash("以内", "以下", 0, 'w', "“以内”与“以下”重复", "以内 and 以下 say the same"),
    clash("以下", "以内", 0, 'w', "“以下”与“以内”重复", "以下 and 以内 say the same"),
    clash("左右", "以上", 0, 'w', "“左右”与“以上”矛盾", "左右 and 以上 contradict"),
    clash("以上", "左右", 0, 'w', "“以上”与“左右”矛盾", "以上 and 左右 contradict"),
    clash("均为", "分别", 0, 'w', "“均”与“分别”矛盾", "均 and 分别 contradict"),
    clash("分别", "均为", 0, 'w', "“分别”与“均”矛盾", "分别 and 均 contradict"),
    clash("称号", "荣誉称号", 0, 'w', "“称号”重复", "称号 twice"),
    clash("第一名", "第一", 0, 'w', "“第一名”与“第一”重复", "第一名 and 第一 say the same"),
    clash("位居", "位列", 6, 'w', "“位居”与“位列”重复", "位居 and 位列 say the same"),
    clash("增长了", "到", 0, 'w', "“增长了”与“增长到”不能并用", "增长了 tells the difference, 增长到 the value"),
    clash("提高了", "到", 0, 'w', "“提高了”与“提高到”不能并用", "提高了 tells the difference, 提高到 the value"),
    clash("增加了", "到", 0, 'w', "“增加了”与“增加到”不能并用", "增加了 tells the difference, 增加到 the value"),
    clash("上升了", "到", 0, 'w', "“上升了”与“上升到”不能并用", "上升了 tells the difference, 上升到 the value"),
    clash("下降了", "到", 0, 'w', "“下降了”与“下降到”不能并用", "下降了 tells the difference, 下降到 the value"),
    clash("减少了", "到", 0, 'w', "“减少了”与“减少到”不能并用", "减少了 tells the difference, 减少到 the value"),
    clash("降低了", "到", 0, 'w', "“降低了”与“降低到”不能并用", "降低了 tells the difference, 降低到 the value"),
    clash("缩短了", "至", 0, 'w', "“缩短了”与“缩短至”不能并用", "缩短了 tells the difference, 缩短至 the value"),
    clash("避免", "不再", 12, 'w', "“避免…不再”意思反了", "避免 with 不 says the opposite"),
    clash("避免", "不发生", 12, 'w', "“避免…不发生”意思反了", "避免 with 不 says the opposite"),
    clash("杜绝", "不再", 12, 'w', "“杜绝…不再”意思反了", "杜绝 with 不 says the opposite"),
    clash("杜绝", "不发生", 12, 'w', "“杜绝…不发生”意思反了", "杜绝 with 不 says the opposite"),
    clash("防止", "不要", 12, 'w', "“防止…不要”意思反了", "防止 with 不 says the opposite"),
    clash("切忌", "不要", 2, 'w', "“切忌不要”意思反了", "切忌 with 不要 says the opposite"),
    clash("切勿", "不要", 2, 'w', "“切勿不要”重复", "切勿 and 不要 say the same"),
    clash("严禁", "不得", 10, 'w', "“严禁”与“不得”重复，意思反了", "严禁 with 不得 says the opposite"),
    clash("严禁", "不准", 10, 'w', "“严禁”与“不准”重复，意思反了", "严禁 with 不准 says the opposite"),
    clash("禁止", "不得", 10, 'w', "“禁止”与“不得”重复，意思反了", "禁止 with 不得 says the opposite"),
    clash("无时无刻", "都", 1, 'w', "“无时无刻”要与“不”搭配", "无时无刻 needs 不"),
    clash("无时无刻", "在", 0, 'w', "“无时无刻”要与“不”搭配", "无时无刻 needs 不"),
    clash("凯旋", "归来", 0, 'w', "“凯旋”已含“归来”", "凯旋 holds 归来 already"),
    clash("凯旋", "而归", 0, 'w', "“凯旋”已含“归来”", "凯旋 holds 归来 already"),
    clash("胜利", "凯旋", 0, 'w', "“凯旋”已含“胜利”", "凯旋 holds 胜利 already"),
    clash("亲眼", "目睹", 0, 'w', "“目睹”就是亲眼看到", "目睹 is with one's own eyes"),
    clash("涉及", "到", 0, 'i', "“涉及”已含“到”", "涉及 holds 到 already"),
    clash("来自", "于", 0, 'i', "“来自”已含“于”", "来自 holds 于 already"),
    clash("付诸", "于", 0, 'w', "“诸”就是“之于”", "诸 is 之于"),
    clash("诉诸", "于", 0, 'w', "“诸”就是“之于”", "诸 is 之于"),
    clash("见诸", "于", 0, 'w', "“诸”就是“之于”", "诸 is 之于"),
    clash("公诸", "于", 0, 'w', "“诸”就是“之于”", "诸 is 之于"),
    clash("免费", "赠送", 0, 'w', "“赠送”就是免费", "赠送 is free of charge"),
    clash("出乎", "意料之外", 2, 'w', "“出乎意料”与“意料之外”杂糅", "two phrases mixed"),
    clash("截至", "为止", 14, 'w', "“截至”与“为止”重复", "截至 and 为止 say the same"),
    clash("截止", "为止", 14, 'w', "“截止”与“为止”重复", "截止 and 为止 say the same"),
    clash("目前", "为止前", 4, 'w', "重复", "twice the same"),
    clash("基本", "全部", 0, 'w', "“基本”与“全部”矛盾", "基本 and 全部 contradict"),
    clash("基本", "全面", 0, 'w', "“基本”与“全面”矛盾", "基本 and 全面 contradict"),
    clash("基本上", "全部", 0, 'w', "“基本上”与“全部”矛盾", "基本上 and 全部 contradict"),
    clash("基本", "完全", 0, 'w', "“基本”与“完全”矛盾", "基本 and 完全 contradict"),
    clash("基本", "彻底", 0, 'w', "“基本”与“彻底”矛盾", "基本 and 彻底 contradict"),
    clash("几乎", "全部都", 1, 'i', "重复", "twice the same"),
    clash("大概", "一定", 3, 'w', "“大概”与“一定”矛盾", "大概 and 一定 contradict"),
    clash("也许", "一定", 4, 'w', "“也许”与“一定”矛盾", "也许 and 一定 contradict"),
    clash("可能", "必然", 3, 'w', "“可能”与“必然”矛盾", "可能 and 必然 contradict"),
    clash("部分", "全部", 6, 'i', "“部分”与“全部”是否矛盾", "do 部分 and 全部 contradict?"),
    clash("所有", "全部", 30, 'i', "“所有”与“全部”重复", "所有 and 全部 say the same"),
    clash("全部", "均已", 20, 'i', "“全部”与“均”重复", "全部 and 均 say the same"),
    clash("全体", "全部", 20, 'i', "“全体”与“全部”重复", "全体 and 全部 say the same"),
    clash("近年来全国", "首", 0, 'w', "“近年来”与“首例”矛盾：首例就是从来没有过", "近年来 and a first contradict"),
    clash("近年来全省", "首", 0, 'w', "“近年来”与“首例”矛盾", "近年来 and a first contradict"),
    clash("近年来全市", "首", 0, 'w', "“近年来”与“首例”矛盾", "近年来 and a first contradict"),
    clash("近年来国内", "首", 0, 'w', "“近年来”与“首例”矛盾", "近年来 and a first contradict"),
    clash("近年来我国", "首", 0, 'w', "“近年来”与“首例”矛盾", "近年来 and a first contradict"),
    clash("近年来我省", "首", 0, 'w', "“近年来”与“首例”矛盾", "近年来 and a first contradict"),
    clash("近年来我市", "首", 0, 'w', "“近年来”与“首例”矛盾", "近年来 and a first contradict"),
    clash("近年来我县", "首", 0, 'w', "“近年来”与“首例”矛盾", "近年来 and a first contradict"),
    clash("唯一", "之一", 16, 'w', "“唯一”与“之一”矛盾", "唯一 and 之一 contradict"),
    clash("首次", "再次", 8, 'w', "“首次”与“再次”矛盾", "首次 and 再次 contradict"),
    clash("再次", "首次", 8, 'w', "“再次”与“首次”矛盾", "再次 and 首次 contradict"),
    clash("第一个", "首创", 6, 'i', "重复", "twice the same"),
    clash("首次", "首创", 6, 'i', "重复", "twice the same"),
    clash("更加", "更", 0, 'w', "重复", "twice the same"),
    clash("过高", "奢望", 1, 'w', "“奢望”已含“过高”", "奢望 holds 过高 already"),
    clash("悬殊", "很大", 0, 'w', "“悬殊”已含“很大”", "悬殊 holds 很大 already"),
    clash("悬殊", "较大", 0, 'w', "“悬殊”已含“较大”", "悬殊 holds 较大 already"),
    clash("众多", "们", 8, 'i', "“众多”与“们”重复", "众多 and 们 say the same"),
    clash("各位", "们", 6, 'w', "“各位”与“们”重复", "各位 and 们 say the same"),
    clash("多名", "们", 6, 'w', "“多名”与“们”重复", "多名 and 们 say the same"),
    clash("被", "所", 0, 'i', "核对", "check"),
    clash("由", "所组成", 14, 'i', "“由…组成”不用“所”", "由…组成 takes no 所"),
    clash("关键在于", "是关键", 30, 'w', "“关键在于…是关键”杂糅", "two patterns mixed"),
    clash("取决于", "决定的", 24, 'w', "“取决于…决定的”杂糅", "two patterns mixed"),
    clash("本着", "为原则", 20, 'w', "“本着…的原则”与“以…为原则”杂糅", "two patterns mixed"),
    clash("围绕以", "为重点", 24, 'w', "“围绕…”与“以…为重点”杂糅", "two patterns mixed"),
    clash("围绕以", "为抓手", 24, 'w', "“围绕…”与“以…为抓手”杂糅", "two patterns mixed"),
    clash("围绕以", "为目标", 24, 'w', "“围绕…”与“以…为目标”杂糅", "two patterns mixed"),
    clash("围绕", "为中心", 24, 'w', "“围绕…”与“以…为中心”杂糅", "two patterns mixed"),
    clash("围绕", "为主题", 24, 'w', "“围绕…”与“以…为主题”杂糅", "two patterns mixed"),
    clash("围绕", "为主线", 24, 'w', "“围绕…”与“以…为主线”杂糅", "two patterns mixed"),
    clash("以", "为主要核心", 20, 'w', "“主要核心”重复", "主要 and 核心 say the same"),
    clash("深受", "所欢迎", 12, 'w', "“深受…欢迎”与“为…所欢迎”杂糅", "two patterns mixed"),
    clash("深受", "的喜爱和欢迎所", 12, 'w', "杂糅", "two patterns mixed"),
    clash("十分", "非常", 0, 'w', "重复", "twice the same"),
    clash("非常", "十分", 0, 'w', "重复", "twice the same"),
    clash("特别", "尤其", 0, 'w', "重复", "twice the same"),
    clash("尤其", "特别", 0, 'w', "重复", "twice the same"),
    clash("必须", "务必", 0, 'w', "重复", "twice the same"),
    clash("务必", "必须", 0, 'w', "重复", "twice the same"),
    clash("正在", "已经", 0, 'w', "“正在”与“已经”矛盾", "正在 and 已经 contradict"),
    clash("已经", "正在", 0, 'i', "“已经”与“正在”矛盾", "已经 and 正在 contradict"),
    clash("尚未", "已经", 6, 'w', "“尚未”与“已经”矛盾", "尚未 and 已经 contradict"),
    clash("即将", "已经", 4, 'w', "“即将”与“已经”矛盾", "即将 and 已经 contradict"),
    clash("曾经", "将要", 6, 'w', "“曾经”与“将要”矛盾", "曾经 and 将要 contradict"),
    clash("每年", "年均", 4, 'w', "重复", "twice the same"),
    clash("平均", "年均", 4, 'w', "重复", "twice the same"),
    clash("可以", "能够", 0, 'w', "重复", "twice the same"),
    clash("能够", "可以", 0, 'w', "重复", "twice the same"),
    clash("从此", "以后", 0, 'i', "重复", "twice the same"),
    clash("互相", "相互", 0, 'w', "重复", "twice the same"),
    clash("共同", "协同", 0, 'i', "重复", "twice the same"),
    clash("分别", "各自", 0, 'i', "重复", "twice the same"),
    clash("目前", "现", 0, 'i', "重复", "twice the same"),
    clash("日前", "昨日", 4, 'i', "重复", "twice the same"),
    clash("如果", "的话", 20, 'i', "“如果…的话”口语重复", "如果 and 的话 say the same"),
    clash("难免", "不", 0, 'i', "“难免不”意思反了", "难免 with 不 says the opposite"),
    clash("忍俊不禁", "笑", 4, 'w', "“忍俊不禁”就是忍不住笑", "忍俊不禁 is to laugh"),
    clash("莘莘学子", "们", 0, 'w', "“莘莘”已是众多", "莘莘 is many already"),
    clash("一位", "莘莘学子", 6, 'w', "“莘莘”是众多，不指一人", "莘莘 is many"),
    clash("刚刚", "曾经", 3, 'w', "矛盾", "they contradict"),
    clash("大约", "整整", 4, 'w', "“大约”与“整整”矛盾", "大约 and 整整 contradict"),
    clash("整整", "左右", 10, 'w', "“整整”与“左右”矛盾", "整整 and 左右 contradict"),
    clash("率先", "首次", 0, 'w', "“率先”与“首次”重复", "率先 and 首次 say the same"),
    clash("首次", "率先", 0, 'w', "“首次”与“率先”重复", "首次 and 率先 say the same"),
    clash("深受", "所喜爱", 12, 'w', "“深受…喜爱”与“为…所喜爱”杂糅", "two patterns mixed"),
    clash("备受", "所关注", 12, 'w', "“备受…关注”与“为…所关注”杂糅", "two patterns mixed"),
    clash("一共", "共计", 0, 'w', "“一共”与“共计”重复", "一共 and 共计 say the same"),
    clash("一共", "总计", 0, 'w', "“一共”与“总计”重复", "一共 and 总计 say the same"),
    clash("总共", "合计", 0, 'w', "“总共”与“合计”重复", "总共 and 合计 say the same"),
    clash("总共", "共计", 0, 'w', "“总共”与“共计”重复", "总共 and 共计 say the same"),
    clash("共计", "达到", 0, 'i', "“共计”与“达到”重复", "共计 and 达到 say the same"),
    clash("同比增长", "分别增长", 0, 'w', "“增长”重复", "增长 is said twice"),
    clash("同比下降", "分别下降", 0, 'w', "“下降”重复", "下降 is said twice"),
    clash("同比上升", "分别上升", 0, 'w', "“上升”重复", "上升 is said twice"),
    clash("过去", "曾经", 0, 'i', "“过去”与“曾经”重复", "过去 and 曾经 say the same"),
    clash("非常", "特别", 0, 'w', "重复", "twice the same"),
    clash("特别", "非常", 0, 'w', "重复", "twice the same"),
    clash("全面", "彻底全面", 0, 'w', "重复", "twice the same"),
    clash("预先", "预约", 0, 'i', "“预约”已含“预先”", "预约 holds 预先"),
    clash("预先", "预告", 0, 'i', "“预告”已含“预先”", "预告 holds 预先"),
    clash("首次", "第一次", 4, 'w', "“首次”与“第一次”重复", "首次 and 第一次 say the same"),
    clash("最早", "首次", 0, 'w', "重复", "twice the same"),
    clash("日益", "越来越", 2, 'w', "“日益”与“越来越”重复", "日益 and 越来越 say the same"),
    clash("日益", "日渐", 0, 'w', "重复", "twice the same"),
    clash("逐步", "逐渐", 0, 'w', "重复", "twice the same"),
    clash("逐渐", "逐步", 0, 'w', "重复", "twice the same"),
    clash("不断", "持续", 0, 'i', "重复", "twice the same"),
    clash("立即", "马上", 0, 'w', "重复", "twice the same"),
    clash("马上", "立即", 0, 'w', "重复", "twice the same"),
    clash("大约", "约", 0, 'w', "重复", "twice the same"),
    clash("目前", "截至目前", 1, 'w', "重复", "twice the same"),
    clash("国际间", "之间", 0, 'w', "重复", "twice the same"),
    clash("第一", "首要", 0, 'i', "重复", "twice the same"),
    clash("过分", "过度", 0, 'w', "重复", "twice the same"),
    clash("彻底", "根除", 0, 'i', "“根除”已含“彻底”", "根除 holds 彻底"),
    clash("共同", "携手", 0, 'i', "重复", "twice the same"),
    clash("再次", "重申", 0, 'i', "“重申”已含“再次”", "重申 holds 再次"),
    clash("再度", "重申", 0, 'i', "“重申”已含“再”", "重申 holds 再"),
    clash("比上年", "同比", 0, 'w', "“比上年”与“同比”重复", "比上年 and 同比 say the same"),
    clash("较上年", "同比", 0, 'w', "“较上年”与“同比”重复", "较上年 and 同比 say the same"),
    clash("比去年", "同比", 0, 'w', "“比去年”与“同比”重复", "比去年 and 同比 say the same"),
    clash("较去年", "同比", 0, 'w', "“较去年”与“同比”重复", "较去年 and 同比 say the same"),
    clash("上年同期", "同比", 1, 'w', "“比上年同期”与“同比”重复", "比上年同期 and 同比 say the same"),
    clash("去年同期", "同比", 3, 'w', "“比去年同期”与“同比”重复", "比去年同期 and 同比 say the same"),
    clash("比去年同期", "相比", 0, 'w', "“比…”与“相比”重复", "比 and 相比 say the same"),
    clash("比上年同期", "相比", 0, 'w', "“比…”与“相比”重复", "比 and 相比 say the same"),
    clash("比去年", "相比", 0, 'w', "“比…”与“相比”重复", "比 and 相比 say the same"),
    clash("比上年", "相比", 0, 'w', "“比…”与“相比”重复", "比 and 相比 say the same"),
    clash("同比", "去年", 0, 'w', "“同比”就是比上年同期", "同比 is against last year already"),
    clash("同比", "上年", 0, 'w', "“同比”就是比上年同期", "同比 is against last year already"),
    clash("同比", "比上年", 0, 'w', "“同比”与“比上年”重复", "同比 and 比上年 say the same"),
    clash("同比", "较上年", 0, 'w', "“同比”与“较上年”重复", "同比 and 较上年 say the same"),
    clash("同比", "比去年", 0, 'w', "“同比”与“比去年”重复", "同比 and 比去年 say the same"),
    clash("同比", "较去年", 0, 'w', "“同比”与“较去年”重复", "同比 and 较去年 say the same"),
    clash("环比", "比上月", 0, 'w', "“环比”与“比上月”重复", "环比 and 比上月 say the same"),
    clash("比上月", "环比", 0, 'w', "“比上月”与“环比”重复", "比上月 and 环比 say the same"),
    clash("第一", "首位", 0, 'w', "“第一”与“首位”重复", "第一 and 首位 say the same"),
    clash("首位", "第一", 0, 'w', "“首位”与“第一”重复", "首位 and 第一 say the same"),
    clash("位居", "排名第", 1, 'w', "“位居”与“排名”重复", "位居 and 排名 say the same"),
    clash("排名", "位居第", 1, 'w', "“排名”与“位居”重复", "排名 and 位居 say the same"),
    clash("达到", "以上之多", 12, 'w', "重复", "twice the same"),
    clash("多达", "之多", 12, 'w', "“多达”与“之多”重复", "多达 and 之多 say the same"),
    clash("高达", "之多", 12, 'w', "“高达”与“之多”重复", "高达 and 之多 say the same"),
    clash("大约", "左右", 10, 'w', "“大约”与“左右”重复", "大约 and 左右 say the same"),
    clash("超过", "多万", 10, 'w', "“超过”与“多”重复", "超过 and 多 say the same"),
    clash("广大", "们", 6, 'i', "“广大”与“们”重复", "广大 and 们 say the same"),
    clash("迄今", "为止前", 2, 'w', "重复", "twice the same"),
    clash("原则上", "必须", 4, 'i', "“原则上”与“必须”矛盾", "原则上 and 必须 contradict"),
    clash("逐年", "年均", 3, 'w', "重复", "twice the same"),
    clash("即将", "将", 0, 'w', "重复", "twice the same"),
    clash("将", "即将", 0, 'i', "重复", "twice the same"),
    clash("进行", "开展", 0, 'i', "重复", "twice the same"),
    clash("开展", "进行", 0, 'i', "重复", "twice the same"),
    clash("给予", "予以", 0, 'w', "“给予”与“予以”重复", "给予 and 予以 say the same"),
    clash("予以", "给予", 0, 'w', "“予以”与“给予”重复", "予以 and 给予 say the same"),
    clash("加以", "予以", 0, 'w', "“加以”与“予以”重复", "加以 and 予以 say the same"),
    clash("十分", "很", 0, 'w', "重复", "twice the same"),
    clash("比较", "非常", 0, 'w', "“比较”与“非常”矛盾", "比较 and 非常 contradict"),
    clash("全部", "基本", 0, 'w', "“全部”与“基本”矛盾", "全部 and 基本 contradict"),
    clash("均", "都", 0, 'w', "“均”与“都”重复", "均 and 都 say the same"),
    clash("已经", "尚未", 0, 'w', "“已经”与“尚未”矛盾", "已经 and 尚未 contradict"),
    clash("整整", "多", 6, 'i', "“整整”与“多”矛盾", "整整 and 多 contradict"),
];

/// The first halves, in the order of the list.
pub fn firsts() -> impl Iterator<Item = &'static str> {
    CLASHES.iter().map(|clash| clash.first)
}

/// W06 by table: the second part follows the first within the same clause.
pub(super) fn clashes(p: &Passage, heads: &[Head], report: &mut Report) {
    static FIRSTS: LazyLock<Index> = LazyLock::new(|| Index::new(firsts(), str::len));
    let begun =
        heads::of(heads, heads::CLASH).flat_map(|at| FIRSTS.under(p.at(at), p.at(at + 1)).map(move |n| (at, n)));
    for (at, clash) in begun.filter_map(|(at, n)| Some((at, CLASHES.get(n)?))) {
        if !p.starts(at, clash.first) {
            continue;
        }
        let end = at + clash.first.chars().count();
        let stop = (end..p.len())
            .take(clash.within + clash.second.chars().count())
            .find(|at| is_stop(p.at(*at)) && p.at(*at) != '、' || p.at(*at) == '…')
            .unwrap_or(p.len());
        let until = stop.min(end + clash.within + clash.second.chars().count());
        let Some(second) = p.find(end..until, clash.second) else { continue };
        let range = at..second + clash.second.chars().count();
        if excused_clash(p, clash, &range) {
            continue;
        }
        let mut finding = p
            .finding("W06", range, crate::base::diag::Words { zh: clash.zh.to_owned(), en: clash.en.to_owned() })
            .help(say!("删去其中一个，或改换说法", "delete one of them, or say it another way"));
        if clash.level == 'i' {
            finding.severity = Severity::Info;
        }
        report.push(finding);
    }
    // 案件仅发案5起: the verb holds the noun already.
    for at in p.occurrences("发案") {
        let clause = p.clause(at);
        let near = (at.saturating_sub(4).max(clause.start)..at).find(|index| p.starts(*index, "案件"));
        if let Some(start) =
            near.filter(|_| !matches!(p.at(at + 2), '率' | '量' | '数' | '总' | '地' | '时' | '现' | '区'))
        {
            let mut finding = p
                .finding("W06", start..at + 2, say!("“案件”与“发案”重复", "案件 and 发案 say the same"))
                .help(say!("改为“发”或“发生”", "write 发 or 发生"));
            finding.severity = Severity::Info;
            report.push(finding);
        }
    }
}

fn excused_clash(p: &Passage, clash: &Clash, range: &Range<usize>) -> bool {
    let (at, end) = (range.start, range.end);
    match (clash.first, clash.second) {
        ("更加", "更") => false,
        // 增长了到3.8%: a number follows, and it is no 到位, 到达.
        (first, "到" | "至") if first.ends_with('了') => !p.at(end).is_ascii_digit(),
        // 首例, 首次, 首个 … but 近年来全国首都…
        (first, "首") if first.starts_with("近年来") => {
            !matches!(p.at(end), '例' | '个' | '次' | '创' | '家' | '起' | '宗' | '批')
        }
        ("难免", _) => !matches!(p.at(end), '会' | '出' | '犯' | '产'),
        ("无时无刻", "在") => false,
        ("被", _) | ("目前", "现") => true,
        ("目前", _) | ("日前", _) => true,
        ("部分", _) => true,
        ("所有", _) => {
            p.slice(at..end).contains(&'、') && p.starts(at, "所有权")
                || p.starts(at, "所有权")
                || p.starts(at, "所有制")
                || p.before(at) == '国'
        }
        ("全部", _) | ("全体", _) => false,
        ("从此", _) => false,
        ("如果", _) => p.slice(at..end).contains(&'说'),
        ("围绕", "为中心") | ("围绕", "为主题") | ("围绕", "为主线") => {
            p.slice(at..end).contains(&'以') || p.quoted(end - 1) != p.quoted(at)
        }
        ("整整", "多") => !p.at(end.saturating_sub(2)).is_ascii_digit(),
        ("以", _) => true,
        ("众多", _) | ("各位", _) | ("多名", _) => matches!(p.at(end - 2), '我' | '他' | '她' | '它' | '咱'),
        ("共同", _) | ("分别", _) => true,
        _ => false,
    }
}
