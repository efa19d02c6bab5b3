//! Canned replies, and what is said where there is no document.

use shared::{
    answer::{Answer, AnswerStatus, Block},
    lang::Lang,
    policy::{Reply, ReplyKind, Window},
};

use super::{Composer, Draft};
use crate::{
    answer::{route::Lack, understand::Question},
    figures::Off,
    pack::Unheld,
};

/// What identifies a person stood in the question.
pub(in crate::answer) fn personal(lang: Lang) -> Block {
    Block::notice(lang.pick(
        "您的消息里有身份证号、手机号、银行卡号或者邮箱，已经隐去，没有保存。问政策不需要这些信息，请不要发送。",
        "Your message held an identity number, a phone or card number or an e-mail address. It was taken out and not kept; please do not send such data.",
    ))
}

/// The record was chosen with the help of an adviser.
pub(in crate::answer) fn advised(lang: Lang) -> Block {
    Block::notice(lang.pick(
        "下面的资料是借助语言模型从本库相近的资料里选出来的，文字都出自本库；请看清是不是您要问的。",
        "A language model helped to choose what follows among similar records; every word is this library's own. Please see whether it is what you asked.",
    ))
}

/// Nothing was asked.
pub(in crate::answer) fn empty(composer: &Composer<'_>) -> Answer {
    let text = composer
        .lang
        .pick("请写下您的问题，一两句话即可。", "Please write your question in a sentence or two.");
    with_suggestions(composer, composer.draft("empty").text(text)).answer(AnswerStatus::Clarify)
}

/// More than a question.
pub(in crate::answer) fn too_long(composer: &Composer<'_>, longest: usize) -> Answer {
    let text = composer.lang.pick(
        format!("内容超过 {longest} 字，没有处理。请用一两句话提问。"),
        format!("More than {longest} characters; not read. Please ask in a sentence or two."),
    );
    composer.draft("too-long").notice(text).answer(AnswerStatus::Refused)
}

/// A reviewed reply.
pub(in crate::answer) fn canned(composer: &Composer<'_>, reply: &Reply) -> Answer {
    let status = match reply.kind {
        ReplyKind::Greeting | ReplyKind::About | ReplyKind::Thanks => AnswerStatus::Answered,
        ReplyKind::OutOfScope => AnswerStatus::Unanswerable,
        ReplyKind::Handoff => AnswerStatus::Handoff,
        ReplyKind::Refused => AnswerStatus::Refused,
    };
    let draft = composer.draft(reply.kind.key()).text(reply.text.pick(composer.lang));
    match reply.kind {
        ReplyKind::Greeting | ReplyKind::About => with_suggestions(composer, draft).answer(status),
        ReplyKind::OutOfScope | ReplyKind::Handoff => {
            draft.window(composer.window(reply.window.as_ref())).answer(status)
        }
        ReplyKind::Thanks | ReplyKind::Refused => draft.answer(status),
    }
}

/// No document: no answer but a window.
pub(in crate::answer) fn unanswerable(composer: &Composer<'_>, intent: &'static str) -> Answer {
    let text = composer.lang.pick(
        "本库没有能回答这个问题的文件，不作答复，以免误导。",
        "No document in this library answers this, so no answer is given.",
    );
    let draft = composer.draft(intent).text(text).window(composer.window(None));
    with_suggestions(composer, draft).answer(AnswerStatus::Unanswerable)
}

/// A subject that nothing in the pack treats.
pub(in crate::answer) fn unheld(composer: &Composer<'_>, unheld: &Unheld) -> Answer {
    let subject = &unheld.subject;
    let text = composer.lang.pick(
        format!("本库没有收录关于{subject}的文件，不作答复，以免误导。"),
        format!("No document in this library is about {subject}, so no answer is given."),
    );
    let draft = composer.draft("not-held").text(text).window(composer.window(unheld.window.as_ref()));
    with_suggestions(composer, draft).answer(AnswerStatus::Unanswerable)
}

