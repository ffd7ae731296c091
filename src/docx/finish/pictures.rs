//! docx-rs can't give a picture words for those who can't see it (ECMA-376 part 1, 20.4.2.5: `docPr/@descr`).

use super::{Facts, Package};

pub(super) fn apply(package: &mut Package, facts: &Facts) {
    let mut texts = facts.alternative_texts.iter();
    package.document.visit(&mut |element| {
        if element.name == "wp:docPr"
            && let Some(text) = texts.next()
        {
            element.set("descr", text);
        }
    });
}
