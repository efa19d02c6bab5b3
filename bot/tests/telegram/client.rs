//! The real client against the fake: what the fake says, the client understands.

use bot::fakes::telegram::FakeTelegram;
use teloxide::{
    ApiError, Bot, RequestError,
    payloads::{EditMessageTextSetters, SendDocumentSetters, SendMessageSetters, SetWebhookSetters},
    requests::Requester,
    types::{
        BotCommand, ChatAction, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, MessageId,
        UpdateKind,
    },
};

async fn connected() -> (FakeTelegram, Bot) {
    let telegram = FakeTelegram::start().await.unwrap();
    let bot = Bot::new(telegram.token()).set_api_url(telegram.api_url().parse().unwrap());
    (telegram, bot)
}

/// What Telegram had against it.
fn why<T: std::fmt::Debug>(answer: Result<T, RequestError>) -> ApiError {
    match answer.unwrap_err() {
        RequestError::Api(error) => error,
        error => panic!("{error}"),
    }
}

const CHAT: ChatId = ChatId(7);

#[tokio::test]
async fn text_buttons_and_edits() {
    let (telegram, bot) = connected().await;
    let user = telegram.user(7);
    user.says("你好");
    let updates = bot.get_updates().await.unwrap();
    assert!(matches!(&updates[0].kind, UpdateKind::Message(message) if message.text() == Some("你好")));

    let keyboard = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("按我", "x")]]);
    let sent = bot.send_message(CHAT, "选一个").reply_markup(keyboard.clone()).await.unwrap();
    assert_eq!(user.hears().await.buttons[0].label, "按我");
    user.presses("按我");
    let updates = bot.get_updates().await.unwrap();
    let UpdateKind::CallbackQuery(press) = &updates[1].kind else { panic!("{updates:?}") };
    assert_eq!(press.data.as_deref(), Some("x"));
    bot.answer_callback_query(press.id.clone()).await.unwrap();
    assert!(why(bot.answer_callback_query(press.id.clone()).await).to_string().contains("too old"));

    let edited = bot.edit_message_text(CHAT, sent.id, "改过了").await.unwrap();
    assert_eq!(edited.text(), Some("改过了"));
    let heard = user.heard();
    assert_eq!((heard[0].text.as_str(), heard[0].buttons.len(), heard[0].edits), ("改过了", 0, 1));
    let same = bot.edit_message_text(CHAT, sent.id, "改过了").await;
    assert_eq!(why(same), ApiError::MessageNotModified);
    let none = bot.edit_message_text(CHAT, MessageId(99), "x").reply_markup(keyboard).await;
    assert_eq!(why(none), ApiError::MessageToEditNotFound);
}

#[tokio::test]
async fn documents() {
    let (telegram, bot) = connected().await;
    let user = telegram.user(7);
    user.says("资料");
    let bytes = "\r\n--x\r\n材料清单\0".repeat(1000).into_bytes();
    let file = InputFile::memory(bytes.clone()).file_name("材料.pdf");
    let sent = bot.send_document(CHAT, file).caption("材料清单").await.unwrap();
    assert_eq!(sent.document().unwrap().file_name.as_deref(), Some("材料.pdf"));
    let heard = user.hears().await;
    assert_eq!(heard.text, "材料清单");
    let document = heard.document.unwrap();
    assert_eq!((document.name.as_str(), document.bytes), ("材料.pdf", bytes));
    let empty = bot.send_document(CHAT, InputFile::memory(Vec::new()).file_name("a")).await;
    assert!(why(empty).to_string().contains("non-empty"));
}

#[tokio::test]
async fn updates_stay_until_they_are_confirmed() {
    let (telegram, bot) = connected().await;
    for text in ["甲", "乙", "丙"] {
        telegram.user(7).says(text);
    }
    let pull = async |offset: i32| {
        let updates = bot.get_updates();
        let updates = teloxide::payloads::GetUpdatesSetters::offset(updates, offset).await.unwrap();
        updates.iter().map(|update| update.id.0).collect::<Vec<_>>()
    };
    let all = pull(0).await;
    assert_eq!(all.len(), 3);
    let second = i32::try_from(all[1]).unwrap();
    assert_eq!(pull(second).await, all[1..]);
    assert_eq!(pull(0).await, all[1..]);
    // Too far ahead is no offset at all.
    assert_eq!(pull(second + 1000).await, all[1..]);
    assert_eq!(pull(-1).await, all[2..]);
    assert_eq!(pull(second + 2).await, Vec::<u32>::new());
}

#[tokio::test]
async fn a_bot_is_pushed_to_or_pulls_never_both() {
    let (_telegram, bot) = connected().await;
    bot.set_webhook("https://zhice.example/channels/telegram".parse().unwrap())
        .secret_token("s")
        .await
        .unwrap();
    assert!(bot.get_webhook_info().await.unwrap().url.is_some());
    let refused = bot.get_updates().await.unwrap_err();
    assert!(refused.to_string().contains("Conflict"), "{refused}");
    bot.delete_webhook().await.unwrap();
    assert!(bot.get_webhook_info().await.unwrap().url.is_none());
    assert_eq!(bot.get_updates().await.unwrap(), []);
}

#[tokio::test]
async fn refuses_what_telegram_refuses() {
    let (telegram, bot) = connected().await;
    let said = async |text: &str| why(bot.send_message(CHAT, text).await);
    assert!(said("没人先说话").await.to_string().contains("initiate"));
    telegram.user(7).says("你好");
    assert_eq!(said(" ").await, ApiError::MessageTextIsEmpty);
    assert_eq!(said(&"😀".repeat(2049)).await, ApiError::MessageIsTooLong);
    bot.send_message(CHAT, "😀".repeat(2048)).await.unwrap();
    let long = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("x", "策".repeat(22))]]);
    assert!(bot.send_message(CHAT, "x").reply_markup(long).await.is_err());
    telegram.user(7).blocks(true);
    assert_eq!(said("x").await, ApiError::BotBlocked);
    let stranger = Bot::new("1:x").set_api_url(telegram.api_url().parse().unwrap());
    assert_eq!(why(stranger.get_me().await), ApiError::InvalidToken);
}

#[tokio::test]
async fn the_small_methods() {
    let (telegram, bot) = connected().await;
    assert_eq!(bot.get_me().await.unwrap().username(), "zhice_bot");
    bot.set_my_commands([BotCommand::new("help", "帮助")]).await.unwrap();
    assert_eq!(bot.get_my_commands().await.unwrap()[0].command, "help");
    telegram.user(7).says("你好");
    bot.send_chat_action(CHAT, ChatAction::Typing).await.unwrap();
}

/// Other clients, such as python-telegram-bot, pass everything as a form.
#[tokio::test]
async fn forms_are_understood() {
    let (telegram, bot) = connected().await;
    telegram.user(7).says("你好");
    let url = format!("{}/bot{}/sendMessage", telegram.api_url(), bot.token());
    let markup = r#"{"inline_keyboard":[[{"text":"按我","callback_data":"x"}]]}"#;
    let form = [("chat_id", "7"), ("text", "123"), ("reply_markup", markup)];
    assert!(reqwest::Client::new().post(url).form(&form).send().await.unwrap().status().is_success());
    let heard = telegram.user(7).hears().await;
    assert_eq!((heard.text.as_str(), heard.buttons.len()), ("123", 1));
}