/// What may be meant, to choose from.
pub(in crate::answer) fn choices(composer: &Composer<'_>, questions: &[String]) -> Answer {
    if questions.is_empty() {
        return unanswerable(composer, "policy");
    }
    let text = composer.lang.pick(
        "没有把握答准，先不作答。您要问的是不是下面的一项？都不是的话，请换个说法，或者向窗口咨询。",
        "Not sure what is meant, so nothing is answered yet. Is it one of the questions below? Otherwise please put it in other words, or ask at the window.",
    );
    let draft = composer.draft("choices").text(text).window(composer.window(None));
    draft.suggest(questions.iter().cloned()).answer(AnswerStatus::Clarify)
}

/// The documents do not say what the question is tied to.
pub(in crate::answer) fn lacking(composer: &Composer<'_>, lack: &Lack) -> Answer {
    let lang = composer.lang;
    let own = &composer.snapshot.region.zh;
    let text = match lack {
        Lack::Anchor(anchor) => lang.pick(
            format!("本库的文件没有写到{anchor}，不能按别的年份、条文或者名称来答，以免误导。"),
            format!("No document in this library speaks of {anchor}; no answer is given for another one."),
        ),
        Lack::Place(place) => lang.pick(
            format!("本库没有{place}自己的文件，不作答复；请向当地主管部门咨询。"),
            format!("This library holds no document of {place}; please ask the authority there."),
        ),
        Lack::OwnPayment => lang.pick(
            format!("没有查到{own}自己关于这项奖补的文件，不能给出金额；上级文件所写的金额不是{own}的标准。"),
            format!("No document of {own} itself on such a payment was found; amounts of higher levels are not its own."),
        ),
    };
    let draft = composer.draft("lacking").notice(text).window(composer.window(None));
    with_suggestions(composer, draft).answer(AnswerStatus::Unanswerable)
}

/// A window asked for.
pub(in crate::answer) fn window(composer: &Composer<'_>, window: &Window) -> Answer {
    let text = composer.lang.pick("可以到下面的窗口咨询。", "You can ask here.");
    composer.draft("contact").text(text).window(Some(window)).answer(AnswerStatus::Answered)
}

/// Nothing of the plan is shown.
pub(in crate::answer) fn switched_off(composer: &Composer<'_>, off: &Off) -> Answer {
    let words = off.words(composer.snapshot.short_title.pick(composer.lang), composer.lang);
    let draft = composer.draft("switched-off").notice(words.join(composer.lang.pick("", " ")));
    draft.window(composer.window(None)).answer(AnswerStatus::Unanswerable)
}

/// Where to ask.
pub(in crate::answer) fn contact(composer: &Composer<'_>, question: &Question) -> Answer {
    let draft = composer.draft("contact");
    match composer.window_for(&question.text) {
        Some(window) => draft
            .text(composer.lang.pick("可以到下面的窗口咨询。", "You can ask here."))
            .window(Some(window))
            .answer(AnswerStatus::Answered),
        None => unanswerable(composer, "contact"),
    }
}

/// Questions that this pack can answer, made from its own names.
fn with_suggestions(composer: &Composer<'_>, draft: Draft) -> Draft {
    let lang = composer.lang;
    let target = composer.snapshot.indicators.first().map(|indicator| {
        let name = indicator.name.pick(lang);
        lang.pick(format!("{name}的目标是多少？"), format!("What is the target for {name}?"))
    });
    let scheme = composer.pack.schemes.iter().find(|scheme| scheme.open).map(|scheme| {
        let name = scheme.name.pick(lang);
        lang.pick(format!("{name}怎么办？"), format!("How does one get {name}?"))
    });
    let training = lang.pick("最近有什么培训？", "Which training sessions are next?").to_owned();
    draft.suggest(target.into_iter().chain(scheme).chain([training]))
}
