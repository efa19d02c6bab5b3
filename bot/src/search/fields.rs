//! The tantivy schema: a row a document, then a row a passage.

use tantivy::{
    TantivyDocument,
    schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager},
};

use super::{
    document::Folded,
    text::{letters, tokens},
};

const PAIRS: &str = "pairs";
const LETTERS: &str = "letters";

/// The fields of both kinds of rows.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Of a document: all of it.
    pub text: Field,
    /// Of a document: what it is about.
    pub about: Field,
    /// Of a document: its single characters.
    pub signs: Field,
    /// Of a passage: its text.
    pub body: Field,
    /// Of a passage: what it stands under.
    pub above: Field,
    /// The key of the document.
    pub document: Field,
}

/// Names of the fast fields.
pub(super) const DOCUMENT: &str = "document";
/// 0 for the row of a document, then 1 and on for its passages.
pub(super) const ORDINAL: &str = "ordinal";
/// How many tokens the row has.
pub(super) const LENGTH: &str = "length";

impl Fields {
    pub(super) fn schema() -> Schema {
        let text = |tokenizer, option| {
            let indexing = TextFieldIndexing::default().set_fieldnorms(false);
            let indexing = indexing.set_tokenizer(tokenizer).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        let freqs = IndexRecordOption::WithFreqs;
        schema.add_text_field("text", text(PAIRS, freqs));
        schema.add_text_field("about", text(PAIRS, IndexRecordOption::Basic));
        schema.add_text_field("signs", text(LETTERS, freqs));
        schema.add_text_field("body", text(PAIRS, freqs));
        schema.add_text_field("above", text(PAIRS, freqs));
        schema.add_u64_field(DOCUMENT, NumericOptions::default().set_fast().set_indexed());
        schema.add_u64_field(ORDINAL, NumericOptions::default().set_fast());
        schema.add_u64_field(LENGTH, NumericOptions::default().set_fast());
        schema.build()
    }

    /// The fields of a schema, if it is ours.
    pub(super) fn of(schema: &Schema) -> tantivy::Result<Self> {
        let field = |name| schema.get_field(name);
        Ok(Self {
            text: field("text")?,
            about: field("about")?,
            signs: field("signs")?,
            body: field("body")?,
            above: field("above")?,
            document: field(DOCUMENT)?,
        })
    }

    pub(super) fn tokenizers() -> TokenizerManager {
        let tokenizers = TokenizerManager::default();
        tokenizers.register(PAIRS, Cut(|text| Box::new(tokens(text))));
        tokenizers.register(LETTERS, Cut(|text| Box::new(letters(text))));
        tokenizers
    }

    /// The rows of a document.
    pub(super) fn rows(
        self,
        schema: &Schema,
        key: u64,
        document: &Folded,
    ) -> tantivy::Result<Vec<TantivyDocument>> {
        let (ordinal, length) = (schema.get_field(ORDINAL)?, schema.get_field(LENGTH)?);
        let row = |at: u64, text: &str| {
            let mut row = TantivyDocument::default();
            row.add_u64(self.document, key);
            row.add_u64(ordinal, at);
            row.add_u64(length, tokens(text).count() as u64);
            row
        };
        let mut whole = row(0, &document.text);
        whole.add_text(self.text, &document.text);
        whole.add_text(self.about, &document.about);
        whole.add_text(self.signs, &document.text);
        let passages = (1..).zip(&document.passages).map(|(at, passage)| {
            let mut row = row(at, &passage.body);
            row.add_text(self.body, &passage.body);
            row.add_text(self.above, &passage.above);
            row
        });
        Ok(std::iter::once(whole).chain(passages).collect())
    }
}

type Tokens<'a> = Box<dyn Iterator<Item = &'a str> + 'a>;

/// Our cutting of a text, for tantivy.
#[derive(Clone)]
struct Cut(for<'a> fn(&'a str) -> Tokens<'a>);

struct Stream<'a> {
    tokens: Tokens<'a>,
    token: Token,
}

impl Tokenizer for Cut {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { tokens: (self.0)(text), token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(text) = self.tokens.next() else { return false };
        text.clone_into(&mut self.token.text);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
