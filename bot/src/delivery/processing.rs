//! From a message to its reply: the answer is computed, then its effect and the whole reply are stored in one
//! transaction that also marks the message as done.

use std::sync::Arc;

use shared::answer::Answer;
use sqlx::SqliteConnection;

use super::{Channel, Clock, Content, Event, inbox, inbox::Waiting, killpoint::killpoint, outbox};
use crate::{
    dialogue::{self, Drawn, EARLIER, Respond},
    store::{Store, StoreError},
};

/// What is asked on behalf of a user who only opened the conversation.
const GREETING: &str = "你好";
const ONLY_TEXT: &str = "目前只能看懂文字，请把问题打成文字发来。";
const STALE_BUTTON: &str = "这个按钮已经失效，请把问题打成文字发来。";
const FAILED: &str = "抱歉，这个问题没能处理。请换个说法再问一次。";

/// Answers the messages of one channel.
#[derive(Clone)]
pub(super) struct Processor {
    pub(super) store: Store,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) responder: Arc<dyn Respond>,
    pub(super) channel: Arc<dyn Channel>,
}

/// What a message comes to, before anything of it is stored.
#[derive(Default)]
struct Reply {
    contents: Vec<Content>,
    /// Asked in this turn; becomes part of the conversation.
    question: Option<String>,
    /// The conversation starts anew.
    afresh: bool,
    skipped: bool,
}

impl Processor {
    /// Deals with the oldest message that waits. False if there is none.
    pub(super) async fn process_next(&self) -> Result<bool, StoreError> {
        let channel = self.channel.name();
        let Some(waiting) = inbox::oldest(&self.store, channel).await? else { return Ok(false) };
        let reply = match serde_json::from_str(&waiting.event) {
            Ok(event) => self.reply(&waiting, event).await?,
            Err(error) => {
                tracing::error!(row = waiting.id, %error, "收件箱中有一条无法解读的记录，已跳过");
                Reply { skipped: true, ..Reply::default() }
            }
        };
        self.commit(&waiting, &reply).await?;
        killpoint("replied");
        Ok(true)
    }

    async fn reply(&self, waiting: &Waiting, event: Event) -> Result<Reply, StoreError> {
        let channel = self.channel.name();
        Ok(match event {
            Event::Question { text } => self.answer(waiting, text).await?,
            Event::Start => {
                let answer = self.respond(Vec::new(), GREETING.to_owned()).await;
                Reply { contents: self.render(answer), afresh: true, ..Reply::default() }
            }
            Event::Unreadable => says(ONLY_TEXT),
            Event::Press { row, at, press } => {
                let question = match row {
                    Some(row) => outbox::button(&self.store, channel, &waiting.conversation, row, at).await?,
                    None => None,
                };
                let mut reply = match question {
                    Some(question) => self.answer(waiting, question).await?,
                    None => says(STALE_BUTTON),
                };
                reply.contents.insert(0, Content::Acknowledge { press });
                reply
            }
            Event::Other { what, .. } => {
                tracing::debug!(row = waiting.id, what, "无需回复的消息，已跳过");
                Reply { skipped: true, ..Reply::default() }
            }
        })
    }

    async fn answer(&self, waiting: &Waiting, question: String) -> Result<Reply, StoreError> {
        let earlier = earlier(&self.store, self.channel.name(), &waiting.conversation).await?;
        let answer = self.respond(earlier, question.clone()).await;
        // What could not be answered is not asked along with the next question.
        let question = answer.is_some().then_some(question);
        // The words first: they must not wait for a picture that the platform does not take.
        let picture = self.draw(answer.clone()).await;
        let mut contents = self.render(answer);
        contents.extend(picture.map(|Drawn { svg, caption }| Content::Picture { svg, caption }));
        Ok(Reply { contents, question, ..Reply::default() })
    }

    /// The picture beside an answer; none where there is nothing to draw or drawing panicked.
    async fn draw(&self, answer: Option<Answer>) -> Option<Drawn> {
        let answer = answer.filter(|answer| answer.picture.is_some())?;
        let responder = Arc::clone(&self.responder);
        let drawn = tokio::task::spawn_blocking(move || responder.draw(&answer)).await;
        drawn.inspect_err(|error| tracing::error!(%error, "画图时程序出错，回答不附图")).ok()?
    }

    /// None if the answer panicked: the message must not take the service down at each start.
    async fn respond(&self, earlier: Vec<String>, question: String) -> Option<Answer> {
        let answer = dialogue::answer(Arc::clone(&self.responder), earlier, question).await;
        answer.inspect_err(|error| tracing::error!(%error, "回答时程序出错，已回复致歉")).ok()
    }

    fn render(&self, answer: Option<Answer>) -> Vec<Content> {
        answer.map_or_else(|| vec![Content::text(FAILED)], |answer| self.channel.render(&answer))
    }

    async fn commit(&self, waiting: &Waiting, reply: &Reply) -> Result<(), StoreError> {
        let channel = self.channel.name();
        let conversation = &waiting.conversation;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let state = if reply.skipped { "skipped" } else { "done" };
        if !inbox::finish(&mut tx, waiting.id, state, now).await? {
            return Ok(());
        }
        if reply.afresh {
            forget(&mut tx, channel, conversation, 0).await?;
        }
        if let Some(question) = &reply.question {
            remember(&mut tx, channel, conversation, question, now).await?;
        }
        outbox::put(&mut tx, channel, conversation, waiting.id, &reply.contents, now).await?;
        killpoint("answered");
        Ok(tx.commit().await?)
    }
}

fn says(text: &str) -> Reply {
    Reply { contents: vec![Content::text(text)], ..Reply::default() }
}

/// The last questions of a conversation, oldest first.
async fn earlier(store: &Store, channel: &str, conversation: &str) -> Result<Vec<String>, StoreError> {
    let mut questions: Vec<String> = sqlx::query_scalar(
        "SELECT question FROM turn WHERE channel = ? AND conversation = ? ORDER BY id DESC LIMIT ?",
    )
    .bind(channel)
    .bind(conversation)
    .bind(count(EARLIER))
    .fetch_all(store.reader())
    .await?;
    questions.reverse();
    Ok(questions)
}

async fn remember(
    tx: &mut SqliteConnection,
    channel: &str,
    conversation: &str,
    question: &str,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO turn (channel, conversation, question, asked_at) VALUES (?, ?, ?, ?)")
        .bind(channel)
        .bind(conversation)
        .bind(question)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    forget(tx, channel, conversation, EARLIER).await
}

/// Forgets all but the last `keep` questions of a conversation.
async fn forget(
    tx: &mut SqliteConnection,
    channel: &str,
    conversation: &str,
    keep: usize,
) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM turn WHERE channel = ?1 AND conversation = ?2 AND id NOT IN (
             SELECT id FROM turn WHERE channel = ?1 AND conversation = ?2 ORDER BY id DESC LIMIT ?3)",
    )
    .bind(channel)
    .bind(conversation)
    .bind(count(keep))
    .execute(tx)
    .await?;
    Ok(())
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
