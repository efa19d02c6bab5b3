//! Words that show what kind of question is asked. Nothing of any one plan or policy stands here: names come from packs.

/// The plan itself is meant.
pub(super) const PLAN: &[&str] = &["方案", "工作计划", "这个计划", "该计划", "这份文件", "这个文件", "plan"];

/// Whether the plan is issued.
pub(super) const STAGE: &[&str] = &[
    "有效",
    "废止",
    "到期",
    "过期",
    "印发",
    "正式",
    "征求意见",
    "草案",
    "草稿",
    "定稿",
    "出台",
    "发文",
    "下发",
    "生效",
    "文号",
    "通过了",
    "法律效力",
    "什么状态",
    "发布了",
    "公布了",
    "有没有发布",
    "起止",
    "哪年到哪年",
    "管到哪年",
    "issued",
    "draft",
    "official",
    "inforce",
];

/// A target is asked for.
pub(super) const TARGET: &[&str] = &[
    "目标",
    "指标",
    "达到",
    "要求",
    "到2",
    "规划",
    "计划",
    "方案",
    "定了多少",
    "要做到",
    "要多少",
    "target",
    "goal",
];

/// What became of a target is asked for.
pub(super) const PROGRESS: &[&str] = &[
    "没有达到",
    "未达到",
    "没达到",
    "都达到",
    "百分之几",
    "完成",
    "进度",
    "进展",
    "达标",
    "达成",
    "实现了",
    "做到了",
    "实际",
    "落实得",
    "做得怎么样",
    "结果",
    "progress",
    "reached",
    "achieved",
    "result",
];

/// A threshold is asked for, though the words of a result occur: 多少件才算完成.
pub(super) const THRESHOLD: &[&str] =
    &["才算", "要完成", "要达", "应完成", "应达", "需完成", "需要达", "怎样算"];

/// What a unit has to do.
pub(super) const UNIT_TASKS: &[&str] = &[
    "任务",
    "负责",
    "职责",
    "分工",
    "承担",
    "牵头",
    "参与",
    "做什么",
    "干什么",
    "做哪些",
    "管什么",
    "管哪",
    "哪些工作",
    "哪几项",
    "几项",
    "什么工作",
    "哪些事",
    "task",
    "responsible",
];

/// Who answers for a task.
pub(super) const TASK_UNITS: &[&str] = &[
    "谁",
    "哪个部门",
    "哪些部门",
    "什么部门",
    "哪个单位",
    "哪些单位",
    "哪几个单位",
    "哪几个部门",
    "责任单位",
    "责任部门",
    "负责",
    "牵头",
    "归口",
    "who",
    "responsible",
];

/// A list is asked for.
pub(super) const LIST: &[&str] = &[
    "哪些",
    "哪几",
    "几个",
    "几项",
    "多少项",
    "多少个",
    "都有",
    "列出",
    "列一下",
    "是什么",
    "有什么",
    "内容",
    "说了什么",
    "讲什么",
    "讲了什么",
    "主要",
    "介绍",
    "全部",
    "所有",
    "what",
    "list",
    "which",
];

/// Tasks as a list.
pub(super) const TASKS: &[&str] = &["任务", "重点工作", "tasks"];

/// Safeguards.
pub(super) const SAFEGUARDS: &[&str] = &["保障措施", "保障机制", "怎么保障", "如何保障", "safeguard"];

/// A training session.
pub(super) const TRAINING: &[&str] = &[
    "培训",
    "讲座",
    "课程",
    "宣讲",
    "公开课",
    "什么课",
    "有课",
    "的课",
    "上课",
    "开课",
    "听课",
    "沙龙",
    "training",
    "session",
    "lecture",
    "class",
];

/// When and whether one can take part.
pub(super) const COMING: &[&str] = &[
    "最近",
    "哪天",
    "哪一天",
    "近期",
    "接下来",
    "下次",
    "下一",
    "下个月",
    "本月",
    "这个月",
    "什么时候",
    "几号",
    "何时",
    "报名",
    "参加",
    "有没有",
    "有什么",
    "有哪些",
    "哪些",
    "安排",
    "日期",
    "时间",
    "名额",
    "座位",
    "还有",
    "next",
    "upcoming",
    "when",
    "any",
];

