//! Paths within commands that are shown to be copied. Comes in: a path. Goes out: one word of the shell that is used here.

use std::path::Path;

/// A path, quoted for a shell where it must be.
pub(super) fn shell_quoted(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { quoted_for_powershell(&text) } else { quoted_for_sh(&text) }
}

/// Whether every shell reads a text as one word and as it stands.
fn is_plain_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "/._-:\\~".contains(c))
}

fn quoted_for_sh(text: &str) -> String {
    if is_plain_word(text) {
        text.to_string()
    } else if text.contains(['$', '`', '"', '!']) {
        // A shell would read these within double quotes.
        format!("'{}'", text.replace('\'', "'\\''"))
    } else {
        format!("\"{text}\"")
    }
}

/// As PowerShell reads it, and the old command line too where it can.
fn quoted_for_powershell(text: &str) -> String {
    if is_plain_word(text) {
        text.to_string()
    } else if text.contains(['$', '`', '"', '“', '”', '„']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        // A backslash would take away what the quote after it means.
        let text = if text.ends_with(":\\") { text } else { text.trim_end_matches('\\') };
        format!("\"{text}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_command_is_one_word_of_the_shell() {
        for (text, sh, powershell) in [
            ("data/plan-2027", "data/plan-2027", "data/plan-2027"),
            (r"C:\planar\bø", r"C:\planar\bø", r"C:\planar\bø"),
            (r"C:\min plan\", r#""C:\min plan\""#, r#""C:\min plan""#),
            ("min plan", "\"min plan\"", "\"min plan\""),
            ("a$b 'c'", r"'a$b '\''c'\'''", "'a$b ''c'''"),
            ("", "\"\"", "\"\""),
        ] {
            assert_eq!((quoted_for_sh(text).as_str(), quoted_for_powershell(text).as_str()), (sh, powershell));
        }
    }
}
