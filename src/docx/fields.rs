//! Fields: what Word works out itself, with the result that it shows until then.

use docx_rs::{FieldCharType, InstrText, Run};

/// The runs of a field with its result.
pub(super) fn field(instruction: &str, result: &str) -> Vec<Run> {
    let mut runs = field_begin(instruction);
    runs.push(Run::new().add_text(result));
    runs.push(field_end());
    runs
}

/// The runs before a field's result; each mark has a run of its own, or LibreOffice loses the result.
pub(super) fn field_begin(instruction: &str) -> Vec<Run> {
    vec![
        Run::new().add_field_char(FieldCharType::Begin, false),
        Run::new().add_instr_text(InstrText::Unsupported(format!(" {} ", escaped(instruction)))),
        Run::new().add_field_char(FieldCharType::Separate, false),
    ]
}

pub(super) fn field_end() -> Run {
    Run::new().add_field_char(FieldCharType::End, false)
}

/// docx-rs writes instructions as they are.
fn escaped(instruction: &str) -> String {
    instruction.replace('&', "&amp;").replace('<', "&lt;")
}
