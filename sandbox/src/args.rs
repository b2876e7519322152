//! Reads the command line.

use std::path::{Path, PathBuf};

use lexopt::prelude::*;

use crate::status::Vocabulary;

/// The access token if `--token` is not given.
pub const DEFAULT_TOKEN: &str = "sandbox-token";

/// The output of `--help`.
pub const USAGE: &str = "\
Usage: sandbox [OPTIONS]

A local backend for trying and testing. Plugin runs are simulated.

Options:
  --port PORT          port on 127.0.0.1; 0 picks a free one [default: 8787]
  --data DIR           database and uploaded packages; created if missing [default: .sandbox]
  --token TOKEN        the access token that clients must send [default: sandbox-token]
  --agent-token TOKEN  also accept this agent token, and refuse any other [default: ignored]
  --tenant TENANT      refuse requests of another tenant [default: ignored]
  --statuses NAMES     'document' (queued, running, completed, failed) or 'current' (PENDING,
                       RUNNING, SUCCEEDED, FAILED, STOPPED) [default: document]
  --page-size N        items on a page of a list, 1 to 1000 [default: 20]
  --console DIR        a built web console, served under /console/ [default: the folder
                       'console' beside this program, if there is one]
  --help               print this";

/// The result of reading the command line.
#[derive(Debug)]
pub enum Command {
    Serve(Args),
    Help,
}

/// The settings of the server.
#[derive(Debug)]
pub struct Args {
    /// 0 picks a free one.
    pub port: u16,
    /// The folder of the database and the packages.
    pub data: PathBuf,
    /// The access token.
    pub token: String,
    /// The only accepted agent token. `None`: agent tokens are ignored.
    pub agent_token: Option<String>,
    /// The only accepted tenant. `None`: tenants are ignored.
    pub tenant: Option<String>,
    /// The words for a job's status.
    pub vocabulary: Vocabulary,
    /// The number of items on a page, unless the request says otherwise.
    pub page_size: u32,
    /// The folder of a built admin console.
    pub console: Option<PathBuf>,
}

/// Reads the arguments of the process. An error is one sentence that names the argument.
pub fn parse() -> Result<Command, String> {
    let mut args = Args {
        port: 8787,
        data: PathBuf::from(".sandbox"),
        token: DEFAULT_TOKEN.to_owned(),
        agent_token: None,
        tenant: None,
        vocabulary: Vocabulary::Document,
        page_size: 20,
        console: console_beside_us(),
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next().map_err(sentence)? {
        let Long(name) = arg else {
            return Err(sentence(arg.unexpected()));
        };
        let name = name.to_owned();
        let mut text = || text_value(&mut parser, &name);
        match name.as_str() {
            "port" => {
                args.port = text()?.parse().map_err(|_| "--port must be a number from 0 to 65535.")?;
            }
            "data" => args.data = text()?.into(),
            "token" => args.token = header_value("--token", text()?)?,
            "agent-token" => args.agent_token = Some(header_value("--agent-token", text()?)?),
            "tenant" => args.tenant = Some(header_value("--tenant", text()?)?),
            "statuses" => {
                args.vocabulary = Vocabulary::named(&text()?).ok_or("--statuses must be 'document' or 'current'.")?;
            }
            "page-size" => {
                args.page_size = text()?
                    .parse()
                    .ok()
                    .filter(|size| (1..=crate::paging::MAX_PAGE_SIZE).contains(size))
                    .ok_or("--page-size must be a number from 1 to 1000.")?;
            }
            "console" => {
                let folder = PathBuf::from(text()?);
                if !is_console(&folder) {
                    return Err(format!(
                        "--console must be a folder with an index.html, and {} has none.",
                        folder.display()
                    ));
                }
                args.console = Some(folder);
            }
            "help" => return Ok(Command::Help),
            _ => return Err(format!("There is no option --{name}: see --help.")),
        }
    }
    Ok(Command::Serve(args))
}

/// The folder of the console in a downloaded sandbox, beside the program.
fn console_beside_us() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.parent()?.join("console")).filter(|folder| is_console(folder))
}

fn is_console(folder: &Path) -> bool {
    folder.join("index.html").is_file()
}

fn text_value(parser: &mut lexopt::Parser, name: &str) -> Result<String, String> {
    let value = parser.value().map_err(|_| format!("--{name} needs a value."))?.string().map_err(sentence)?;
    if value.is_empty() {
        return Err(format!("--{name} needs a value."));
    }
    Ok(value)
}

/// Refuses a token that cannot be sent in a header: with it, every request would be refused without a reason.
fn header_value(option: &str, value: String) -> Result<String, String> {
    if value.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(value);
    }
    Err(format!("{option} must be printable ASCII without spaces: it is sent in a header."))
}

fn sentence(error: lexopt::Error) -> String {
    format!("Bad arguments: {error}; see --help.")
}
