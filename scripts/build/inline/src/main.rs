//! Prints the text of a module, after its length and the position of the text's header:
//! `cargo run -p inline -- FILE.wasm`.
use inline::{decode::decode, encode::encode};
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
    let mut decoded = vec![0; module.len() * 2];
    // SAFETY: `encode` made the text. A function has at least three bytes and grows by at most two, and the size of the section by less than
    // the eight bytes at the beginning of a module.
    let length = unsafe { decode(&mut encoded.text.clone().into_bytes(), encoded.header, &mut decoded) };
    decoded.truncate(length);
    // Neither text contains what the format leaves out.
    if encode(&decoded)? != encoded {
        return Err(format!("{file}: its text would be another module"));
    }
    Ok(format!("{length} {}\n{}", encoded.header, encoded.text))
}
