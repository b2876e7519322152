//! A local backend for trying and testing the client: a real HTTP server with a real database and real stored files.
//! Runs of plugins are simulated.

mod args;
mod auth;
mod clock;
mod console;
mod db;
mod errors;
mod paging;
mod reply;
mod request;
mod router;
mod routes;
mod runs;
mod signals;
mod simulate;
mod state;
mod status;
mod table;
mod tail;
mod upload;
mod validate;

use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::args::{Args, Command, DEFAULT_TOKEN};
use crate::db::Db;
use crate::state::App;

/// The time that running requests have to finish when the sandbox stops.
const GRACE: Duration = Duration::from_millis(500);

const BAD_ARGUMENTS: u8 = 2;

fn main() -> ExitCode {
    let args = match args::parse() {
        Ok(Command::Serve(args)) => args,
        Ok(Command::Help) => {
            println!("{}", args::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(BAD_ARGUMENTS);
        }
    };
    let runtime = tokio::runtime::Runtime::new().expect("the system has threads to give");
    let outcome = runtime.block_on(serve(args));
    runtime.shutdown_timeout(GRACE / 2);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until SIGTERM or SIGINT. An error is a sentence.
async fn serve(args: Args) -> Result<(), String> {
    let packages = args.data.join("packages");
    let unusable = |error| format!("{} cannot be used: {error}.", args.data.display());
    upload::prepare(&packages).map_err(unusable)?;
    let db = Db::open(&args.data.join("sandbox.sqlite3"))?;
    simulate::fail_orphans(&db).map_err(|_| "Cannot end the jobs that the last run left.")?;

    let port = args.port;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("Cannot listen on port {port}: {error}."))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let stopping = signals::stop()?;
    greet(&format!("http://{address}"), &args);

    let app = App::new(args, db, packages, stopping.clone());
    let server = axum::serve(listener, router::router(app));
    let server = server.with_graceful_shutdown(stopped(stopping.clone()));
    tokio::select! {
        ended = server => ended.map_err(|error| error.to_string()),
        _ = async { stopped(stopping).await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error means that nothing listens for signals any more, which is a reason to stop as well.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// The first line is the URL alone, because scripts read it.
fn greet(url: &str, args: &Args) {
    println!("{url}");
    println!("This is a sandbox, for trying and testing: plugin runs are simulated.");
    println!("Data: {}. Statuses: {}.", args.data.display(), args.vocabulary.name());
    let token = match args.token.as_str() {
        DEFAULT_TOKEN => DEFAULT_TOKEN,
        _ => "…",
    };
    println!("Try: curl -H 'Synapse-Access-Token: Token {token}' {url}/plugins/");
    if args.console.is_some() {
        println!("Console: {url}/console/");
    }
}
