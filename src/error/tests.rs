use super::*;

#[test]
fn status_and_phase_decide_the_code() {
    assert_eq!(Code::of_status(503, true), Code::GpuUnavailable);
    assert_eq!(Code::of_status(500, true), Code::Server);
    assert_eq!(Code::of_status(418, false), Code::Http);
    assert_eq!(Code::of_broken(Fault::Timeout, false, true), Code::ResponseIncomplete);
    assert_eq!(Code::of_broken(Fault::Timeout, false, false), Code::Timeout);
    assert_eq!(Code::of_broken(Fault::Broken, true, true), Code::Connection);
    assert_eq!(Code::of_broken(Fault::Broken, false, false), Code::ResponseIncomplete);
    assert_eq!(Code::of_broken(Fault::NotSent, false, false), Code::Connection);
}
