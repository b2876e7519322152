//! Prints the text of a module, after the length of the module, the position of the text's header, and the room to decode it:
//! `cargo run -p inline -- FILE.wasm`.
use inline::encode::{Encoded, encode};
use std::process::ExitCode;

fn main() -> ExitCode {
    match text_of(std::env::args().nth(1)) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("inline: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn text_of(file: Option<String>) -> Result<String, String> {
    let file = file.ok_or("which file?")?;
    let module = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let encode = |module: &[u8]| encode(module).map_err(|reason| format!("{file}: {reason}"));
    let encoded = encode(&module)?;
    // Neither text contains what the format leaves out.
    if encode(&encoded.decode())? != encoded {
        return Err(format!("{file}: its text would be another module"));
    }
    let Encoded { text, header, streams, module } = encoded;
    Ok(format!("{module} {header} {}\n{text}", text.len() + streams + module))
}
