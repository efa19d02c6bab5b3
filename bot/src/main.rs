//! `zhice`: see `bot::commands`.

use std::process::ExitCode;

fn main() -> ExitCode {
    bot::commands::main()
}
