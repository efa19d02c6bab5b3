//! The methods of the Bot API that answer at once.

use serde_json::{Map, Value, json};

use super::{
    fault::{Answer, Refusal, refusal},
    state::{Button, Chat, Heard, State, Upload, bot, described},
};

const TEXT: usize = 4096;
const CAPTION: usize = 1024;

type Params = Map<String, Value>;

pub(super) fn call(state: &mut State, method: &str, params: &Params, upload: Option<Upload>) -> Answer {
    match method {
        "getme" => Ok(me()),
        "setwebhook" => set_webhook(state, params),
        "deletewebhook" => {
            state.webhook.clear();
            if params.get("drop_pending_updates") == Some(&Value::Bool(true)) {
                state.updates.clear();
            }
            Ok(true.into())
        }
        "getwebhookinfo" => Ok(json!({
            "url": state.webhook,
            "has_custom_certificate": false,
            "pending_update_count": state.updates.len(),
        })),
        "setmycommands" => {
            state.commands = params.get("commands").cloned().unwrap_or_default();
            Ok(true.into())
        }
        "getmycommands" => Ok(state.commands.clone()),
        "sendchataction" => reachable(state, params).map(|_| true.into()),
        "sendmessage" => send_message(state, params),
        "senddocument" => send_document(state, params, upload),
        "sendphoto" => send_photo(state, params, upload),
        "editmessagetext" => edit_message_text(state, params),
        "answercallbackquery" => answer_callback_query(state, params),
        _ => refusal(404, "Not Found"),
    }
}

fn me() -> Value {
    let mut me = bot();
    for ability in [
        "can_join_groups",
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
    ] {
        me[ability] = false.into();
    }
    me
}

fn set_webhook(state: &mut State, params: &Params) -> Answer {
    let url = text(params, "url");
    if !url.is_empty() && !url.starts_with("https://") {
        return refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
    }
    url.clone_into(&mut state.webhook);
    Ok(true.into())
}

fn send_message(state: &mut State, params: &Params) -> Answer {
    let said = text(params, "text").to_owned();
    if said.trim().is_empty() {
        return refusal(400, "Bad Request: message text is empty");
    }
    if units(&said) > TEXT {
        return refusal(400, "Bad Request: message is too long");
    }
    let Some(buttons) = buttons(params) else {
        return refusal(400, "Bad Request: BUTTON_DATA_INVALID");
    };
    say(state, params, said, buttons, None)
}

fn send_document(state: &mut State, params: &Params, upload: Option<Upload>) -> Answer {
    let caption = text(params, "caption").to_owned();
    if units(&caption) > CAPTION {
        return refusal(400, "Bad Request: message caption is too long");
    }
    if upload.as_ref().is_none_or(|upload| upload.bytes.is_empty()) {
        return refusal(400, "Bad Request: file must be non-empty");
    }
    say(state, params, caption, Vec::new(), upload)
}

/// A photo is refused where it is no picture; otherwise it is kept like a document.
fn send_photo(state: &mut State, params: &Params, upload: Option<Upload>) -> Answer {
    let is_picture = |upload: &Upload| {
        upload.bytes.starts_with(b"\x89PNG\r\n\x1a\n") || upload.bytes.starts_with(b"\xff\xd8\xff")
    };
    if !upload.as_ref().is_some_and(is_picture) {
        return refusal(400, "Bad Request: IMAGE_PROCESS_FAILED");
    }
    send_document(state, params, upload)
}

fn say(
    state: &mut State,
    params: &Params,
    text: String,
    buttons: Vec<Button>,
    document: Option<Upload>,
) -> Answer {
    let id = state.message_id();
    let chat = integer(params, "chat_id").unwrap_or_default();
    let heard = Heard { id, text, buttons, document, edits: 0 };
    let answer = described(chat, &heard);
    reachable(state, params)?.heard.push(heard);
    Ok(answer)
}

fn edit_message_text(state: &mut State, params: &Params) -> Answer {
    let said = text(params, "text").to_owned();
    let id = integer(params, "message_id");
    let chat = integer(params, "chat_id").unwrap_or_default();
    let Some(buttons) = buttons(params) else {
        return refusal(400, "Bad Request: BUTTON_DATA_INVALID");
    };
    let Some(message) = reachable(state, params)?.heard.iter_mut().find(|heard| Some(heard.id) == id) else {
        return refusal(400, "Bad Request: message to edit not found");
    };
    if message.text == said && message.buttons == buttons {
        return refusal(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
        );
    }
    message.text = said;
    message.buttons = buttons;
    message.edits += 1;
    Ok(described(chat, message))
}

fn answer_callback_query(state: &mut State, params: &Params) -> Answer {
    if state.presses.remove(text(params, "callback_query_id")) {
        state.answered_presses += 1;
        return Ok(true.into());
    }
    refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
}

/// The conversation, if the bot may write there.
fn reachable<'a>(state: &'a mut State, params: &Params) -> Result<&'a mut Chat, Refusal> {
    let refused = |description| Refusal::new(403, description);
    match integer(params, "chat_id").and_then(|chat| state.chats.get_mut(&chat)) {
        None => Err(refused("Forbidden: bot can't initiate conversation with a user")),
        Some(chat) if chat.blocked => Err(refused("Forbidden: bot was blocked by the user")),
        Some(chat) => Ok(chat),
    }
}

/// The buttons of a message; none if Telegram would refuse them.
fn buttons(params: &Params) -> Option<Vec<Button>> {
    let Some(rows) = params.get("reply_markup").and_then(|markup| markup.get("inline_keyboard")) else {
        return Some(Vec::new());
    };
    let buttons = rows.as_array()?.iter().flat_map(|row| row.as_array().into_iter().flatten());
    buttons
        .map(|button| {
            let part = |key| button.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
            let data = part("callback_data").filter(|data| (1..=64).contains(&data.len()))?;
            Some(Button { label: part("text").filter(|label| !label.is_empty())?, data })
        })
        .collect()
}

pub(super) fn integer(params: &Params, key: &str) -> Option<i64> {
    params.get(key).and_then(Value::as_i64)
}

fn text<'a>(params: &'a Params, key: &str) -> &'a str {
    params.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
