//! What Telegram knows.

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde_json::{Value, json};

use super::fault::Fault;

/// The token of the one bot.
pub(super) const TOKEN: &str = "100200:FAKE-token_of-the_one-bot";
/// A day in 2026.
const DATE: i64 = 1_790_000_000;

/// A call of the Bot API.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// In lower case, as methods are compared.
    pub method: String,
    /// What was passed.
    pub params: Value,
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What is read on it.
    pub label: String,
    /// What the bot is told when it is pressed.
    pub data: String,
}

/// A message of the bot as its user sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its number.
    pub id: i64,
    /// Its text, or the words with a document.
    pub text: String,
    /// Its buttons, from top to bottom.
    pub buttons: Vec<Button>,
    /// The document or photo, if it is one.
    pub document: Option<Upload>,
    /// How often it was edited.
    pub edits: usize,
}

/// A private conversation.
#[derive(Default)]
pub(super) struct Chat {
    pub(super) heard: Vec<Heard>,
    /// How many of them a test has taken note of.
    pub(super) noted: usize,
    pub(super) blocked: bool,
}

pub(super) struct State {
    /// Those the bot has not confirmed.
    pub(super) updates: VecDeque<Value>,
    all_updates: Vec<Value>,
    pub(super) next_update: i64,
    next_message: i64,
    /// By user; a bot can write only to those who wrote to it.
    pub(super) chats: HashMap<i64, Chat>,
    /// Pressed and not yet answered.
    pub(super) presses: BTreeSet<String>,
    pub(super) answered_presses: usize,
    pub(super) calls: Vec<Call>,
    pub(super) faults: VecDeque<(String, Fault)>,
    pub(super) webhook: String,
    pub(super) commands: Value,
    /// Which getUpdates is the last: a newer one ends the older.
    pub(super) poll: u64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            updates: VecDeque::new(),
            all_updates: Vec::new(),
            next_update: 500_000,
            next_message: 1,
            chats: HashMap::new(),
            presses: BTreeSet::new(),
            answered_presses: 0,
            calls: Vec::new(),
            faults: VecDeque::new(),
            webhook: String::new(),
            commands: json!([]),
            poll: 0,
        }
    }
}

impl State {
    pub(super) fn push(&mut self, mut update: Value) -> i64 {
        let number = self.next_update;
        self.next_update += 1;
        update["update_id"] = number.into();
        self.all_updates.push(update.clone());
        self.updates.push_back(update);
        number
    }

    pub(super) fn repeat(&mut self, number: i64) {
        let known = self.all_updates.iter().find(|update| update["update_id"] == number);
        self.updates.extend(known.cloned());
    }

    pub(super) fn fault(&mut self, method: &str) -> Option<Fault> {
        let at = self.faults.iter().position(|(of, _)| of == method)?;
        self.faults.remove(at).map(|(_, fault)| fault)
    }

    /// A message of the user's, as the bot gets it.
    pub(super) fn message_from(&mut self, user: i64, content: Value) -> Value {
        self.chats.entry(user).or_default();
        let mut message = content;
        message["message_id"] = self.message_id().into();
        message["date"] = DATE.into();
        message["chat"] = json!({"id": user, "type": "private", "first_name": "用户"});
        message["from"] = person(user);
        message
    }

    pub(super) fn message_id(&mut self) -> i64 {
        self.next_message += 1;
        self.next_message - 1
    }
}

pub(super) fn person(user: i64) -> Value {
    json!({"id": user, "is_bot": false, "first_name": "用户", "language_code": "zh-hans"})
}

pub(super) fn bot() -> Value {
    json!({"id": 100_200, "is_bot": true, "first_name": "知策", "username": "zhice_bot"})
}

/// A message of the bot's, as the bot gets it back.
pub(super) fn described(chat: i64, message: &Heard) -> Value {
    let mut json = json!({
        "message_id": message.id,
        "date": DATE,
        "chat": {"id": chat, "type": "private", "first_name": "用户"},
        "from": bot(),
    });
    match &message.document {
        None => json["text"] = message.text.clone().into(),
        Some(document) => {
            json["caption"] = message.text.clone().into();
            json["document"] = json!({
                "file_id": format!("file-{}", message.id),
                "file_unique_id": format!("unique-{}", message.id),
                "file_name": document.name,
                "file_size": document.bytes.len(),
            });
        }
    }
    if !message.buttons.is_empty() {
        let rows: Vec<Value> = message
            .buttons
            .iter()
            .map(|button| json!([{"text": button.label, "callback_data": button.data}]))
            .collect();
        json["reply_markup"] = json!({ "inline_keyboard": rows });
    }
    if message.edits > 0 {
        json["edit_date"] = (DATE + 1).into();
    }
    json
}
