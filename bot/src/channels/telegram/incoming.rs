//! What came in, reduced to what concerns us: where to answer and what was said. Never fails: what is unknown is kept
//! and skipped.
//!
//! Read by hand and not with teloxide's types: they reject a whole message for one part that is newer than they are.

use serde::Deserialize;
use serde_json::Value;

use crate::delivery::{Event, Received};

/// What is kept of an update that we do not know.
const RAW: usize = 64 * 1024;

/// Parts of a message that carry something a user wants us to look at; the others are notices of the service.
const UNREADABLE: [&str; 16] = [
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "document",
    "game",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "voice",
];

/// Kinds that we know and do not answer: nothing of them is kept.
const KNOWN: [&str; 21] = [
    "business_connection",
    "business_message",
    "callback_query",
    "channel_post",
    "chat_boost",
    "chat_join_request",
    "chat_member",
    "chosen_inline_result",
    "deleted_business_messages",
    "edited_business_message",
    "edited_channel_post",
    "edited_message",
    "inline_query",
    "message",
    "message_reaction",
    "message_reaction_count",
    "my_chat_member",
    "poll",
    "poll_answer",
    "pre_checkout_query",
    "removed_chat_boost",
];

#[derive(Deserialize)]
struct Message {
    chat: Chat,
    text: Option<String>,
    media_group_id: Option<String>,
    from: Option<User>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct User {
    id: i64,
    #[serde(default)]
    is_bot: bool,
}

#[derive(Deserialize)]
struct Press {
    id: String,
    from: User,
    message: Option<Pressed>,
    data: Option<String>,
}

#[derive(Deserialize)]
struct Pressed {
    chat: Chat,
}

/// The number of an update; none, and it is no update.
pub(super) fn number(update: &Value) -> Option<i64> {
    update.get("update_id")?.as_i64()
}

/// An update as a message to the inbox.
pub(super) fn read(update: &Value) -> Option<Received> {
    let number = number(update)?;
    let known = if let Some(message) = update.get("message") {
        self::message(message)
    } else if let Some(press) = update.get("callback_query") {
        self::press(press)
    } else {
        None
    };
    let (key, conversation, event) = known.unwrap_or_else(|| (None, String::new(), unknown(update)));
    Some(Received { dedupe_key: key.unwrap_or_else(|| number.to_string()), conversation, event })
}

type Read = (Option<String>, String, Event);

fn message(value: &Value) -> Option<Read> {
    let message = Message::deserialize(value).ok()?;
    let conversation = message.chat.id.to_string();
    if message.chat.kind != "private" || message.from.is_some_and(|from| from.is_bot) {
        return Some((None, conversation, other(format!("{} 中的消息", message.chat.kind))));
    }
    if let Some(text) = message.text {
        return Some((None, conversation, said(text)));
    }
    if UNREADABLE.iter().chain(&["video_note"]).all(|part| value.get(part).is_none()) {
        return Some((None, conversation, other("服务通知".to_owned())));
    }
    // An album comes as many messages; it gets one reply.
    let key = message.media_group_id.map(|album| format!("album:{conversation}:{album}"));
    Some((key, conversation, Event::Unreadable))
}

fn said(text: String) -> Event {
    let word = text.split_whitespace().next().unwrap_or_default();
    let command = word.split('@').next().unwrap_or_default();
    if matches!(command, "/start" | "/help") { Event::Start } else { Event::Question { text } }
}

fn press(value: &Value) -> Option<Read> {
    let press = Press::deserialize(value).ok()?;
    // A very old message has no chat; in a private one the chat and the user have the same id.
    let chat = press.message.map(|message| message.chat);
    if chat.as_ref().is_some_and(|chat| chat.kind != "private") {
        return Some((None, String::new(), other("群组中的按钮".to_owned())));
    }
    let conversation = chat.map_or(press.from.id, |chat| chat.id).to_string();
    let (row, at) = press.data.as_deref().and_then(button).unzip();
    Some((None, conversation, Event::Press { row, at: at.unwrap_or_default(), press: press.id }))
}

/// What [`super::render::keyboard`] wrote on a button.
fn button(data: &str) -> Option<(i64, usize)> {
    let (row, at) = data.strip_prefix("s:")?.split_once(':')?;
    Some((row.parse().ok()?, at.parse().ok()?))
}

fn other(what: String) -> Event {
    Event::Other { what, raw: None }
}

fn unknown(update: &Value) -> Event {
    let kinds =
        || update.as_object().into_iter().flat_map(|update| update.keys()).filter(|key| *key != "update_id");
    let what = kinds().map(String::as_str).collect::<Vec<_>>().join(" ");
    // A message that could not be read is kept as well: somebody asked something.
    let readable = !what.is_empty() && kinds().all(|kind| KNOWN.contains(&kind.as_str()));
    let raw = (!readable || kinds().any(|kind| kind == "message")).then(|| update.to_string());
    Event::Other { what, raw: raw.filter(|raw| raw.len() <= RAW) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn event(update: &Value) -> Event {
        read(update).unwrap().event
    }

    fn private(message: &Value) -> Value {
        let mut message = message.clone();
        message["chat"] = json!({"id": 7, "type": "private"});
        json!({"update_id": 1, "message": message})
    }

    fn question(text: &str) -> Event {
        Event::Question { text: text.to_owned() }
    }

    #[test]
    fn text_is_a_question_and_commands_are_a_greeting() {
        assert_eq!(event(&private(&json!({"text": "质押贷款贴息"}))), question("质押贷款贴息"));
        assert_eq!(event(&private(&json!({"text": "/start"}))), Event::Start);
        assert_eq!(event(&private(&json!({"text": "/start from-poster"}))), Event::Start);
        assert_eq!(event(&private(&json!({"text": "/help@zhice_bot"}))), Event::Start);
        assert_eq!(event(&private(&json!({"text": "/startup 补贴"}))), question("/startup 补贴"));
    }

    #[test]
    fn a_question_survives_what_is_newer_than_we_are() {
        let update = private(&json!({
            "text": "贴息", "entities": [{"type": "hologram", "offset": 0, "length": 2}], "warp": 9
        }));
        assert_eq!(event(&update), question("贴息"));
    }

    #[test]
    fn an_album_has_one_key() {
        let photo = |number: i64| {
            let mut update = private(&json!({"photo": [], "media_group_id": "g"}));
            update["update_id"] = number.into();
            read(&update).unwrap()
        };
        assert_eq!(photo(1), photo(2));
        assert_eq!(photo(1).event, Event::Unreadable);
    }

    #[test]
    fn groups_bots_and_notices_are_skipped_without_their_words() {
        let group =
            json!({"update_id": 1, "message": {"chat": {"id": -5, "type": "group"}, "text": "CANARY"}});
        let bot = private(&json!({"text": "CANARY", "from": {"id": 1, "is_bot": true}}));
        let notice = private(&json!({"pinned_message": {"text": "CANARY"}}));
        let edited = json!({"update_id": 1, "edited_message": {"text": "CANARY"}});
        for update in [group, bot, notice, edited] {
            let event = event(&update);
            assert!(matches!(event, Event::Other { .. }), "{event:?}");
            assert!(!format!("{event:?}").contains("CANARY"), "{event:?}");
        }
    }

    #[test]
    fn presses_name_their_button() {
        let press = |data: &str| {
            let message = json!({"chat": {"id": 7, "type": "private"}});
            event(&json!({"update_id": 1, "callback_query": {
                "id": "q", "from": {"id": 7}, "chat_instance": "c", "data": data, "message": message
            }}))
        };
        let expected = |row, at| Event::Press { row, at, press: "q".to_owned() };
        assert_eq!(press("s:12:3"), expected(Some(12), 3));
        for forged in ["", "s:12", "s:x:1", "s:1:-1", "t:1:1", "s:99999999999999999999:0"] {
            assert_eq!(press(forged), expected(None, 0), "{forged}");
        }
    }

    #[test]
    fn what_we_do_not_understand_is_kept() {
        for (kind, update) in [
            ("hologram", json!({"update_id": 1, "hologram": {"depth": 3}})),
            ("message", json!({"update_id": 1, "message": {"chat": 7}})),
            ("", json!({"update_id": 1})),
        ] {
            let Event::Other { what, raw } = event(&update) else { panic!("{update}") };
            assert_eq!(what, kind);
            assert_eq!(raw, Some(update.to_string()));
        }
        let huge = json!({"update_id": 1, "hologram": "x".repeat(RAW)});
        assert_eq!(event(&huge), other("hologram".to_owned()));
    }

    fn anything() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
        ];
        let key = prop_oneof![
            Just("message".to_owned()),
            Just("callback_query".to_owned()),
            Just("chat".to_owned()),
            Just("from".to_owned()),
            Just("text".to_owned()),
            Just("id".to_owned()),
            Just("type".to_owned()),
            Just("update_id".to_owned()),
            Just("data".to_owned()),
            ".{0,4}",
        ];
        leaf.prop_recursive(5, 64, 8, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map(key.clone(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_has_a_number_is_stored(update in anything(), number in 0_i64..) {
            prop_assert_eq!(read(&update).is_some(), self::number(&update).is_some());
            let numbered = json!({"update_id": number, "message": update});
            prop_assert!(read(&numbered).is_some());
        }
    }
}
