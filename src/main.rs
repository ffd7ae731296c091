//! The program: reads the command line, has the command carried out, prints errors, sets the exit code.

use std::io::Write;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, mpsc};

use clap::Parser;
use clap::error::ErrorKind;
use handlingsplan::cli::{Cli, Outcome, supports_colours, usage_error};

/// With this allocator a plan takes a tenth less time: setting pages allocates many small pieces of memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The data is wrong, or a file can't be read or written.
const FAILED: u8 = 1;
/// The command line is wrong.
const MISUSED: u8 = 2;

/// The most threads that are started: more do not help, and some thousands exhaust the system.
const MOST_THREADS: usize = 256;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return report_usage_error(&error),
    };
    start_thread_pool();
    match cli.run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(FAILED),
        Err(error) => {
            print_stderr(&format!("{}\n", error.render(supports_colours(&std::io::stderr())).trim_end()));
            ExitCode::from(FAILED)
        }
    }
}

/// Starts the one pool of threads that Typst and the command line share. Where not all of them can be started, this thread does
/// all the work.
fn start_thread_pool() {
    let asked: Option<usize> = std::env::var("RAYON_NUM_THREADS").ok().and_then(|text| text.parse().ok());
    let asked = asked.filter(|count| *count > 0);
    let count = asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).min(MOST_THREADS);
    // Rayon has no pool at all once one of its threads could not be started, so they are started before it is.
    let (sender, receiver) = mpsc::channel::<rayon::ThreadBuilder>();
    let receiver = Arc::new(Mutex::new(receiver));
    let start = |_| {
        let receiver = Arc::clone(&receiver);
        let work = move || {
            let given = receiver.lock().ok().and_then(|receiver| receiver.recv().ok());
            if let Some(worker) = given {
                worker.run();
            }
        };
        std::thread::Builder::new().spawn(work)
    };
    let all_started = (0..count).map(start).all(|thread| thread.is_ok());
    // It can only fail if there is a pool already.
    let _ = if all_started {
        let hand_over = move |worker| sender.send(worker).map_err(|_| std::io::ErrorKind::WouldBlock.into());
        rayon::ThreadPoolBuilder::new().num_threads(count).spawn_handler(hand_over).build_global()
    } else {
        drop(sender);
        rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global()
    };
}

fn report_usage_error(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp => print_stdout(&error.render().to_string()),
        ErrorKind::DisplayVersion => print_stdout(&format!("handlingsplan {}\n", env!("CARGO_PKG_VERSION"))),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print_stderr(&error.render().to_string());
            ExitCode::from(MISUSED)
        }
        _ => {
            print_stderr(&format!("{}\n", usage_error(error)));
            ExitCode::from(MISUSED)
        }
    }
}

/// Prints to standard output. A closed pipe is no error.
fn print_stdout(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(FAILED),
        _ => ExitCode::SUCCESS,
    }
}

/// Prints to standard error. A closed stream is no error.
fn print_stderr(text: &str) {
    let _ = write!(std::io::stderr(), "{text}");
}
