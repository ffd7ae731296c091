//! `handlingsplan sjå`: the plan in the browser while it is written.

use std::io::Write;
use std::path::PathBuf;
use std::thread;

use clap::Args;

use super::{CliError, Outcome, print};
use crate::preview::{Options, serve};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mappa der plan.ron ligg; utan henne vel du planen på sida, eller lagar ein ny
    #[arg(value_name = "PLAN", help_heading = "Argument")]
    plan: Option<PathBuf>,
    /// Porten i adressa til sida [vanlegvis ein som er ledig]
    #[arg(long, value_name = "PORT", value_parser = parse_port)]
    port: Option<u16>,
    /// Mappa som dokumenta skal i, når du lagar dei på sida [vanlegvis output]
    #[arg(long = "ut", alias = "out", value_name = "MAPPE")]
    out: Option<PathBuf>,
    /// Vis berre adressa, og lat vere å opne nettlesaren
    #[arg(long = "ikkje-opne", alias = "no-open")]
    closed: bool,
}

fn parse_port(text: &str) -> Result<u16, String> {
    text.parse().ok().filter(|port| *port > 0).ok_or_else(|| "skriv eit heiltal frå 1 til 65535".into())
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let options = Options { folder: arguments.plan.clone(), output: arguments.out.clone(), port: arguments.port };
    let shown = if arguments.plan.is_some() { "Planen" } else { "Sida" };
    serve(&options, |address| {
        // A closed stream is no reason to fail: the page is there.
        let _ =
            print(&format!("{shown} ligg på {address}\nAvslutt med Ctrl-C, eller med knappen «Avslutt» på sida.\n"));
        if !arguments.closed {
            open_in_browser(address.to_string());
        }
    })?;
    Ok(Outcome::Done)
}

/// Opens the address; the page is served meanwhile, for some browsers are waited for until they end.
fn open_in_browser(address: String) {
    let open = move || {
        if opener::open_browser(address).is_err() {
            let _ = writeln!(std::io::stderr(), "Fann ingen nettlesar: opne adressa sjølv");
        }
    };
    // Where no thread is to be had, the address stands in the terminal.
    let _ = thread::Builder::new().spawn(open);
}
