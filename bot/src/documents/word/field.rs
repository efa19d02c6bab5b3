//! Fields: a table of contents, a page number, a reference. Their instruction is no text; their result is.

/// The fields that are open at a place of the text, outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug)]
enum Field {
    Instruction(String),
    Result { contents: bool },
}

/// Whether an instruction makes a table of contents, which repeats the headings.
pub(super) fn is_contents(instruction: &str) -> bool {
    instruction.split_whitespace().next() == Some("TOC")
}

impl Fields {
    /// Whether text at this place is printed and not a repetition.
    pub(super) fn show(&self) -> bool {
        self.0.iter().all(|field| matches!(field, Field::Result { contents: false }))
    }

    /// A mark of a field: `begin`, `separate` or `end`.
    pub(super) fn mark(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.0.push(Field::Instruction(String::new())),
            Some("separate") => {
                if let Some(last) = self.0.last_mut()
                    && let Field::Instruction(instruction) = last
                {
                    *last = Field::Result { contents: is_contents(instruction) };
                }
            }
            Some("end") => {
                self.0.pop();
            }
            _ => {}
        }
    }

    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(Field::Instruction(instruction)) = self.0.last_mut() {
            instruction.push_str(text);
        }
    }

    /// Only a table of contents goes on over paragraphs; a field that is left open must not swallow the rest.
    pub(super) fn at_paragraph(&mut self) {
        self.0.retain(|field| matches!(field, Field::Result { contents: true }));
    }

    /// No table of contents holds a heading: it was left open.
    pub(super) fn at_heading(&mut self) {
        self.0.clear();
    }
}
