//! The walk through a plan: its things in the order of the data, each with its path and what it stands in. Comes in: a plan.
//! Goes out: references into it. What stands in a list further in is reached by `Path::items`.

use super::{
    Delmål, Deltakarar, EtterVedtak, Forkorting, Handsaming, Innhald, LoggRad, Node, OrganHandsaming, OrganRolle, Part,
    PartId, Path, Plan, Post, Seksjon, Tiltak, Vedtak,
};

/// The things of a plan with their paths (`Plan::walk`).
#[derive(Debug, Clone, Copy)]
pub struct Walk<'a>(&'a Plan);

/// A political body where it stands in the plan.
#[derive(Debug, Clone)]
pub struct PlacedOrgan<'a> {
    /// The handling of the plan by its party, which it is a part of.
    pub handsaming: &'a Handsaming,
    /// Its index among the bodies of its party.
    pub index: usize,
    /// The body.
    pub organ: &'a OrganHandsaming,
    /// Its path.
    pub path: Path,
}

impl Path {
    /// The items of a list that stands at this path, each with its own path.
    pub fn items<T>(self, list: &[T]) -> impl DoubleEndedIterator<Item = (&T, Self)> {
        list.iter().enumerate().map(move |(index, item)| (item, self.index(index)))
    }
}

impl Plan {
    /// The things of the plan with their paths.
    pub fn walk(&self) -> Walk<'_> {
        Walk(self)
    }

    /// The body of a party, by the index of both.
    pub fn organ_at(&self, party: usize, body: usize) -> Option<PlacedOrgan<'_>> {
        let handsaming = self.hovud.handsaming.get(party)?;
        let organ = handsaming.organ.get(body)?;
        Some(PlacedOrgan { handsaming, index: body, organ, path: Path::organ(party, body) })
    }

    /// The party with an id, with its path.
    pub fn part_at(&self, id: &PartId) -> Option<(&Part, Path)> {
        let index = self.hovud.partar.iter().position(|part| &part.id == id)?;
        Some((&self.hovud.partar[index], Path::hovud().field("partar").index(index)))
    }
}

impl<'a> Walk<'a> {
    /// The delmål.
    pub fn delmål(self) -> impl Iterator<Item = (&'a Delmål, Path)> {
        self.0.delmål.iter().enumerate().map(|(index, delmål)| (delmål, Path::delmål(index)))
    }

    /// The tiltak, each with the delmål that it belongs to.
    pub fn tiltak(self) -> impl Iterator<Item = (&'a Delmål, &'a Tiltak, Path)> {
        self.delmål()
            .flat_map(|(delmål, path)| delmål.placed_tiltak(&path).map(move |(tiltak, path)| (delmål, tiltak, path)))
    }

    /// The parties of the register.
    pub fn partar(self) -> impl Iterator<Item = (&'a Part, Path)> {
        Path::hovud().field("partar").items(&self.0.hovud.partar)
    }

    /// The rows of the log.
    pub fn logg(self) -> impl Iterator<Item = (&'a LoggRad, Path)> {
        Path::hovud().field("logg").items(&self.0.hovud.logg)
    }

    /// The sections.
    pub fn seksjonar(self) -> impl Iterator<Item = (&'a Seksjon, Path)> {
        Path::hovud().field("seksjonar").items(&self.0.hovud.seksjonar)
    }

    /// The parts of the sections' contents.
    pub fn innhald(self) -> impl Iterator<Item = (&'a Innhald, Path)> {
        self.seksjonar().flat_map(|(seksjon, path)| path.field("innhald").items(&seksjon.innhald))
    }

    /// The boxes of the organisation chart.
    pub fn nodar(self) -> impl Iterator<Item = (&'a Node, Path)> {
        let charts = self.0.hovud.organisasjonskart.iter();
        charts.flat_map(|kart| Path::hovud().field("organisasjonskart").field("nodar").items(&kart.nodar))
    }

    /// The handling of the plan, party by party.
    pub fn handsaming(self) -> impl Iterator<Item = (&'a Handsaming, Path)> {
        Path::hovud().field("handsaming").items(&self.0.hovud.handsaming)
    }

    /// The political bodies.
    pub fn organ(self) -> impl Iterator<Item = PlacedOrgan<'a>> {
        self.handsaming().flat_map(|(handsaming, path)| handsaming.placed_organ(&path))
    }

    /// What was changed after the bodies had decided.
    pub fn etter_vedtak(self) -> impl Iterator<Item = (&'a EtterVedtak, Path)> {
        Path::hovud().field("etter_vedtak").items(&self.0.hovud.etter_vedtak)
    }

    /// The posts of the financing.
    pub fn postar(self) -> impl Iterator<Item = (&'a Post, Path)> {
        let all = self.0.hovud.finansiering.iter();
        all.flat_map(|own| Path::hovud().field("finansiering").field("postar").items(&own.postar))
    }

    /// The plan's own abbreviations.
    pub fn forkortingar(self) -> impl Iterator<Item = (&'a Forkorting, Path)> {
        Path::hovud().field("forkortingar").items(&self.0.hovud.forkortingar)
    }
}

impl Delmål {
    /// Its tiltak with their paths, where it stands at a path itself.
    pub fn placed_tiltak(&self, path: &Path) -> impl DoubleEndedIterator<Item = (&Tiltak, Path)> + use<'_> {
        path.field("tiltak").items(&self.tiltak)
    }
}

impl Tiltak {
    /// Its two cells of parties with their paths, where it stands at a path itself.
    pub fn placed_deltakarar(&self, path: &Path) -> [(&Deltakarar, Path); 2] {
        [(&self.hovudansvarleg, path.field("hovudansvarleg")), (&self.samarbeidspartar, path.field("samarbeidspartar"))]
    }
}

impl Handsaming {
    /// Its bodies, where it stands at a path itself.
    pub fn placed_organ(&self, path: &Path) -> impl Iterator<Item = PlacedOrgan<'_>> + use<'_> {
        let all = path.field("organ").items(&self.organ).enumerate();
        all.map(move |(index, (organ, path))| PlacedOrgan { handsaming: self, index, organ, path })
    }
}

impl<'a> PlacedOrgan<'a> {
    /// What it does with the plan.
    pub fn role(&self) -> OrganRolle {
        self.handsaming.role(self.index)
    }

    /// Its decisions, the oldest first.
    pub fn vedtak(&self) -> impl DoubleEndedIterator<Item = (&'a Vedtak, Path)> + use<'a> {
        self.path.field("vedtak").items(&self.organ.vedtak)
    }
}