/// Something is to be had or done: policy, not plan.
pub(super) const POLICY: &[&str] = &[
    "补贴",
    "补助",
    "资助",
    "奖励",
    "奖金",
    "贴息",
    "扶持",
    "优惠",
    "怎么",
    "如何",
    "怎样",
    "办理",
    "流程",
    "材料",
    "条件",
    "费用",
    "多少钱",
    "贷款",
    "利息",
    "银行",
    "手续",
    "减免",
    "减缴",
    "费减",
    "能不能",
    "可以",
    "打折",
    "subsidy",
    "fee",
    "howto",
];

/// Money from the public purse, in general.
pub(super) const SUBSIDY: &[&str] = &[
    "补贴",
    "补助",
    "资助",
    "奖励",
    "奖金",
    "扶持",
    "优惠",
    "政策",
    "支持",
    "补多少",
    "subsidy",
    "subsidies",
    "support",
];

/// A payment to the asker is meant; a passage that speaks of none does not answer.
pub(super) const PAYMENT: &[&str] = &["补贴", "补助", "资助", "奖励", "贴息", "补多少", "补几", "补钱"];

/// What a passage says that speaks of such a payment, or of there being none.
pub(super) const OF_PAYMENT: &[&str] = &["补贴", "补助", "资助", "奖励", "贴息", "奖", "补"];

/// What a passage says that ends a payment: that holds for all places below.
pub(super) const NO_PAYMENT: &[&str] = &["取消", "不再", "停止", "不补助", "不得"];

/// The asker, after the name of a place: 某区的企业.
pub(super) const ASKER: &[&str] = &["企业", "公司", "厂", "店", "商户", "人", "这边", "单位", "工厂", "个体"];

/// What a place pays.
pub(super) const OWN_PAYMENT: &[&str] = &[
    "补贴",
    "补助",
    "资助",
    "奖励",
    "奖补",
    "奖多少",
    "配套",
    "贴息",
    "贴多少",
    "补多少",
    "奖几",
    "补几",
    "报一半",
    "报多少",
    "报不报",
    "报几成",
    "报销",
    "政府报",
    "政府出",
    "政府给",
];

/// A sum is asked for.
pub(super) const AMOUNT: &[&str] =
    &["多少", "最高", "金额", "几万", "几千", "多少钱", "上限", "比例", "给几", "补几", "howmuch", "amount"];

/// Where to ask.
pub(super) const CONTACT: &[&str] = &[
    "电话",
    "号码",
    "热线",
    "怎么联系",
    "打哪个",
    "官网",
    "网址",
    "联系方式",
    "联系谁",
    "找谁",
    "窗口",
    "地址",
    "在哪办",
    "在哪里办",
    "去哪办",
    "去哪里办",
    "几点上班",
    "上班时间",
    "办公时间",
    "咨询哪里",
    "问哪里",
    "问谁",
    "phone",
    "contact",
    "address",
];

/// Words that carry no content for search; longer ones first.
pub(super) const FILLER: &[&str] = &[
    "我想问一下",
    "我想了解",
    "请问一下",
    "麻烦问下",
    "能不能",
    "可不可以",
    "是不是",
    "有没有",
    "怎么样",
    "怎么办理",
    "想问",
    "请问",
    "咨询",
    "了解",
    "一下",
    "怎么办",
    "怎么",
    "如何",
    "怎样",
    "什么",
    "哪些",
    "哪里",
    "哪个",
    "多少钱",
    "多少",
    "是否",
    "可以",
    "我们",
    "公司",
    "企业",
    "我们家",
    "现在",
    "目前",
    "最新",
    "最高",
    "金额",
    "需要",
    "应该",
    "还有",
    "关于",
    "告诉我",
    "吗",
    "呢",
    "吧",
    "啊",
];

