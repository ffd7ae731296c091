//! The copies of the political edition for parties, with a case paper for each body that has not handled the plan yet.

use std::collections::BTreeSet;

use super::build::{BuildError, CheckedPlan, Composed, Format};
use super::earlier::EarlierPlan;
use super::render::render;
use crate::compose::Attachment;
use crate::output::OutputFile;
use crate::pdf::Template;
use crate::plan::{PartId, Standing};
use crate::words::notation::definite_ending;

/// The files of copies and of the case papers that go with them.
#[derive(Debug)]
pub struct CopyFiles {
    /// The files of the copies, then those of the case papers.
    pub files: Vec<OutputFile>,
    /// What is to be said of the case papers: which are too long, and which bodies have none.
    pub notes: Vec<String>,
}

/// Makes the files of the copies for some parties, one each, and of the case papers of their bodies. Those name the files of
/// these formats that go with them, and tell what is new since an earlier version if there is one.
///
/// # Errors
/// `BuildError` if anything is wrong in the data or the template.
pub fn render_with_case_papers(
    checked: &CheckedPlan,
    parties: &[&PartId],
    copies: &[Composed],
    formats: &[Format],
    earlier: Option<&EarlierPlan>,
    template: &Template,
) -> Result<CopyFiles, BuildError> {
    let copies = render(copies, formats, template)?;
    let mut documents = Vec::new();
    for (id, copy) in parties.iter().zip(&copies) {
        let has = |of: fn(&Format) -> bool| formats.iter().any(of);
        let pdf = copy.pages.filter(|_| has(|format| matches!(format, Format::Pdf)));
        let word = has(|format| matches!(format, Format::Docx)).then_some(Attachment::Word);
        let mut attachments: Vec<Attachment> = pdf.map(Attachment::Pdf).into_iter().chain(word).collect();
        if has(|format| matches!(format, Format::Html)) {
            attachments.push(Attachment::Html);
        }
        documents.extend(checked.case_papers(id, &attachments, earlier, template)?);
    }
    // Bodies may be called so much alike that their files would have one name.
    let mut names = BTreeSet::new();
    for paper in &mut documents {
        let stem = paper.document.meta.file_stem.clone();
        for number in 2.. {
            if names.insert(paper.document.meta.file_stem.to_lowercase()) {
                break;
            }
            paper.document.meta.file_stem = format!("{stem}-{number}");
        }
    }
    let long = documents.iter().filter(|paper| paper.too_long).map(|paper| {
        format!("{} er på meir enn to sider: framlegget er for langt til det", paper.document.meta.file_stem)
    });
    let notes = long.chain(bodies_without(checked, parties)).collect();
    let papers = render(&documents, formats, template)?;
    let files = copies.into_iter().chain(papers).flat_map(|rendered| rendered.files).collect();
    Ok(CopyFiles { files, notes })
}

/// Which bodies of some parties have no case paper, and why.
fn bodies_without(checked: &CheckedPlan, parties: &[&PartId]) -> Vec<String> {
    let skipped = checked.plan.iter().flat_map(|plan| {
        let own = plan.hovud.handsaming.iter().filter(|own| parties.contains(&&own.part));
        own.flat_map(move |own| {
            let all = own.organ.iter().enumerate().map(|(body, organ)| (plan.standing(own, body), organ));
            let skipped = all.filter(|(standing, _)| !standing.is_open());
            skipped.map(move |(standing, organ)| {
                let name = &organ.organ.0;
                let name = format!("{name}{} i {}", definite_ending(name), plan.party_name(&own.part));
                (standing == Standing::PassedOver, name)
            })
        })
    });
    let (passed, decided): (Vec<_>, Vec<_>) = skipped.partition(|(passed, _)| *passed);
    let all = [
        (decided, "Ikkje saksframlegg til dei som alt har handsama planen"),
        (passed, "Ikkje saksframlegg til dei som ikkje rakk å handsame planen før det vart gjort vedtak"),
    ];
    let all = all.into_iter().filter(|(bodies, _)| !bodies.is_empty());
    all.map(|(bodies, why)| {
        let names: Vec<String> = bodies.into_iter().map(|(_, name)| name).collect();
        format!("{why}: {}", names.join(", "))
    })
    .collect()
}
