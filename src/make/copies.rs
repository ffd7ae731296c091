//! What goes with the copies of the political edition: a case paper for each body that has not handled the plan yet.

use std::collections::BTreeSet;

use super::build::{BuildError, CheckedPlan, Composed, Format};
use super::earlier::EarlierPlan;
use crate::compose::Attachment;
use crate::pdf::Template;
use crate::plan::{PartId, Standing};
use crate::words::notation::definite_ending;

/// The case papers of some parties' bodies.
#[derive(Debug)]
pub struct CasePapers {
    /// The papers.
    pub documents: Vec<Composed>,
    /// What is to be said of them: which are too long, and which bodies have none.
    pub notes: Vec<String>,
}

/// The case papers of the bodies of some parties, each of which has a copy in `copies`. They name the files of these formats that
/// go with them, and tell what is new since an earlier version if there is one.
///
/// # Errors
/// `BuildError` if anything is wrong in the data or the template.
pub fn case_papers(
    checked: &CheckedPlan,
    parties: &[&PartId],
    copies: &[Composed],
    formats: &[Format],
    earlier: Option<&EarlierPlan>,
    template: &Template,
) -> Result<CasePapers, BuildError> {
    let mut documents = Vec::new();
    for (id, copy) in parties.iter().zip(copies) {
        let has = |of: fn(&Format) -> bool| formats.iter().any(of);
        let pdf = has(|format| matches!(format, Format::Pdf)).then(|| copy.page_count(template)).transpose()?;
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
    Ok(CasePapers { documents, notes })
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
