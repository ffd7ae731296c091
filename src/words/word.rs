//! What things are called in the Word file, where Word shows it.

use super::either;

terms! {
    /// The words of one written language.
    pub struct WordFileTerms {
        /// A picture, with its number after it.
        picture: { nn: "Bilete", nb: "Bilde" },
        /// A figure.
        figure: "Figur",
        /// What the table of the facts of a tiltak shows.
        facts: "Fakta i korte trekk",
        /// A box of a chart.
        shape: "Boks",
        /// A line of a chart.
        line: { nn: "Line", nb: "Linje" },
    }

    /// The style of a table that is light, by its name.
    fn light_style(name: &str) = "{name} (lys)";
    /// The style of a table that is set closely, by its name and by how closely.
    fn dense_style(name: &str, step: usize) = "{name} (tett {step})";
}

impl WordFileTerms {
    /// The name of a style that is ours, by its id.
    pub fn style(&self, id: &str) -> Option<&'static str> {
        let (_, nn, nb) = STYLES.iter().find(|(own, ..)| *own == id)?;
        Some(either(self.lang, nn, nb))
    }
}

/// The styles that are ours: the id, and the name in nynorsk and bokmål.
const STYLES: &[(&str, &str, &str)] = &[
    ("Framsidemerke", "Framsidemerke", "Forsidemerke"),
    ("Avtale", "Avtale", "Avtale"),
    ("Avtaleperiode", "Avtaleperiode", "Avtaleperiode"),
    ("Framsidemerknad", "Framsidemerknad", "Forsidemerknad"),
    ("Partar", "Partar", "Parter"),
    ("Mottakar", "Mottakar", "Mottaker"),
    ("Logo", "Logo", "Logo"),
    ("Loggtittel", "Loggtittel", "Loggtittel"),
    ("Loggtekst", "Loggtekst", "Loggtekst"),
    ("Logghovud", "Logghovud", "Logghode"),
    ("Loggtabell", "Loggtabell", "Loggtabell"),
    ("Oversynstabell", "Oversynstabell", "Oversynstabell"),
    ("Kolofon", "Kolofon", "Kolofon"),
    ("Handlingsplantabell", "Handlingsplantabell", "Handlingsplantabell"),
    ("Innleiing", "Innleiing", "Innledning"),
    ("Ingress", "Ingress", "Ingress"),
    ("Tiltaksfakta", "Tiltaksfakta", "Tiltaksfakta"),
    ("Faktaledd", "Faktaledd", "Faktaledd"),
    ("Faktatabell", "Faktatabell", "Faktatabell"),
    ("Delmaalsvekt", "Delmålsvekt", "Delmålsvekt"),
    ("Hovudmaal", "Hovudmål", "Hovedmål"),
    ("Manglar", "Manglar", "Mangler"),
    ("Figur", "Figur", "Figur"),
    ("Mellomtittel", "Mellomtittel", "Mellomtittel"),
    ("Kapittel", "Kapittel", "Kapittel"),
    ("Endringstittel", "Endringstittel", "Endringstittel"),
    ("Tabelltekst", "Tabelltekst", "Tabelltekst"),
    ("Tabellhovud", "Tabellhovud", "Tabellhode"),
    ("Tabellhovudtal", "Tabellhovud tal", "Tabellhode tall"),
    ("Tabelltal", "Tabelltal", "Tabelltall"),
    ("Tabellseinare", "Tabelltekst seinare", "Tabelltekst senere"),
    ("Tabelltalseinare", "Tabelltal seinare", "Tabelltall senere"),
    ("Tabelldetalj", "Tabelltekst detalj", "Tabelltekst detalj"),
    ("Tabellmerknad", "Tabellmerknad", "Tabellmerknad"),
    ("Kartboks", "Kartboks", "Kartboks"),
    ("Kartbokstopplinje", "Kartboks topp linje", "Kartboks topp linje"),
    ("Kartbokstopp", "Kartboks topp", "Kartboks topp"),
    ("Utkastmerke", "Utkastmerke", "Utkastmerke"),
    ("Loepetittel", "Løpetittel", "Løpetittel"),
];
