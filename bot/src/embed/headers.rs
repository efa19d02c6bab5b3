//! Response headers as a person copies them from a browser or from `curl -I`.

/// Headers in order, names in lower case.
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads what looks like a header and leaves out the rest; a line that begins with a space continues the one before.
    pub(super) fn read(text: &str) -> Self {
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if line.starts_with([' ', '\t'])
                && let Some((_, value)) = headers.last_mut()
            {
                value.push(' ');
                value.push_str(line.trim());
                continue;
            }
            // As `curl -v` marks what was received.
            let line = line.strip_prefix("< ").unwrap_or(line).trim();
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
