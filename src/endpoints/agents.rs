//! Agents: the machines that run plugins.

use super::{Endpoint, Shape};

/// `POST agents/{token}/connect/`: a question in spite of its verb, so it may be asked again.
pub const HEALTH_CHECK_AGENT: Endpoint = Endpoint::post("agents/{token}/connect/", Shape::Health).repeat_safe();

/// `GET agents/`
pub const LIST_AGENTS: Endpoint = Endpoint::get("agents/", Shape::Results);

/// The token in an agent's install script, `…/agents/{40 hex digits}/…`: some backends tell it only there.
pub fn token_in_script(script: &str) -> Option<&str> {
    let segments: Vec<&str> = script.split('/').collect();
    let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let is_token = |text: &str| text.len() == 40 && text.bytes().all(is_hex);
    segments.windows(3).find(|near| near[0] == "agents" && is_token(near[1])).map(|near| near[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_the_segment_of_forty_hex_digits() {
        let token = "0123456789abcdef0123456789abcdef01234567";
        let script = format!("curl -fsSL https://h/agents/install/ https://h/agents/{token}/node/");
        assert_eq!(token_in_script(&script), Some(token));
        assert_eq!(token_in_script(&format!("/agents/{token}")), None);
        assert_eq!(token_in_script(&format!("/agents/{token}0/")), None);
        assert_eq!(token_in_script("/agents/"), None);
    }
}
