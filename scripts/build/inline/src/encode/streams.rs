//! Sorts a module into streams.
use super::operation::{self, LAST_END};
use super::reader::Reader;
use super::{Streams, UNKNOWN_INSTRUCTION, Unknown, push_number};
use crate::{SIZE_BYTES, stream};

/// The id of the code section.
const CODE: u8 = 10;

pub struct Parts {
    pub streams: Streams,
    /// The numbers of bytes before the functions' count, of the decoded functions and their count, and after them.
    pub before: usize,
    pub code: usize,
    pub behind: usize,
}

impl Parts {
    pub fn of(module: &[u8]) -> Result<Self, Unknown> {
        let mut reader = Reader { bytes: module };
        let mut sections = reader.take(8)?.to_vec();
        let mut streams = Streams::new();
        let mut before = None;
        let mut code = 0;
        let mut data = Vec::new();
        while !reader.bytes.is_empty() {
            let id = reader.byte()?;
            let length = reader.number()? as usize;
            let body = reader.take(length)?;
            if id == CODE {
                if before.is_some() {
                    return Err(Unknown("it has two code sections"));
                }
                let count = Reader { bytes: body }.numbers(1)?;
                sections.push(id);
                code = count.len() + functions(body, &mut streams)?;
                push_number(&mut sections, code);
                before = Some(sections.len());
                sections.extend(count);
            } else {
                let part = if before.is_none() { &mut sections } else { &mut data };
                part.push(id);
                push_number(part, length);
                part.extend(body);
            }
        }
        let before = before.ok_or(Unknown("it has no functions"))?;
        let behind = data.len();
        streams.insert(stream::SECTIONS, sections);
        streams.insert(stream::DATA, data);
        Ok(Self { streams, before, code, behind })
    }
}

/// Distributes the functions of a code section over their streams, and returns the number of bytes that `decode` writes
/// for them.
fn functions(section: &[u8], streams: &mut Streams) -> Result<usize, Unknown> {
    let mut reader = Reader { bytes: section };
    let mut size = 0;
    for _ in 0..reader.number()? {
        let length = reader.number()? as usize;
        if length >= 1 << (7 * SIZE_BYTES) {
            return Err(Unknown("it has a function that is too large"));
        }
        function(reader.take(length)?, streams)?;
        size += SIZE_BYTES + length;
    }
    if reader.bytes.is_empty() { Ok(size) } else { Err(Unknown("its code section is longer than its functions")) }
}

fn function(body: &[u8], streams: &mut Streams) -> Result<(), Unknown> {
    let mut reader = Reader { bytes: body };
    let mut put = |name: u8, bytes: &[u8]| streams.entry(name).or_default().extend(bytes);
    let locals = reader.numbers(1)?;
    put(stream::LOCALS, locals);
    let groups = Reader { bytes: locals }.number()?;
    put(stream::LOCALS, reader.numbers(groups.saturating_mul(2))?);
    let mut last = None;
    while !reader.bytes.is_empty() {
        let operation = reader.byte()?;
        if !operation::is_known(operation) {
            return Err(UNKNOWN_INSTRUCTION);
        }
        let operands = reader.operands(operation)?;
        let (name, operands) = operation::in_text(operation, operands, reader.bytes.is_empty());
        put(stream::OPERATIONS, &[name]);
        if !operands.is_empty() {
            put(name, operands);
        }
        last = Some(name);
    }
    // `decode` reads a function up to its last `end`, without checks of bounds.
    if last == Some(LAST_END) { Ok(()) } else { Err(Unknown("it has a function that does not end in `end`")) }
}
