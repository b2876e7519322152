//! Encodes a module as text.
mod alphabet;
mod operation;
mod pair;
mod reader;
mod streams;

use self::alphabet::Alphabet;
use self::streams::Parts;
use crate::decode::decode;
use crate::stream;

/// The error for a module that has something the format does not support.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown(pub(crate) &'static str);

impl std::fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0)
    }
}

const UNKNOWN_INSTRUCTION: Unknown = Unknown("it has an instruction that is not in operation.rs");

type Streams = std::collections::BTreeMap<u8, Vec<u8>>;

/// A module as text.
#[derive(Debug, PartialEq, Eq)]
pub struct Encoded {
    pub text: String,
    /// The position of the header.
    pub header: usize,
    /// The number of bytes of the streams, and of the decoded module.
    pub streams: usize,
    pub module: usize,
}

impl Encoded {
    /// The module.
    pub fn decode(&self) -> Vec<u8> {
        let length = self.text.len();
        // A slice has exactly the room that the text needs, so tools find a byte that is written behind it.
        let mut memory = vec![0; length + self.streams + self.module].into_boxed_slice();
        memory[..length].copy_from_slice(self.text.as_bytes());
        // SAFETY: `encode` made the text, and this is the room it needs.
        let module = unsafe { decode(memory.as_mut_ptr(), length, self.header) };
        assert_eq!(module.end, memory.as_ptr_range().end);
        memory[length + self.streams..].to_vec()
    }
}

/// Encodes a module. `decode` restores it, except for alignments and the encoding of sizes.
pub fn encode(module: &[u8]) -> Result<Encoded, Unknown> {
    let Parts { mut streams, before, code, behind } = Parts::of(module)?;
    let size: usize = streams.values().map(Vec::len).sum();
    let mut header = pair::replace(streams.entry(stream::OPERATIONS).or_default()).as_flattened().to_vec();
    let alphabets: Vec<Alphabet> = (0..stream::ALPHABETS).map(|which| Alphabet::of(which, &streams)).collect();
    let text_of = |name: u8, stream: &[u8]| alphabets[stream::alphabet(name)].text_of(stream);
    let mut text = String::new();
    push_number(&mut header, streams.len());
    for (name, stream) in &streams {
        let characters = text_of(*name, stream);
        header.push(*name);
        push_number(&mut header, characters.len());
        text += &characters;
    }
    push_number(&mut header, before);
    push_number(&mut header, behind);
    let start = text.len();
    text.extend((0..=u8::MAX).map(|operation| char::from(operation::operands(operation) as u8)));
    text.extend(alphabets.iter().map(Alphabet::text));
    Ok(Encoded {
        text: text + &text_of(stream::HEADER, &header),
        header: start,
        streams: size + header.len(),
        module: before + code + behind,
    })
}

fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
