//! The program: reads the command line, has the command carried out, prints errors, sets the exit code.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use handlingsplan::cli::{Cli, Outcome, colours, usage_error};

/// Setting pages is much taking and giving back of small pieces of memory: with this allocator a plan is made in a tenth less
/// time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The data is wrong, or a file can't be read or written.
const FAILED: u8 = 1;
/// The command line is wrong.
const MISUSED: u8 = 2;

/// So many threads are asked for at most: more help nothing, and some thousands take all that the system has.
const MOST_THREADS: usize = 256;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_parsed(&error),
    };
    alone_where_no_thread_is_to_be_had();
    match cli.run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(FAILED),
        Err(error) => {
            say(&format!("{}\n", error.told(colours(&std::io::stderr())).trim_end()));
            ExitCode::from(FAILED)
        }
    }
}

/// Typst and the command line share one pool of threads, of `MOST_THREADS` at most. Where not all of them and one more can be
/// started, this one does all the work.
fn alone_where_no_thread_is_to_be_had() {
    let asked: Option<usize> = std::env::var("RAYON_NUM_THREADS").ok().and_then(|text| text.parse().ok());
    let asked = asked.filter(|count| *count > 0);
    let count = asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).min(MOST_THREADS);
    let wanted = count.saturating_add(1);
    let all_start = std::thread::scope(|scope| {
        let (end, waits) = std::sync::mpsc::channel::<()>();
        let waits = std::sync::Arc::new(std::sync::Mutex::new(waits));
        let start = |_| {
            let waits = std::sync::Arc::clone(&waits);
            std::thread::Builder::new().spawn_scoped(scope, move || waits.lock().is_ok_and(|end| end.recv().is_ok()))
        };
        let started = (0..wanted).map(start).all(|thread| thread.is_ok());
        drop(end);
        started
    });
    let pool = rayon::ThreadPoolBuilder::new();
    let pool = match all_start {
        true if asked.is_none_or(|asked| asked <= MOST_THREADS) => return,
        true => pool.num_threads(count),
        false => pool.num_threads(1).use_current_thread(),
    };
    // It can only fail if there is a pool already.
    let _ = pool.build_global();
}

fn not_parsed(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp => shown(&error.render().to_string()),
        ErrorKind::DisplayVersion => shown(&format!("handlingsplan {}\n", env!("CARGO_PKG_VERSION"))),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            say(&error.render().to_string());
            ExitCode::from(MISUSED)
        }
        _ => {
            say(&format!("{}\n", usage_error(error)));
            ExitCode::from(MISUSED)
        }
    }
}

/// To the output; a pipe that somebody closed is nothing to fail for.
fn shown(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(FAILED),
        _ => ExitCode::SUCCESS,
    }
}

/// To the error stream; a closed one is nothing to fail for.
fn say(text: &str) {
    let _ = write!(std::io::stderr(), "{text}");
}