/// Polite openings, dropped from the front only: inside a text they are parts of other words.
pub(super) const OPENING: &[&str] = &["请", "我要", "我想", "我", "想", "要"];

/// Something is asked at all: 谢谢 and 嗯嗯 ask nothing.
pub(super) const ASKING: &[&str] = &[
    "吗", "么", "多", "几", "哪", "怎", "谁", "能", "可以", "要", "有没", "是不", "算", "呢", "?", "what",
    "how", "when", "who",
];

/// A question that goes on from the one before.
pub(super) const CONTINUING: &[&str] =
    &["那么", "那", "还有", "它", "这个呢", "这项", "这一项", "and", "whatabout"];

/// Asked after a statement; nothing of its own.
pub(super) const TAGS: &[&str] =
    &["对吗", "对吧", "对不对", "是吗", "是吧", "是不是", "真的吗", "是真的吗", "行吗", "可以吗", "好吗"];

/// A result is asked for that may have to be computed.
pub(super) const COMPUTED: &[&str] = &[
    "多少",
    "几块",
    "几元",
    "几万",
    "最高",
    "最多",
    "合计",
    "一共",
    "怎么算",
    "哪天",
    "哪一天",
    "哪年",
    "哪一年",
    "几号",
    "最晚",
    "截止",
    "到期",
    "什么时候",
];

/// The last day of a period is asked for.
pub(super) const LAST_DAY: &[&str] =
    &["哪天", "哪一天", "哪年", "哪一年", "几号", "最晚", "截止", "到期", "什么时候", "几月几"];

/// What a fine or damages are a multiple of.
pub(super) const MULTIPLIED: &[&str] = &["违法所得", "获利", "利益", "损失", "赚了", "所得", "经营额"];

/// What is left of a fee after a reduction is asked for.
pub(super) const REDUCED: &[&str] = &["费减", "减缴", "减完", "减后", "打折", "折扣", "减免"];

/// A text that is not yet in force is meant.
pub(super) const NEW_TEXT: &[&str] = &[
    "新法",
    "新修",
    "修订后",
    "修改后",
    "改了以后",
    "改完以后",
    "新版",
    "新的法",
    "明年起",
    "明年开始",
    "明年施行",
    "明年实施",
];

/// What is not asked follows.
pub(super) const SHUT_OUT: &[&str] = &[
    "不是问",
    "不是在问",
    "不问",
    "不想问",
    "不想知道",
    "没问",
    "别给我",
    "别跟我说",
    "别跟我讲",
    "别拿",
    "别说",
    "不用跟我说",
    "不用说",
];

/// Filed on the net, or on paper.
pub(super) const ONLINE: &[&str] = &["网上", "电子", "在线", "线上", "网报"];
pub(super) const ON_PAPER: &[&str] = &["纸质", "纸件", "书面", "邮寄", "窗口"];

/// More than one applicant.
pub(super) const JOINT: &[&str] = &["共同", "联合", "一起申", "合作申", "两家", "两个人", "合申"];

/// What a document is: its number, its date, who issued it.
pub(super) const CARD: &[&str] = &[
    "文号",
    "发文字号",
    "哪个文件",
    "什么文件",
    "哪年发",
    "什么时候发",
    "哪天发",
    "谁发的",
    "谁发布",
    "发布机构",
    "全称",
    "原文在哪",
];

/// All of them: what questions are made of, whatever the pack.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    [
        PLAN,
        STAGE,
        TARGET,
        PROGRESS,
        THRESHOLD,
        UNIT_TASKS,
        TASK_UNITS,
        LIST,
        TASKS,
        SAFEGUARDS,
        TRAINING,
        COMING,
        POLICY,
        SUBSIDY,
        PAYMENT,
        ASKER,
        OWN_PAYMENT,
        AMOUNT,
        CONTACT,
        FILLER,
        OPENING,
        CONTINUING,
        ONLINE,
        ON_PAPER,
        NEW_TEXT,
    ]
    .into_iter()
    .flatten()
    .copied()
}
