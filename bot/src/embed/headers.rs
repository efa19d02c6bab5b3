//! Response headers as a person copies them from a browser or from `curl -I`.

use shared::text::clean;

/// Headers in order, names in lower case.
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads what looks like a header and leaves out the rest; a line that begins with a space continues the one before. A
    /// copy may bring along hard spaces and what is not seen: no policy hides behind them. Of several responses, as
    /// `curl -L` shows them, the last one is the page.
    pub(super) fn read(text: &str) -> Self {
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            let continues = line.starts_with(char::is_whitespace);
            let line = clean(line);
            if continues && let Some((_, value)) = headers.last_mut() {
                value.push(' ');
                value.push_str(&line);
                continue;
            }
            // As `curl -v` marks what was received.
            let line = line.strip_prefix("< ").unwrap_or(&line);
            if line.starts_with("HTTP/") {
                headers.clear();
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let name = name.trim().to_ascii_lowercase();
            if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)) {
                headers.push((name, value.trim().to_owned()));
            }
        }
        Self(headers)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every value of a header, in order.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}
