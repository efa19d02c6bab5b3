//! The people who talk to the bot.

use serde_json::{Value, json};

use super::{
    FakeTelegram,
    state::{Heard, person},
};

/// A person with a private conversation with the bot.
#[derive(Clone, Copy)]
pub struct User<'a> {
    pub(super) telegram: &'a FakeTelegram,
    pub(super) id: i64,
}

impl User<'_> {
    /// Writes to the bot. Returns the number of the update.
    pub fn says(&self, text: &str) -> i64 {
        self.sends(json!({ "text": text }))
    }

    /// Sends something else than text: `{"photo": …}`.
    pub fn sends(&self, content: Value) -> i64 {
        self.telegram.inner.change(|state| {
            let message = state.message_from(self.id, content);
            state.push(json!({ "message": message }))
        })
    }

    /// Corrects what was written before.
    pub fn edits(&self, text: &str) -> i64 {
        self.telegram.inner.change(|state| {
            let message = state.message_from(self.id, json!({"text": text, "edit_date": 1_790_000_009}));
            state.push(json!({ "edited_message": message }))
        })
    }

    /// Presses the newest button with this label.
    ///
    /// # Panics
    /// If there is none.
    pub fn presses(&self, label: &str) -> i64 {
        let pressed = self.telegram.inner.state().chats.get(&self.id).and_then(|chat| {
            let mut buttons = chat
                .heard
                .iter()
                .rev()
                .flat_map(|heard| heard.buttons.iter().map(move |button| (heard.id, button)));
            buttons.find(|(_, button)| button.label == label).map(|(id, button)| (id, button.data.clone()))
        });
        let Some((message, data)) = pressed else { panic!("{} has no button {label}", self.id) };
        self.presses_forged(message, &data)
    }

    /// Presses a button that says to the bot what the user wants it to say.
    pub fn presses_forged(&self, message: i64, data: &str) -> i64 {
        self.telegram.inner.change(|state| {
            let press = format!("press-{}-{}", self.id, state.next_update);
            state.presses.insert(press.clone());
            state.push(json!({"callback_query": {
                "id": press,
                "from": person(self.id),
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": message, "date": 0, "chat": {"id": self.id, "type": "private", "first_name": "用户"}
                },
            }}))
        })
    }

    /// From now on, or no longer, refuses what the bot writes.
    pub fn blocks(&self, blocked: bool) {
        self.telegram.inner.change(|state| state.chats.entry(self.id).or_default().blocked = blocked);
    }

    /// The next message of the bot's that was not taken note of; waits for it.
    ///
    /// # Panics
    /// If none comes.
    pub async fn hears(&self) -> Heard {
        let what = format!("the bot says something to {}", self.id);
        let next = self.telegram.until(&what, |state| {
            let chat = state.chats.get_mut(&self.id)?;
            let heard = chat.heard.get(chat.noted)?.clone();
            chat.noted += 1;
            Some(heard)
        });
        next.await
    }

    /// Everything the bot has said so far.
    pub fn heard(&self) -> Vec<Heard> {
        self.telegram.inner.state().chats.get(&self.id).map(|chat| chat.heard.clone()).unwrap_or_default()
    }

    /// The presses of all users that the bot has shown to have understood.
    pub async fn presses_are_answered(&self, times: usize) {
        let answered = |state: &mut super::state::State| (state.answered_presses >= times).then_some(());
        self.telegram.until("the bot answers a press", answered).await;
    }
}
